// A hand on pooling: which cell lies under a point, the window dragged, numbers edited.
Object.assign(PoolingView.prototype, {
  cellAt(box, x, y) {
    if (x < box.x || y < box.y || x >= box.x + box.w || y >= box.y + box.h) return null;
    return [Math.floor((y - box.y) / box.cell), Math.floor((x - box.x) / box.cell)];
  },

  hit(x, y) {
    const { input, output } = this.boxes;
    const ring = this.scene.padding;
    const on = this.cellAt(input, x, y);
    if (on) return { panel: 'input', i: on[0] - ring, j: on[1] - ring, at: [(y - input.y) / input.cell - ring, (x - input.x) / input.cell - ring] };
    const out = this.cellAt(output, x, y);
    return out && { panel: 'output', i: out[0], j: out[1] };
  },

  grabs(hit) { return hit.panel === 'input'; },

  dragged(hit) { return hit.panel === 'input' ? pointedGrids.nearest.call(this, hit.at) : null; },

  preview(hit) { return hit.panel === 'output' ? hit.i * this.scene.columns.length + hit.j : null; },

  tap(hit) {
    if (hit.panel === 'output') return { go: hit.i * this.scene.columns.length + hit.j };
    return this.picture ? { go: pointedGrids.nearest.call(this, hit.at) } : { edit: hit };
  },

  firstEdit(index) {
    const [i, j] = this.position(index);
    return { panel: 'input', i: Math.max(this.scene.rows[i][0], 0), j: Math.max(this.scene.columns[j][0], 0) };
  },

  editable(hit) {
    const { input } = this.scene.grids;
    const { cell, x, y } = this.boxes.input;
    if (this.picture || !input.inside(hit.i, hit.j) || cell < LEGIBLE) return null;
    const ring = this.scene.padding;
    return { place: { x: x + (hit.j + ring) * cell, y: y + (hit.i + ring) * cell, cell }, value: input.value(this.d, hit.i, hit.j) };
  },

  edited(hit, value) {
    const { input } = this.scene.grids;
    return { grid: 'input', index: [this.d, hit.i, hit.j], same: input.value(this.d, hit.i, hit.j) === value };
  },

  editNext(hit, step) {
    const { input } = this.scene.grids;
    const at = hit.i * input.columns + hit.j + step;
    return at < 0 || at >= input.rows * input.columns ? null : { ...hit, i: Math.floor(at / input.columns), j: at % input.columns };
  },
});
