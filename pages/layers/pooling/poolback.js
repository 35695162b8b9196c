// The way back through pooling: each output's gradient (1, 2, 3, ... so that they can be told apart) is sent to the
// input, in the chosen way and in another beside it.
class PoolBackView extends View {
  static panels = ['input', 'output', 'back', 'beside'];

  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { grids, labels } = scene;
    this.count = grids.output.rows * grids.output.columns;
    this.field = scene.rows[0].length;
    const inRow = width < 640 ? 2 : 4;
    const gap = 26;
    const w = (width - 2 * MARGIN - (inRow - 1) * gap) / inRow;
    const h = (height - 10) / (4 / inRow) - TITLE - 6;
    this.boxes = Object.fromEntries(PoolBackView.panels.map((name, n) => {
      const { rows } = grids[name];
      const box = { x: MARGIN + (n % inRow) * (w + gap), y: TITLE + Math.floor(n / inRow) * (h + TITLE + 6), w, h };
      return [name, { ...gridBox(box, rows, rows, 1, 80), w, titled: box.y - 14 }];
    }));
    const [back, beside] = scene.titles;
    const said = { input: labels.input, output: labels.gradient_out, back, beside };
    this.small = this.fitting(Object.values(said), w);
    this.svg.innerHTML =
      PoolBackView.panels.map((name) => this.title(this.boxes[name], grids[name].role, said[name])).join('') +
      this.plane('input', 0) + this.plane('output', 0);
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
    this.frames = PoolBackView.panels.map(() => node('rect', { class: 'frame', rx: 2 }, this.svg));
  }

  title({ x, titled }, role, name) {
    return `<text class="title role-${role}" style="${this.small}" x="${x}" y="${titled}">${escapeText(name)}</text>`;
  }

  // The titles' size: that at which the longest is no wider than its grid's place.
  fitting(titles, w) {
    const wide = (name) => [...name].reduce((all, c) => all + (c > '\u2e80' ? 1 : 0.58), 0);
    const size = w / Math.max(...titles.map(wide));
    return size < (document.documentElement.hasAttribute('data-present') ? 26 : 17) ? `font-size:${size}px` : '';
  }

  plane(name, index) {
    const grid = this.scene.grids[name];
    return planeMarkup(grid, index, { ...this.boxes[name], largest: grid.largest(), data: { map: name === 'output' ? 'gradient' : name } });
  }

  position(index) { return [Math.floor(index / this.scene.columns.length), index % this.scene.columns.length]; }

  stride() { return this.scene.columns.length; }

  show(index) {
    const [i, j] = this.position(index);
    this.moving.innerHTML = this.plane('back', index) + this.plane('beside', index);
    PoolBackView.panels.forEach((name, n) => {
      const { x, y, cell } = this.boxes[name];
      const one = name === 'output';
      const [row, column, side] = one ? [i, j, 1] : [this.scene.rows[i][0], this.scene.columns[j][0], this.field];
      const place = { x: x + column * cell, y: y + row * cell, width: side * cell, height: side * cell };
      Object.entries(place).forEach(([key, value]) => this.frames[n].setAttribute(key, value));
    });
  }

  sentence(index) { return fill(this.scene.labels.said_back, { gradient: formatNumber(index + 1) }); }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: 1 };
  }

  hit(x, y) {
    const { output } = this.boxes;
    const [i, j] = [Math.floor((y - output.y) / output.cell), Math.floor((x - output.x) / output.cell)];
    const side = this.scene.columns.length;
    return i >= 0 && j >= 0 && i < side && j < side ? { panel: 'output', i, j } : null;
  }

  preview({ i, j }) { return i * this.stride() + j; }

  tap({ i, j }) { return { go: i * this.stride() + j }; }
}
VIEWS.poolback = PoolBackView;
