// A pad to draw a digit on. Drawn finely, 32 x 32, and counted in blocks of 4 x 4, just as the data set was made; the
// 8 x 8 counts go to Python, which says what the network makes of them.
class PadView extends View {
  static fine = 32;

  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.steps.length;
    this.ink ??= PadView.inked(choice.drawn || []);
    if (scene.empty && !this.touched) this.ink.fill(0);
    const narrow = width < 640;
    this.narrow = narrow;
    const side = narrow ? Math.min((width - 2 * MARGIN - 18) / 2, height * 0.46) : Math.min(height - TITLE - 46, width * 0.32);
    this.pad = { x: MARGIN, y: TITLE, side };
    this.seen = narrow ? { x: MARGIN + side + 18, y: TITLE, side } : { x: MARGIN + side + 36, y: TITLE, side };
    this.bars = narrow ? { x: MARGIN + 20, y: TITLE + side + 46, w: width - 2 * MARGIN - 34, h: height - TITLE - side - 54 } : { x: this.seen.x + side + 66, y: TITLE - 6, w: width - this.seen.x - side - 66 - 90, h: height - TITLE - 4 };
    this.svg.innerHTML = this.paper() + this.eight();
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  static inked(drawn) {
    const ink = new Uint8Array(PadView.fine ** 2);
    drawn.forEach(([[i, j], value]) => {
      for (let n = 0; n < Math.min(value, 16); n += 1) ink[(i * 4 + Math.floor(n / 4)) * PadView.fine + j * 4 + (n % 4)] = 1;
    });
    return ink;
  }

  paper() {
    const { x, y, side } = this.pad;
    const { labels } = this.scene;
    const dot = side / PadView.fine;
    let path = '';
    this.ink.forEach((on, n) => { if (on) path += `M${x + (n % PadView.fine) * dot},${y + Math.floor(n / PadView.fine) * dot}h${dot}v${dot}h${-dot}z`; });
    return (
      `<text class="title role-input" x="${x}" y="18">${escapeText(labels.draw_here)}</text>` +
      `<g data-panel="pad"><rect class="paper" x="${x}" y="${y}" width="${side}" height="${side}"/></g><path class="ink" d="${path}"/>` +
      (path ? '' : `<text class="hint" x="${x + side / 2}" y="${y + side / 2}">${escapeText(labels.draw_hint)}</text>`) +
      `<g class="erase" data-panel="erase" role="button" tabindex="0"><rect x="${x}" y="${y + side + 6}" width="84" height="28" rx="6"/><text x="${x + 42}" y="${y + side + 20}" font-size="14">${escapeText(labels.erase)}</text></g>`
    );
  }

  counts() {
    const found = [];
    for (let i = 0; i < 8; i += 1) {
      for (let j = 0; j < 8; j += 1) {
        let sum = 0;
        for (let a = 0; a < 4; a += 1) for (let b = 0; b < 4; b += 1) sum += this.ink[(i * 4 + a) * PadView.fine + j * 4 + b];
        if (sum) found.push([[i, j], sum]);
      }
    }
    return found;
  }

  eight() {
    const { x, y, side } = this.seen;
    const cell = side / 8;
    const counts = Object.fromEntries(this.counts().map(([[i, j], v]) => [`${i} ${j}`, v]));
    const cells = [];
    for (let i = 0; i < 8; i += 1) {
      for (let j = 0; j < 8; j += 1) {
        const value = counts[`${i} ${j}`] || 0;
        cells.push(cellMarkup({ x: x + j * cell, y: y + i * cell, cell, value, largest: 16, role: 'input', data: { map: 'drawn', i, j }, shown: value ? formatNumber(value) : '' }));
      }
    }
    return `<text class="title role-input" x="${x}" y="18">${escapeText(this.scene.labels.as_seen)}</text>${cells.join('')}`;
  }

  show(index) { this.moving.innerHTML = this.chances(this.at(index)); }

  // The ten chances at a moment of the training.
  at(index) {
    const { values } = this.scene.arrays.chances;
    const n = Math.min(index, this.count - 1);
    return values.subarray(10 * n, 10 * n + 10);
  }

  chances(values) {
    const { x, y, w, h } = this.bars;
    const best = values.indexOf(Math.max(...values));
    const columns = this.narrow ? 2 : 1;
    const step = (h * columns) / 10;
    const each = w / columns - (columns > 1 ? 34 : 0);
    const bars = [...values].map((p, n) => {
      const middle = y + ((n % (10 / columns)) + 0.5) * step;
      const left = x + Math.floor((n * columns) / 10) * (w / columns + 14);
      const long = Math.max(each * p, 1);
      const lit = p > 0 && n === best && !this.scene.empty;
      return (
        `<text class="chance-name" x="${left - 16}" y="${middle}">${n}</text><rect class="chance${lit ? ' best' : ''}" x="${left}" y="${middle - step * 0.32}" width="${long}" height="${step * 0.64}" data-map="chance" data-i="${n}" data-v="${p}"/>` +
        `<text class="chance-value" x="${left + long + 6}" y="${middle}">${formatNumber(100 * p)}%</text>`
      );
    }).join('');
    return this.scene.empty ? `<g class="nobody">${bars}</g>` : bars; // nothing is drawn: nothing is read
  }

  hit(x, y) {
    const { pad } = this;
    if (x >= pad.x && x < pad.x + pad.side && y >= pad.y && y < pad.y + pad.side) return { panel: 'pad', at: [((y - pad.y) / pad.side) * PadView.fine, ((x - pad.x) / pad.side) * PadView.fine] };
    return x >= pad.x && x < pad.x + 84 && y >= pad.y + pad.side + 6 && y < pad.y + pad.side + 34 ? { panel: 'erase' } : null;
  }

  paints(hit) { return hit.panel === 'pad'; }

  paint({ at: [row, column] }) {
    this.touched = true;
    const [fromRow, fromColumn] = this.last && performance.now() - this.last.time < 120 ? this.last.at : [row, column];
    const far = Math.ceil(Math.hypot(row - fromRow, column - fromColumn)) + 1;
    for (let n = 0; n <= far; n += 1) this.dot(fromRow + ((row - fromRow) * n) / far, fromColumn + ((column - fromColumn) * n) / far);
    this.last = { at: [row, column], time: performance.now() };
    return { drawn: this.counts() };
  }

  dot(row, column) {
    const r = 2;
    for (let i = Math.floor(row - r); i <= row + r; i += 1) {
      for (let j = Math.floor(column - r); j <= column + r; j += 1) {
        if (i >= 0 && j >= 0 && i < PadView.fine && j < PadView.fine && Math.hypot(i + 0.5 - row, j + 0.5 - column) <= r) this.ink[i * PadView.fine + j] = 1;
      }
    }
  }

  tap(hit) {
    if (hit.panel !== 'erase') return null;
    this.ink.fill(0);
    return { set: { drawn: [] } };
  }

  sentence(index) {
    const { labels, steps, empty } = this.scene;
    const values = this.at(index);
    if (empty) return labels.draw_hint;
    const best = values.indexOf(Math.max(...values));
    return fill(labels.said_drawn, { digit: best, chance: formatNumber(100 * values[best]), step: formatNumber(steps[Math.min(index, steps.length - 1)]) });
  }
}
VIEWS.pad = PadView;
