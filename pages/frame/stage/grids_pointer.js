// Where a point of the view lies: on which cell, in which window.
const pointedGrids = {
  // Which panel and cell lie under a point of the drawing.
  hit(x, y) {
    const { input, output, filter, product, slices } = this.places;
    const within = (box) => box && x >= box.x && y >= box.y && x < box.x + box.w && y < box.y + box.h;
    const cellOf = (box) => [Math.floor((y - box.y) / box.cell), Math.floor((x - box.x) / box.cell)];
    if (within(input)) {
      const [i, j] = cellOf(input);
      const ring = this.scene.padding;
      return { panel: 'input', i: i - ring, j: j - ring, at: [(y - input.y) / input.cell - ring, (x - input.x) / input.cell - ring] };
    }
    if (within(output)) {
      const [i, j] = cellOf(output);
      return { panel: 'output', i, j };
    }
    if (!slices) {
      if (within(filter)) return { panel: 'filter', d: this.d, i: cellOf(filter)[0], j: cellOf(filter)[1] };
      if (within(product)) return { panel: 'product', d: this.d, i: cellOf(product)[0], j: cellOf(product)[1] };
      return null;
    }
    const wide = slices.cell * this.field;
    for (let n = 0; n < this.shownSlices.length; n += 1) {
      for (const column of [1, 2]) {
        const box = { x: slices.x[column], y: TITLE + n * slices.rowHigh, w: wide, h: wide, cell: slices.cell };
        if (within(box)) {
          return { panel: column === 1 ? 'filter' : 'product', d: this.shownSlices[n], i: cellOf(box)[0], j: cellOf(box)[1] };
        }
      }
    }
    return null;
  },

  // The output position whose window's middle lies nearest to a point of the input.
  nearest([row, column]) {
    const near = (taps, at) => {
      let best = 0;
      taps.forEach((tap, n) => {
        const middle = (each) => (each[0] + each[each.length - 1] + 1) / 2;
        if (Math.abs(middle(tap) - at) < Math.abs(middle(taps[best]) - at)) best = n;
      });
      return best;
    };
    return near(this.scene.rows, row) * this.scene.columns.length + near(this.scene.columns, column);
  },

  light(hit) {
    const cell = hit && (hit.panel === 'filter' || hit.panel === 'product') ? hit : null;
    this.reach.setAttribute('d', cell ? weightReach(this.scene, this.places.input, cell.i, cell.j) : '');
    this.svg.classList.toggle('reaching', Boolean(cell));
  },

  preview(hit, pinned) {
    if (hit.panel === 'output') return hit.i * this.scene.columns.length + hit.j;
    return hit.panel === 'input' && this.scene.grids.input.kind === 'picture' && !pinned ? this.nearest(hit.at) : null;
  },

  grabs(hit) { return hit.panel === 'input'; },

  dragged(hit) { return hit.panel === 'input' ? this.nearest(hit.at) : null; },

  tap(hit) {
    if (hit.panel === 'output') return { go: hit.i * this.scene.columns.length + hit.j };
    if (hit.panel === 'input' && this.scene.grids.input.kind === 'picture') return { go: this.nearest(hit.at) };
    return hit.panel === 'input' || hit.panel === 'filter' ? { edit: hit } : null;
  },

  firstEdit(index, other) {
    const [i, j] = this.position(index);
    if (!other) return { panel: 'filter', d: this.d, i: 0, j: 0 };
    return { panel: 'input', i: Math.max(this.scene.rows[i][0], 0), j: Math.max(this.scene.columns[j][0], 0) };
  },

  // The grid behind a cell and its plane there.
  gridOf({ panel, d }) {
    const { input, filter } = this.scene.grids;
    return panel === 'input' ? [input, this.first + this.d] : [filter, this.k * this.depth + d];
  },

  editable(hit) {
    const [volume, plane] = this.gridOf(hit);
    const place = this.cellPlace(hit);
    if (hit.panel === 'input' && (volume.kind === 'picture' || !volume.inside(hit.i, hit.j) || place.cell < LEGIBLE)) return null;
    return { place, value: volume.value(plane, hit.i, hit.j) };
  },

  edited(hit, value) {
    const [volume, plane] = this.gridOf(hit);
    const index = hit.panel === 'input' ? [plane, hit.i, hit.j] : [this.k, hit.d, hit.i, hit.j];
    return { grid: hit.panel, index, same: volume.numerator(plane, hit.i, hit.j) === value * volume.divisors[plane] };
  },

  editNext(hit, step) {
    const [volume] = this.gridOf(hit);
    const at = hit.i * volume.columns + hit.j + step;
    if (at < 0 || at >= volume.rows * volume.columns) return null;
    return { ...hit, i: Math.floor(at / volume.columns), j: at % volume.columns };
  },

  cellPlace(hit) {
    const { input, filter, slices } = this.places;
    if (hit.panel === 'input') {
      return { x: input.x + (hit.j + this.scene.padding) * input.cell, y: input.y + (hit.i + this.scene.padding) * input.cell, cell: input.cell };
    }
    if (!slices) return { x: filter.x + hit.j * filter.cell, y: filter.y + hit.i * filter.cell, cell: filter.cell };
    const n = this.shownSlices.indexOf(hit.d);
    return { x: slices.x[1] + hit.j * slices.cell, y: TITLE + n * slices.rowHigh + hit.i * slices.cell, cell: slices.cell };
  },
};
