// A hand on a row of neurons: which cell lies under a point, the window dragged, numbers edited.
Object.assign(NeuronsView.prototype, {
  hit(px, py) {
    const { scene, places } = this;
    const { x, cell, input, out, weights } = places;
    const cells = scene.grids.input.columns + 2 * scene.padding;
    const at = (px - x) / cell;
    if (py >= input && py < input + cell && at >= 0 && at < cells) {
      return { panel: 'input', i: 0, j: Math.floor(at) - scene.padding, at: at - scene.padding };
    }
    if (py >= out && py < out + cell) {
      const o = scene.columns.findIndex((_, n) => Math.abs(this.middle(n) - px) < cell / 2);
      if (o >= 0) return { panel: 'output', i: 0, j: o };
    }
    const a = Math.floor(at) - scene.padding - scene.columns[this.index || 0][0];
    if (py >= weights && py < weights + cell && a >= 0 && a < this.field) return { panel: 'filter', i: 0, j: a };
    return null;
  },

  nearest(at) {
    const far = this.scene.columns.map((taps) => Math.abs((taps[0] + taps[taps.length - 1] + 1) / 2 - at));
    return far.indexOf(Math.min(...far));
  },

  light(hit) {
    const { x, cell, input } = this.places;
    const mark = (taps) => `M${x + (taps[hit.j] + this.scene.padding) * cell + 1},${input + 1}h${cell - 2}v${cell - 2}h${2 - cell}z`;
    this.reach.setAttribute('d', hit && hit.panel === 'filter' ? this.scene.columns.map(mark).join('') : '');
  },

  preview(hit) { return hit.panel === 'output' ? hit.j : null; },

  grabs(hit) { return hit.panel === 'input'; },

  dragged(hit) { return hit.panel === 'input' ? this.nearest(hit.at) : null; },

  tap(hit) { return hit.panel === 'output' ? { go: hit.j } : { edit: hit }; },

  firstEdit(index, other) {
    return other ? { panel: 'input', i: 0, j: Math.max(this.scene.columns[index][0], 0) } : { panel: 'filter', i: 0, j: 0 };
  },

  editable(hit) {
    const { x, cell, input, weights } = this.places;
    const volume = this.scene.grids[hit.panel];
    if (!volume.inside(0, hit.j) || cell < LEGIBLE) return null;
    const from = hit.panel === 'input' ? 0 : this.scene.columns[this.index][0];
    const place = { x: x + (hit.j + from + this.scene.padding) * cell, y: hit.panel === 'input' ? input : weights, cell };
    return { place, value: hit.panel === 'input' ? this.inputAt(hit.j) : this.weight(hit.j) };
  },

  edited(hit, value) {
    const now = hit.panel === 'input' ? this.inputAt(hit.j) : this.weight(hit.j);
    return { grid: hit.panel, index: hit.panel === 'input' ? [hit.j] : [this.k, hit.j], same: now === value };
  },

  editNext(hit, step) {
    const next = { ...hit, j: hit.j + step };
    return this.scene.grids[hit.panel].inside(0, next.j) ? next : null;
  },
});
