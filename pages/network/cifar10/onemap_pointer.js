// Where a point of the view of one map lies, and what a tap there does.
const pointedMap = {
  hit(x, y) {
    const { given, sums, made, pick } = this.places;
    const tileAt = (box, count) => {
      const [column, row] = [Math.floor((x - box.x) / box.tile), Math.floor((y - box.y) / box.tile)];
      const n = row * box.columns + column;
      return column >= 0 && row >= 0 && column < box.columns && n < count ? n : null;
    };
    const slice = tileAt(given, this.scene.slices);
    if (slice !== null) {
      const cell = (given.tile - given.gap) / this.scene.grids.given.columns;
      const inside = [(y - given.y) % given.tile, (x - given.x) % given.tile].map((at) => at / cell);
      return { panel: 'given', d: slice, at: inside };
    }
    for (const [which, box] of Object.entries(made)) {
      if (x >= box.x && y >= box.y && x < box.x + box.side && y < box.y + box.side) {
        const cell = box.side / this.scene.columns.length;
        return { panel: 'made', which, i: Math.floor((y - box.y) / cell), j: Math.floor((x - box.x) / cell) };
      }
    }
    const k = pick.tile ? tileAt(pick, this.scene.maps) : null;
    if (k !== null) return { panel: 'pick', k };
    if (this.scene.grids.filter) {
      const wide = this.field * sums.cell;
      const [i, j] = [Math.floor((y - sums.y) / sums.cell), Math.floor((x - sums.x[1]) / sums.cell)];
      if (x >= sums.x[1] && x < sums.x[1] + wide && y >= sums.y && y < sums.y + wide) return { panel: 'filter', d: this.d, i, j };
      const n = Math.floor((x - sums.x[0]) / Math.min(sums.w / this.scene.slices, 48));
      if (this.scene.slices > 1 && y > sums.lines + sums.line && y < sums.bottom - 2 * sums.line && n >= 0 && n < this.scene.slices) return { panel: 'slice', d: n };
    }
    return null;
  },

  preview(hit) { return hit.panel === 'made' ? hit.i * this.scene.columns.length + hit.j : null; },

  grabs(hit) { return hit.panel === 'given'; },

  // The pixel whose window's middle lies nearest to a point of a map that came in.
  dragged(hit) {
    if (hit.panel !== 'given') return null;
    const near = (taps, at) => {
      const far = taps.map((tap) => Math.abs((tap[0] + tap[tap.length - 1] + 1) / 2 - at));
      return far.indexOf(Math.min(...far));
    };
    return near(this.scene.rows, hit.at[0]) * this.scene.columns.length + near(this.scene.columns, hit.at[1]);
  },

  tap(hit) {
    if (hit.panel === 'made') return { go: hit.i * this.scene.columns.length + hit.j };
    if (hit.panel === 'pick') return { choose: ['front', hit.k] };
    if (hit.panel === 'filter') return { edit: hit };
    return { choose: ['slice', hit.d] };
  },

  // ---- a weight changed by hand

  firstEdit() { return this.scene.grids.filter ? { panel: 'filter', d: this.d, i: 0, j: 0 } : null; },

  editable({ panel, d, i, j }) {
    if (panel !== 'filter' || !this.known) return null;
    const { x, y, cell } = this.places.sums;
    const value = Number(this.scene.grids.filter.value(d, i, j).toFixed(2)); // two decimals are what a link carries
    return { place: { x: x[1] + j * cell, y: y + i * cell, cell }, value };
  },

  edited({ d, i, j }, value) {
    const now = Number(this.scene.grids.filter.value(d, i, j).toFixed(2));
    return { grid: 'filter', index: [this.scene.layer, this.k, d, i, j], same: value === now };
  },

  editNext(hit, step) {
    const at = hit.i * this.field + hit.j + step;
    return at < 0 || at >= this.field ** 2 ? null : { ...hit, i: Math.floor(at / this.field), j: at % this.field };
  },
};
