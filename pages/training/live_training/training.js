// A training as it goes: the loss of each step, the held-out accuracy of each epoch, and beside them the first layer's
// weights, their gradients and a digit's maps at the moment that the player stands at.
class TrainingView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { stops } = scene.arrays;
    this.stops = stops.values;
    this.count = Math.max(stops.shape[0], 1);
    const narrow = width < 640;
    const panels = scene.across && !narrow ? 0.56 : 1;
    const left = narrow ? 44 : 62;
    const share = scene.across && narrow ? 0.52 : 1;
    this.line = projected() ? 25 : 15; // of the axis and, below, its name
    const room = height * share - TITLE - 65 - this.line;
    const w = width * panels - left - MARGIN - (narrow ? 36 : 60); // room for the newest accuracy
    this.loss = { x: left, y: TITLE, w, h: room * 0.56 };
    this.accuracy = { x: left, y: TITLE + room * 0.56 + 40, w, h: room * 0.44 };
    this.tiles = { x: narrow ? MARGIN : width * panels + 8, y: narrow ? height * share + 14 : TITLE, w: narrow ? width - 2 * MARGIN : width * (1 - panels) - 8 - MARGIN, h: narrow ? height * (1 - share) - 20 : height - TITLE - 10 };
    this.svg.innerHTML = this.chart();
    this.cursor = node('path', { class: 'loss-cursor' }, this.svg);
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  x(epoch) { return this.loss.x + (this.loss.w * epoch) / this.scene.epochs; }

  yLoss(value) { return this.loss.y + this.loss.h * (1 - Math.min(Math.max(value, 0), 3) / 3); }

  yAccuracy(value) { return this.accuracy.y + this.accuracy.h * (1 - value / 100); }

  points(name, y) {
    const { shape: [count], values } = this.scene.arrays[name];
    return Array.from({ length: count }, (_, n) => [this.x(values[2 * n]), y(values[2 * n + 1]), values[2 * n + 1]]);
  }

  chart() {
    const { labels, epochs, lines, batches } = this.scene;
    const parts = [`<text class="title role-window" x="${this.loss.x}" y="18">${escapeText(labels.loss)}</text>`, `<text class="title role-output" x="${this.loss.x}" y="${this.accuracy.y - 15}">${escapeText(labels.held_out)}</text>`];
    const tick = (x, y, words, anchor = 'end') => `<text class="tick" style="text-anchor:${anchor}" x="${x}" y="${y}">${words}</text>`;
    [0, 1, 2, 3].forEach((v) => parts.push(`<path class="lines" d="M${this.loss.x},${this.yLoss(v)}h${this.loss.w}"/>`, tick(this.loss.x - 7, this.yLoss(v), v)));
    [0, 50, 100].forEach((v) => parts.push(`<path class="lines" d="M${this.loss.x},${this.yAccuracy(v)}h${this.loss.w}"/>`, tick(this.loss.x - 7, this.yAccuracy(v), `${v}%`)));
    const step = Math.ceil(epochs / 10);
    for (let e = 0; e <= epochs; e += step) parts.push(`<path class="epoch-line" d="M${this.x(e)},${this.loss.y}V${this.accuracy.y + this.accuracy.h}"/>`, tick(this.x(e), this.accuracy.y + this.accuracy.h + 13, e, 'middle'));
    parts.push(tick(this.loss.x + this.loss.w, this.accuracy.y + this.accuracy.h + 13 + this.line, escapeText(labels.epochs)));
    for (let n = 0; n < lines; n += 1) {
      const line = this.points(`loss.${n}`, (v) => this.yLoss(v));
      parts.push(`<path class="loss-line line-${n}${line.length > 400 ? ' fine' : ''}" d="${line.map(([x, y], p) => `${p ? 'L' : 'M'}${x.toFixed(1)},${y.toFixed(1)}`).join('')}"/>`);
      const ends = this.points(`accuracy.${n}`, (v) => this.yAccuracy(v));
      parts.push(`<path class="accuracy-line line-${n}${lines > 1 ? ' of-two' : ''}" d="${ends.map(([x, y], p) => `${p ? 'L' : 'M'}${x},${y}`).join('')}"/>` + ends.map(([x, y, v], p) => `<circle class="accuracy-dot line-${n}${lines > 1 ? ' of-two' : ''}" cx="${x}" cy="${y}" r="4.5" data-map="held-out" data-k="${n}" data-i="${p}" data-v="${v}"/>`).join(''));
      if (ends.length) parts.push(this.newest(n, ends[ends.length - 1]));
      if (batches) parts.push(`<text class="line-key line-${n}" x="${this.loss.x + this.loss.w - 8}" y="${this.loss.y + 14 + n * 22}">${escapeText(fill(labels.batch_of, { batch: formatNumber(batches[n]) }))}</text>`);
    }
    return parts.join('');
  }

  // The newest accuracy, right of its dot, where no line has come yet; two of them never on each other.
  newest(n, [x, y, v]) {
    const { lines } = this.scene;
    const other = lines > 1 ? this.points(`accuracy.${1 - n}`, (value) => this.yAccuracy(value)).at(-1) : null;
    const close = other && Math.abs(other[0] - x) < 70 && Math.abs(other[1] - y) < 22;
    const lower = close && (y > other[1] || (y === other[1] && n));
    const at = y + (close ? (11 - Math.abs(other[1] - y) / 2) * (lower ? 1 : -1) : 0);
    return `<text class="accuracy-now line-${n}${lines > 1 ? ' of-two' : ''}" x="${x + 9}" y="${at}">${formatNumber(v)}%</text>`;
  }

  show(index) {
    const at = Math.min(index, this.count - 1);
    if (!this.stops.length) return;
    const x = this.x(this.stops[2 * at]);
    this.cursor.setAttribute('d', `M${x},${this.loss.y}V${this.accuracy.y + this.accuracy.h}`);
    if (this.scene.across) this.moving.innerHTML = this.panels(at);
  }

  // Small grids, tinted: the first layer, its gradient beside it, what it makes of a digit.
  panels(at) {
    const { grids, labels } = this.scene;
    const rows = [['filters', labels.filters], ['slopes', labels.slopes], ['maps', labels.maps]];
    const each = this.tiles.h / 3;
    return rows.map(([id, words], n) => {
      const grid = grids[id];
      const name = fill(words, { length: formatNumber(this.scene.arrays.lengths.values[at]) });
      const kinds = grid.planes / this.count;
      const y = this.tiles.y + n * each;
      const label = `<text class="title role-${grid.role}" x="${this.tiles.x}" y="${y + 2}">${escapeText(name)}</text>`;
      const wide = id === 'maps' ? this.tiles.w - each * 0.62 : this.tiles.w;
      const sizes = Array.from({ length: kinds }, (_, c) => [Math.min(wide / (c + 1), (each - 26) / Math.ceil(kinds / (c + 1))), c + 1]);
      const [tile, columns] = sizes.reduce((best, size) => (size[0] > best[0] ? size : best));
      const cell = (tile - 5) / grid.columns;
      const from = id === 'maps' ? this.tiles.x + each * 0.62 : this.tiles.x;
      const digit = id === 'maps' ? `<image class="pixels" href="${paintPlane(grids.digit, 0, 1, false)}" x="${this.tiles.x}" y="${y + 18}" width="${each * 0.5}" height="${each * 0.5}"/><rect class="picture-edge" x="${this.tiles.x}" y="${y + 18}" width="${each * 0.5}" height="${each * 0.5}"/>` : '';
      const images = Array.from({ length: kinds }, (_, k) => {
        const x = from + (k % columns) * tile;
        const top = y + 18 + Math.floor(k / columns) * tile;
        return `<image class="pixels" href="${paintPlane(grid, at * kinds + k, grid.largest(), false)}" x="${x}" y="${top}" width="${cell * grid.columns}" height="${cell * grid.rows}" preserveAspectRatio="none"/><rect class="picture-edge" x="${x}" y="${top}" width="${cell * grid.columns}" height="${cell * grid.rows}"/>`;
      });
      return label + digit + images.join('');
    }).join('');
  }

  sentence(index) {
    const { labels } = this.scene;
    if (!this.stops.length) return labels.nothing_yet;
    const at = Math.min(index, this.count - 1);
    return fill(this.scene.lines > 1 ? labels.said_pair : labels.said_step, { epoch: formatNumber(this.stops[2 * at]), step: formatNumber(this.stops[2 * at + 1]) });
  }
}
VIEWS.training = TrainingView;
