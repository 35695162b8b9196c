// A convolution as one matrix: input and filters at the left, the matrix between x and y, the output at the right.
import { HATCH, title } from '../../frame/stage/furniture.js';
import { cellMarkup, planeMarkup, ringMarkup } from '../../frame/stage/grid.js';
import { cellUnder } from '../../frame/stage/layout.js';
import { LEGIBLE } from '../../frame/stage/legible.js';
import { formatNumber, multiplied } from '../../frame/stage/number.js';
import { group, node, path, pixels, rect, setAttributes, tag } from '../../frame/stage/svg.js';
import { outputTable } from '../../frame/stage/table.js';
import { tintStyle } from '../../frame/stage/tint.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';
import { tintedCell, weightName } from './tinted.js';
import { placeMatrix } from './matrix_layout.js';
import { paintDensity, paintWeights } from './matrix_paint.js';

export default class MatrixView extends View {
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
    this.least = this.projected ? 44 : LEGIBLE; // px of a cell with a number in it
    this.places = placeMatrix(width, height, this.narrow, {
      rows: this.count,
      columns: this.columns,
      depth: this.depth,
      side: input.rows + 2 * scene.padding,
      field: this.field,
      out: output.rows,
    });
    this.asCells = this.places.matrix.square && this.places.matrix.cw >= LEGIBLE;
    this.svg.innerHTML =
      HATCH + this.inputMarkup() + this.matrixMarkup() + this.outputMarkup() + '<g class="matrix-filter"></g>';
    this.filterNode = this.svg.querySelector('.matrix-filter');
    this.outputNode = this.svg.querySelector('.matrix-output');
    this.later = node('rect', { class: 'matrix-later' }, this.svg);
    this.laterY = node('rect', { class: 'matrix-later' }, this.svg);
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    this.shownFilter = undefined;
  }

  // ---- what a row of the matrix is

  filterOf(r) {
    return Math.floor(r / (this.count / this.filters));
  }

  // Where its output stands.
  position(r) {
    const { rows, columns } = this.scene.grids.output;
    return [Math.floor((r % (rows * columns)) / columns), r % columns];
  }

  // The weights in it that meet an input (others meet the ring of zeros): number t, column c.
  wiresOf(r) {
    const taps = Array.from({ length: this.each }, (_, t) => ({ t, c: this.wires[r * this.each + t] }));
    return taps.filter(({ c }) => c >= 0);
  }

  weight(t, k) {
    const { filter } = this.scene.grids;
    return filter.values[k * this.each + t] / filter.divisors[k * this.depth];
  }

  input(c) {
    const { input } = this.scene.grids;
    return input.values[c] / input.divisors[0];
  }

  // ---- what stands still

  title(x, y, role, words, detail = '') {
    return title(x, y, role, words, { detail: this.narrow ? '' : detail });
  }

  inputMarkup() {
    const { places } = this;
    const { labels, padding, grids } = this.scene;
    const { input } = grids;
    const planes = Array.from({ length: this.depth }, (_, d) => {
      const place = places.input.planeAt(d);
      const { x, y, cell } = place;
      const inner = { x: x + padding * cell, y: y + padding * cell, cell };
      const plane = planeMarkup(input, d, { ...inner, largest: input.largest(), data: { map: 'input', d } });
      const names = { 'aria-hidden': 'true', 'data-symbols': 'W D' };
      return group('panel', plane + ringMarkup(input, padding, place), names);
    });
    return this.title(places.x[0], places.titles.ends, 'input', labels.input, labels.input_size) + planes.join('');
  }

  // The filter of the row, each weight in its tint.
  filterMarkup(k) {
    const { places, field } = this;
    const { labels } = this.scene;
    const name = this.filters > 1 ? fill(labels.filter_n, { n: k + 1 }) : labels.filter;
    const cells = Array.from({ length: this.each }, (_, t) => {
      const d = Math.floor(t / (field * field));
      const [a, b] = [Math.floor((t % (field * field)) / field), t % field];
      const { x, y, cell } = places.filter.planeAt(d);
      return this.tinted(t, k, {
        x: x + b * cell,
        y: y + a * cell,
        cell,
        value: this.weight(t, k),
        data: { map: 'filter', k, d, i: a, j: b },
      });
    });
    return this.title(places.x[1], places.titles.filter, 'filter', name) + cells.join('');
  }

  // A number under weight t of filter k, in that weight's tint and with its name.
  tinted(t, k, { value, data, ...place }) {
    const look = { n: k * this.each + t, least: this.least, note: weightName(t, k, this) };
    return tintedCell({ ...place, ...look, shown: formatNumber(value), data: { ...data, v: value } });
  }

  // The matrix with x above it.
  matrixMarkup() {
    const { x, y, cw, w, h, thick } = this.places.matrix;
    const { input } = this.scene.grids;
    const xs = Array.from({ length: this.columns }, (_, c) => {
      const [left, top] = [x + c * cw, y - thick - 6];
      if (this.asCells) return this.stripCell(left, top, Math.min(cw, thick), this.input(c), input, { map: 'x', j: c });
      return tintedBar(left, top, cw + 0.05, thick, this.input(c), input);
    });
    const edge = tag('rect', { x, y, width: w, height: h, fill: 'none', stroke: 'var(--role-line)' });
    const names = { 'aria-hidden': 'true', 'data-panel': 'matrix', 'data-symbols': 'F' };
    return (
      this.title(x, this.places.titles.matrix, 'filter', this.scene.labels.matrix) +
      rect('sheet empty', x, y, w, h) +
      tag('g', { 'aria-hidden': 'true' }, xs.join('')) +
      group('panel', (this.asCells ? this.cells() : pixels(this.painted(), x, y, w, h)) + edge, names)
    );
  }

  cells() {
    const { x, y, cw } = this.places.matrix;
    const rows = Array.from({ length: this.count }, (_, r) => {
      const k = this.filterOf(r);
      const cells = this.wiresOf(r).map(({ t, c }) => {
        const place = { x: x + c * cw, y: y + r * cw, cell: cw };
        const look = { n: k * this.each + t, least: this.least, shown: weightName(t, k, this) };
        return tintedCell({ ...place, ...look, data: { map: 'matrix', i: r, j: c, v: this.weight(t, k) } });
      });
      return cells.join('');
    });
    return rows.join('');
  }

  painted() {
    const { density } = this.scene.arrays;
    const { count: rows, columns, each, filters, wires } = this;
    return density ? paintDensity(density) : paintWeights({ rows, columns, each, filters, wires });
  }

  // The output, and as y at the right of the matrix.
  outputMarkup() {
    const { places } = this;
    const { labels, grids } = this.scene;
    const { output } = grids;
    const { x, y, ch, w, thick } = places.matrix;
    const ys = Array.from({ length: this.count }, (_, r) => {
      const value = output.values[r] / output.divisors[0];
      const [left, top] = [x + w + 6, y + r * ch];
      if (this.asCells) return this.stripCell(left, top, ch, value, output, { map: 'y', i: r });
      return tintedBar(left, top, thick, ch + 0.05, value, output);
    });
    const names = { 'aria-hidden': 'true', 'data-panel': 'output', 'data-symbols': 'K' };
    return (
      this.title(places.x[2], places.titles.ends, 'output', labels.output, labels.output_size) +
      tag('g', { 'aria-hidden': 'true' }, ys.join('')) +
      group('panel matrix-output', '', names)
    );
  }

  // A number of x or y; written where those in the matrix would be.
  stripCell(x, y, cell, value, volume, data) {
    const shown = this.places.matrix.cw < this.least ? '' : formatNumber(value);
    return cellMarkup({ x, y, cell, value, largest: volume.largest(), role: volume.role, data, shown });
  }

  // ---- what depends on the position

  show(index, revealed) {
    const { x, y, ch, w, h, thick } = this.places.matrix;
    const k = this.filterOf(index);
    this.index = index;
    if (this.shownFilter !== k) this.showFilter(k);
    const done = (revealed + 1) * ch;
    const left = { y: y + done, height: Math.max(h - done, 0) };
    setAttributes(this.later, { ...left, x, width: w });
    setAttributes(this.laterY, { ...left, x: x + w + 5, width: Math.min(thick + 20, this.width - x - w - 5) });
    this.moving.innerHTML = this.rowMarkup(index) + this.windowMarkup(index, k);
  }

  showFilter(k) {
    const { output } = this.scene.grids;
    const look = { largest: output.largest(), data: { map: 'output', k } };
    this.filterNode.innerHTML = this.filterMarkup(k);
    this.outputNode.innerHTML = planeMarkup(output, k, { ...this.places.output.planeAt(0), ...look });
    this.shownFilter = k;
  }

  // The row, which inputs it uses, and the output that it makes.
  rowMarkup(index) {
    const { x, y, ch, cw, w, thick } = this.places.matrix;
    const grow = Math.max(0, 4 - ch) / 2;
    const top = y + index * ch;
    const used = this.wiresOf(index).map(({ c }) => `M${x + (c + 0.5) * cw},${y - 6}V${top}`);
    const box = this.places.output.planeAt(0);
    const [i, j] = this.position(index);
    return (
      path('matrix-used', used.join('')) +
      rect('matrix-row', x - 2, top - grow, w + 4, ch + 2 * grow) +
      rect('matrix-row', x + w + 5, top - grow, (this.asCells ? ch : thick) + 2, ch + 2 * grow) +
      rect('frame', box.x + j * box.cell, box.y + i * box.cell, box.cell, box.cell)
    );
  }

  // The window on the input: each input in the tint of the weight it meets.
  windowMarkup(index, k) {
    const { padding, rows, columns, grids } = this.scene;
    const { input } = grids;
    const cells = this.wiresOf(index).map(({ t, c }) => {
      const { x, y, cell } = this.places.input.planeAt(Math.floor(c / (input.rows * input.columns)));
      const [i, j] = [Math.floor((c % (input.rows * input.columns)) / input.columns), c % input.columns];
      return this.tinted(t, k, {
        x: x + (j + padding) * cell,
        y: y + (i + padding) * cell,
        cell,
        value: this.input(c),
        data: { map: 'window', i, j },
      });
    });
    const [i, j] = this.position(index);
    const frames = Array.from({ length: this.depth }, (_, d) => {
      const { x, y, cell } = this.places.input.planeAt(d);
      const side = this.field * cell;
      const [left, top] = [x + (columns[j][0] + padding) * cell, y + (rows[i][0] + padding) * cell];
      return rect('frame', left, top, side, side, { 'data-symbols': 'S F' });
    });
    return cells.join('') + frames.join('');
  }

  get atOnce() {
    return this.count > 120;
  }

  after(index) {
    return index + (this.atOnce ? Math.ceil(this.count / 100) : 1);
  }

  stride() {
    return this.scene.grids.output.columns;
  }

  // ---- what is said, and a hand

  sentence(index) {
    const k = this.filterOf(index);
    const all = this.wiresOf(index);
    const terms = all.slice(0, 9).map(({ t, c }) => multiplied(this.weight(t, k), this.input(c)));
    const sum = terms.join(' + ') + (all.length > 9 ? ' + …' : '') || '0';
    const row = fill(this.scene.labels.row, { n: formatNumber(index + 1) });
    return `${row} ${sum} = ${formatNumber(this.scene.grids.output.values[index])}`;
  }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: this.filterOf(index) + 1 };
  }

  table(caption) {
    const k = this.filterOf(this.index || 0);
    return outputTable(this.scene.grids.output, k, fill(caption, { k: k + 1 }));
  }

  hit(px, py) {
    const { x, y, w, h, ch } = this.places.matrix;
    if (px >= x - 4 && px <= x + w + 30 && py >= y && py < y + h) {
      return { panel: 'matrix', n: Math.floor((py - y) / ch) };
    }
    const { output } = this.scene.grids;
    const [i, j] = cellUnder(this.places.output.planeAt(0), px, py);
    return output.inside(i, j) ? { panel: 'output', n: output.index(this.shownFilter, i, j) } : null;
  }

  preview(hit, pinned) {
    return pinned ? null : hit.n;
  }

  tap(hit) {
    return { go: hit.n };
  }
}

function tintedBar(x, y, width, height, value, volume) {
  return tag('rect', { x, y, width, height, style: tintStyle(value, volume.largest(), volume.role) });
}
