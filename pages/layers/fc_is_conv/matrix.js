// A convolution as one matrix: input and filters at the left, the matrix between x and y, the output at the right.
const FINEST = 300; // rows or columns beyond which the matrix comes as shares of filled cells

class MatrixView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, filter, output } = scene.grids;
    const { shape, values } = scene.arrays.wiring;
    [this.count, this.each] = shape;
    this.wires = values;
    this.columns = input.values.length;
    this.field = filter.rows;
    this.depth = input.planes;
    this.filters = output.planes;
    this.least = document.documentElement.hasAttribute('data-present') ? 44 : LEGIBLE;
    this.coarse = Math.max(this.count, this.columns) > FINEST;
    this.places = this.place_();
    this.svg.innerHTML = NeuronsView.hatch + this.inputMarkup() + this.matrixMarkup() + this.outputMarkup() + '<g class="matrix-filter"></g>';
    this.filterNode = this.svg.querySelector('.matrix-filter');
    this.later = node('rect', { class: 'matrix-later' }, this.svg);
    this.laterY = node('rect', { class: 'matrix-later' }, this.svg);
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    this.shownFilter = undefined;
  }

  filterOf(r) { return Math.floor(r / (this.count / this.filters)); }

  show(index, revealed) {
    const { scene, places } = this;
    const { output, input } = scene.grids;
    const { x, y, ch, cw, w, h, thick, square } = places.matrix;
    this.index = index;
    const k = this.filterOf(index);
    if (this.shownFilter !== k) {
      this.filterNode.innerHTML = this.filterMarkup(k);
      const box = this.planeAt(places.output, 0);
      this.svg.querySelector('.matrix-output').innerHTML = planeMarkup(output, k, { ...box, largest: output.largest(), data: { map: 'output', k } });
      this.shownFilter = k;
    }
    const set = (rect, values) => Object.entries(values).forEach(([key, value]) => rect.setAttribute(key, value));
    const done = (revealed + 1) * ch;
    set(this.later, { x, y: y + done, width: w, height: Math.max(h - done, 0) });
    set(this.laterY, { x: x + w + 5, y: y + done, width: thick + 20, height: Math.max(h - done, 0) });
    this.moving.innerHTML = this.rowMarkup(index, k) + this.windowMarkup(index, k);
  }

  rowMarkup(index, k) {
    const { x, y, ch, cw, w, thick } = this.places.matrix;
    const grow = Math.max(0, 4 - ch) / 2;
    const used = [];
    for (let t = 0; t < this.each; t += 1) {
      const c = this.wires[index * this.each + t];
      if (c >= 0) used.push(`M${x + (c + 0.5) * cw},${y - 6}V${y + index * ch}`);
    }
    const box = this.planeAt(this.places.output, 0);
    const { rows, columns } = this.scene.grids.output;
    const [i, j] = [Math.floor((index % (rows * columns)) / columns), index % columns];
    return (
      `<path class="matrix-used" d="${used.join('')}"/>` +
      `<rect class="matrix-row" x="${x - 2}" y="${y + index * ch - grow}" width="${w + 4}" height="${ch + 2 * grow}"/>` +
      `<rect class="matrix-row" x="${x + w + 5}" y="${y + index * ch - grow}" width="${(this.places.matrix.square && ch >= LEGIBLE ? ch : thick) + 2}" height="${ch + 2 * grow}"/>` +
      `<rect class="frame" x="${box.x + j * box.cell}" y="${box.y + i * box.cell}" width="${box.cell}" height="${box.cell}"/>`
    );
  }

  // The window on the input: each input in the tint of the weight it meets.
  windowMarkup(index, k) {
    const { scene, places, field } = this;
    const { input } = scene.grids;
    const parts = [];
    for (let t = 0; t < this.each; t += 1) {
      const c = this.wires[index * this.each + t];
      if (c < 0) continue;
      const plane = this.planeAt(places.input, Math.floor(c / (input.rows * input.columns)));
      const [i, j] = [Math.floor((c % (input.rows * input.columns)) / input.columns), c % input.columns];
      parts.push(tintedCell({
        x: plane.x + (j + scene.padding) * plane.cell, y: plane.y + (i + scene.padding) * plane.cell, cell: plane.cell,
        n: k * this.each + t, least: this.least, shown: formatNumber(input.values[c] / input.divisors[0]), note: weightName(t, k, this),
        data: { map: 'window', i, j, v: input.values[c] / input.divisors[0] },
      }));
    }
    const { rows, columns } = scene.grids.output;
    const [i, j] = [Math.floor((index % (rows * columns)) / columns), index % columns];
    for (let d = 0; d < this.depth; d += 1) {
      const { x, y, cell } = this.planeAt(places.input, d);
      parts.push(`<rect class="frame" data-symbols="S F" x="${x + (scene.columns[j][0] + scene.padding) * cell}" y="${y + (scene.rows[i][0] + scene.padding) * cell}" width="${field * cell}" height="${field * cell}"/>`);
    }
    return parts.join('');
  }

  products(index) {
    const { input } = this.scene.grids;
    const k = this.filterOf(index);
    const found = [];
    for (let t = 0; t < this.each; t += 1) {
      const c = this.wires[index * this.each + t];
      if (c >= 0) found.push([input.values[c] / input.divisors[0], this.value(t, k), weightName(t, k, this)]);
    }
    return found;
  }

  sentence(index) {
    const all = this.products(index);
    const terms = all.slice(0, 9).map(([x, w]) => `(${formatNumber(w)})(${formatNumber(x)})`);
    const sum = terms.join(' + ') + (all.length > 9 ? ' + …' : '') || '0';
    return `${fill(this.scene.labels.row, { n: formatNumber(index + 1) })} ${sum} = ${formatNumber(this.scene.grids.output.values[index])}`;
  }

  place(index) {
    const { rows, columns } = this.scene.grids.output;
    return { row: Math.floor((index % (rows * columns)) / columns) + 1, column: (index % columns) + 1, k: this.filterOf(index) + 1 };
  }

  get atOnce() { return this.count > 120; }

  after(index) { return index + (this.atOnce ? Math.ceil(this.count / 100) : 1); }

  stride() { return this.scene.grids.output.columns; }

  table(caption) {
    const k = this.filterOf(this.index || 0);
    return outputTable(this.scene.grids.output, k, fill(caption, { k: k + 1 }));
  }

  hit(px, py) {
    const { x, y, w, h, ch } = this.places.matrix;
    if (px >= x - 4 && px <= x + w + 30 && py >= y && py < y + h) return { panel: 'matrix', n: Math.floor((py - y) / ch) };
    const box = this.planeAt(this.places.output, 0);
    const { output } = this.scene.grids;
    const [i, j] = [Math.floor((py - box.y) / box.cell), Math.floor((px - box.x) / box.cell)];
    if (output.inside(i, j)) return { panel: 'output', n: (this.shownFilter * output.rows + i) * output.columns + j };
    return null;
  }

  preview(hit, pinned) { return pinned ? null : hit.n; }

  tap(hit) { return { go: hit.n }; }
}
VIEWS.matrix = MatrixView;
