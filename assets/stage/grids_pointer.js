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

  lightWeight(cell) {
    this.reach.setAttribute('d', cell ? weightReach(this.scene, this.places.input, cell.i, cell.j) : '');
    this.svg.classList.toggle('reaching', Boolean(cell));
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
