// What the view of one map shows of a pixel: its window on every map before, the products, the sum over each of them,
// the sum of these and the bias, and RELU.
const summedMap = {
  value(d, i, j) {
    const { given } = this.scene.grids;
    return given.inside(i, j) ? given.value(d, i, j) : 0;
  },

  show(index) {
    const [i, j] = this.position(index);
    this.index = index;
    const parts = [this.windows(i, j), this.marks(i, j)];
    if (this.known) parts.push(this.scene.grids.filter ? this.worked(i, j) : this.pooled(i, j));
    this.moving.innerHTML = parts.join('');
  },

  // The window on each of the maps that came in.
  windows(i, j) {
    const { given } = this.scene.grids;
    const { x, y, tile, columns, gap } = this.places.given;
    const cell = (tile - gap) / given.columns;
    const rows = this.scene.rows[i];
    const across = this.scene.columns[j];
    const clip = (n, most) => Math.min(Math.max(n, 0), most);
    const [top, bottom] = [clip(rows[0], given.rows), clip(rows[rows.length - 1] + 1, given.rows)];
    const [left, right] = [clip(across[0], given.columns), clip(across[across.length - 1] + 1, given.columns)];
    const parts = [];
    for (let d = 0; d < this.scene.slices; d += 1) {
      const at = [x + (d % columns) * tile + left * cell, y + Math.floor(d / columns) * tile + top * cell];
      parts.push(`<rect class="frame${d === this.d ? '' : ' faint'}" x="${at[0]}" y="${at[1]}" width="${(right - left) * cell}" height="${(bottom - top) * cell}"/>`);
    }
    return parts.join('');
  },

  marks(i, j) {
    return Object.values(this.places.made).map(({ x, y, side }) => {
      const cell = side / this.scene.columns.length;
      const wide = Math.max(cell, 6);
      return `<rect class="frame" x="${x + (j + 0.5) * cell - wide / 2}" y="${y + (i + 0.5) * cell - wide / 2}" width="${wide}" height="${wide}"/>`;
    }).join('');
  },

  grid(column, role, data, at) {
    const { x, y, cell } = this.places.sums;
    const parts = [];
    for (let a = 0; a < this.field; a += 1) {
      for (let b = 0; b < this.field; b += 1) {
        const { value, largest, extra, more } = at(a, b);
        parts.push(cellMarkup({
          x: x[column] + b * cell, y: y + a * cell, cell, value, largest, role, extra, data: { ...data, i: a, j: b, ...more },
        }));
      }
    }
    return parts.join('');
  },

  // Window, filter, products of one slice; below them the sums of all.
  worked(i, j) {
    const { scene, d } = this;
    const { filter, given } = scene.grids;
    const { x, y, cell } = this.places.sums;
    const at = (a, b) => [scene.rows[i][a], scene.columns[j][b]];
    const weight = (a, b) => filter.value(d, a, b);
    const middle = y + (this.field * cell) / 2;
    const sign = (n, said) => `<text class="sign" x="${x[n] - this.places.sign / 2}" y="${middle}">${said}</text>`;
    return (
      this.grid(0, 'input', { map: 'window', d }, (a, b) => {
        const [r, c] = at(a, b);
        return { value: this.value(d, r, c), largest: scene.scaleGiven, extra: given.inside(r, c) ? '' : 'padded' };
      }) + sign(1, '×') +
      `<g class="panel" data-panel="filter" data-symbols="F">${this.grid(1, 'filter', { map: 'filter', k: this.k, d }, (a, b) => ({ value: weight(a, b), largest: filter.largest(), extra: 'weight' }))}</g>` +
      sign(2, '=') +
      this.grid(2, 'window', { map: 'product', k: this.k, d }, (a, b) => {
        const [v, w] = [this.value(d, ...at(a, b)), weight(a, b)];
        return { value: v * w, largest: scene.scaleGiven * filter.largest(), more: { x: v, w } };
      }) + this.totals(i, j)
    );
  },

  // A bar for each slice's sum, and the whole of it in a line: all of them, the bias, RELU.
  totals(i, j) {
    const { scene, d, places } = this;
    const { sums, map, after } = scene.grids;
    const { x, w, lines, line, bottom } = places.sums;
    const is = (value) => `${isRounded(value) ? '≈' : '='} ${formatNumber(value)}`;
    const each = Array.from({ length: scene.slices }, (_, n) => sums.value(n, i, j));
    const whole = each.reduce((sum, value) => sum + value, 0);
    const score = map.value(0, i, j);
    const own = scene.slices > 1 ? `Σ${d + 1} ${is(each[d])}` : '';
    const said = [
      `<text class="sum" data-map="sum" data-d="${d}" data-v="${each[d]}" x="${x[0]}" y="${lines + line * 0.75}">${own}</text>`,
    ];
    const barsTop = lines + line * 1.4;
    const textAt = bottom - line * (places.narrow ? 0.5 : after ? 1.6 : 0.7);
    const room = Math.min(textAt - line * 0.8 - barsTop, this.height * 0.34);
    if (scene.slices > 1 && room > 14) said.push(this.barsOf(each, x[0], barsTop, w, room));
    const act = after ? after.value(0, i, j) : null;
    const relu = after ? `<tspan class="result role-output" data-map="activation" data-v="${act}">${formatNumber(act)}</tspan>` : '';
    said.push(
      `<text class="sum total" data-map="total" data-v="${score}" data-sum="${whole}" x="${x[0]}" y="${textAt}">` +
      `wᵀx + b ${isRounded(whole) ? '≈' : '='} ${formatNumber(whole)}${signed(scene.bias)} ${is(score)}${places.narrow && after ? ` → ${relu}` : ''}</text>`,
    );
    if (after && !places.narrow) said.push(`<text class="sum" x="${x[0]}" y="${bottom - line * 0.5}">RELU → ${relu}</text>`);
    return said.join('');
  },

  barsOf(values, x, y, w, h) {
    const most = Math.max(...values.map(Math.abs), 1e-9);
    const step = Math.min(w / values.length, 48);
    const zero = y + h / 2;
    return `<path class="rule" d="M${x},${zero}h${step * values.length}"/>` + values.map((value, n) => {
      const high = Math.max((Math.abs(value) / most) * (h / 2), 0.5);
      return (
        `<rect class="slice-sum${n === this.d ? ' on' : ''}${value < 0 ? ' below' : ''}" data-panel="slice" data-map="slice-sum" data-d="${n}" data-v="${value}" x="${x + n * step + step * 0.12}" ` +
        `y="${value < 0 ? zero : zero - high}" width="${step * 0.76}" height="${high}"/>`
      );
    }).join('');
  },

  // A window of a pooling layer: its numbers, and the one that is kept.
  pooled(i, j) {
    const { scene } = this;
    const { x, lines, line } = this.places.sums;
    const kept = scene.grids.map.value(0, i, j);
    let found = false;
    const cells = this.grid(0, 'input', { map: 'window', d: 0 }, (a, b) => {
      const value = this.value(0, scene.rows[i][a], scene.columns[j][b]);
      const won = value === kept && !found;
      found = found || won;
      return { value, largest: scene.scaleGiven, extra: won ? 'won' : '' };
    });
    return (
      `${cells}<text class="sum" data-map="total" data-v="${kept}" x="${x[0]}" y="${lines + line}">max ${isRounded(kept) ? '≈' : '='} <tspan class="result role-output">${formatNumber(kept)}</tspan></text>` +
      `<text class="detail-line" x="${x[0]}" y="${lines + 2 * line}">${escapeText(scene.labels.no_weights)}</text>`
    );
  },

  // The written-out sum: the first and last products over all slices.
  sentence(index) {
    if (!this.known) return '…';
    const [i, j] = this.position(index);
    const { filter, map } = this.scene.grids;
    const result = map.value(0, i, j);
    if (!filter) {
      const values = this.scene.rows[i].flatMap((r) => this.scene.columns[j].map((c) => formatNumber(this.value(0, r, c))));
      return `max(${values.join(', ')}) ${isRounded(result) ? '≈' : '='} ${formatNumber(result)}`;
    }
    const terms = [];
    for (let d = 0; d < this.scene.slices; d += 1) {
      this.scene.rows[i].forEach((r, a) => this.scene.columns[j].forEach((c, b) => terms.push([this.value(d, r, c), filter.value(d, a, b)])));
    }
    const written = terms.map(([x, w]) => `(${formatNumber(x)})(${formatNumber(w)})`);
    const shown = written.length > 8 ? [...written.slice(0, 5), '…', ...written.slice(-2)] : written;
    return `${shown.join(' + ')}${signed(this.scene.bias)} ≈ ${formatNumber(result)}`;
  },
};
Object.assign(OneMapView.prototype, pointedMap, summedMap);
VIEWS.onemap = OneMapView;
