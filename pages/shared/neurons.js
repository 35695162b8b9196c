// A row of neurons over a row of inputs: wires to what each sees, its weights below, the sum written out.
import { cellBeside } from '../frame/stage/editor.js';
import { chips, HATCH, title } from '../frame/stage/furniture.js';
import { cellMarkup, cellsMarkup, paddingCell } from '../frame/stage/grid.js';
import { CHIP, MARGIN } from '../frame/stage/layout.js';
import { LEGIBLE } from '../frame/stage/legible.js';
import { equals, formatNumber, multiplied, shortened, signed } from '../frame/stage/number.js';
import { revealUpTo } from '../frame/stage/reveal.js';
import { circle, group, label, node, path, rect, setAttributes, tag } from '../frame/stage/svg.js';
import { outputTable } from '../frame/stage/table.js';
import { View } from '../frame/stage/view.js';
import { middleOf, nearestWindow } from '../frame/stage/windows.js';
import { fill } from '../frame/stage/words.js';
import { neuron } from './neuron.js';

export const LABELLED = 30; // px of a cell from which weights are written on the wires

export default class NeuronsView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { filter, output } = scene.grids;
    this.k = Math.min(choice.front || 0, scene.filters - 1);
    this.field = filter.columns;
    this.count = output.columns;
    this.places = this.layOut();
    this.svg.innerHTML = HATCH + this.titles() + this.faint() + this.inputs() + this.neurons();
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    this.reach = node('path', { class: 'reach', d: '' }, this.svg);
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'S F' }, this.svg);
    this.mark = node('circle', { class: 'frame' }, this.svg);
    this.cells = [...this.svg.querySelectorAll('.neuron')];
  }

  // ---- what a view that draws more than the row says otherwise

  // The room of the stage, in pixels, that the row of neurons leaves free.
  reserved(width) {
    return { right: 0, bottom: 0 };
  }

  // Room under the inputs, in cells.
  get under() {
    return 0;
  }

  // The plane of the filter's grid that the neuron in question uses, and what stands beside a weight.
  planeOf() {
    return this.k;
  }

  nameOf(a) {
    return '';
  }

  // ---- what stands still

  layOut() {
    const { scene, narrow } = this;
    const { right, bottom } = this.reserved(this.width);
    const [width, height] = [this.width - right, this.height - bottom];
    const cells = scene.grids.input.columns + 2 * scene.padding;
    const left = narrow ? MARGIN : 128;
    const wide = width - left - MARGIN;
    const head = narrow ? 24 : 0; // of a title above each row
    const foot = narrow ? 40 : 0;
    const behind = (scene.filters - 1) * 5; // at most: smaller where the cells are
    const room = height - foot - 4 * head - behind;
    const cell = Math.min(wide / cells, 74 * Math.max(1, height / 460), (room - 70) / (4.4 + this.under));
    const x = left + (wide - cells * cell) / 2;
    const under = 10 + this.under * cell;
    const wires = Math.min(room - 4 * cell - under - 30, cell * 3.2 + 40);
    const block = 4 * cell + under - 10 + wires + behind + 4 * head + 22;
    const top = 8 + Math.max(0, (height - foot - 10 - block) / 2) + behind;
    const out = top + head;
    const input = out + cell + wires + head;
    const weights = input + cell + under + head;
    return { left, cell, x, out, input, weights, products: weights + cell + 8 + head, foot: height - 16 };
  }

  // Where cell j of the input stands, the ring of zeros included; where neuron o stands.
  cellX(j) {
    return this.places.x + (j + this.scene.padding) * this.places.cell;
  }

  middle(o) {
    return this.cellX(middleOf(this.scene.columns[o]));
  }

  titles() {
    const { scene, narrow } = this;
    const { labels } = scene;
    const { cell, out, input, weights, products } = this.places;
    const at = (y) => (narrow ? y - 12 : y + cell / 2);
    const buttons = { x: narrow ? 120 : MARGIN, y: at(weights) + (narrow ? -10 : 16), side: CHIP.narrow, inRow: 5 };
    return (
      title(MARGIN, at(out), 'output', labels.output) +
      title(MARGIN, at(input), 'input', labels.input) +
      title(MARGIN, at(weights), 'filter', labels.filter) +
      title(MARGIN, at(products), 'window', labels.products) +
      chips(scene, { ...buttons, count: scene.filters, chosen: this.k, what: 'front', role: 'filter' })
    );
  }

  // Every wire of every neuron, quiet.
  faint() {
    const parts = this.scene.columns.map((taps, o) => taps.map((tap) => this.wirePath(o, tap)).join(''));
    return path('neuron-wires', parts.join(''));
  }

  wirePath(o, tap) {
    const { cell, out, input } = this.places;
    return `M${this.middle(o)},${out + cell * 0.95}L${this.cellX(tap + 0.5)},${input}`;
  }

  inputs() {
    const { scene } = this;
    const { input } = scene.grids;
    const { cell, input: y } = this.places;
    const look = { largest: input.largest(), role: 'input', data: { map: 'input' } };
    const inside = cellsMarkup({ x: this.cellX(0), y, cell }, 1, input.columns, (i, j) => ({
      ...look,
      value: input.value(0, 0, j),
    }));
    const ring = (from) => Array.from({ length: scene.padding }, (_, n) => this.paddingCell(from + n)).join('');
    const wide = scene.dropped * cell;
    const end = this.cellX(input.columns + scene.padding);
    return group(
      'panel',
      ring(-scene.padding) + inside + ring(input.columns) + (wide ? rect('dropped', end - wide, y, wide, cell) : ''),
      { 'aria-hidden': 'true', 'data-panel': 'input', 'data-symbols': 'W' },
    );
  }

  paddingCell(j) {
    const { cell, input } = this.places;
    return paddingCell(this.cellX(j), input, cell, { map: 'padding', j, v: 0 });
  }

  neurons() {
    const { filters, grids } = this.scene;
    const { cell, out } = this.places;
    const y = out + cell / 2;
    const r = cell * 0.46;
    const largest = grids.output.largest();
    const parts = [];
    for (let o = 0; o < this.count; o += 1) {
      const x = this.middle(o);
      for (let n = filters - 1; n > 0; n -= 1) {
        const shift = n * Math.min(5, cell * 0.22);
        parts.push(circle('behind role-output', x + shift, y - shift, r, { 'data-symbols': 'K' }));
      }
      const place = { x, y, r, fits: cell < LEGIBLE ? 0 : cell * 0.86 };
      parts.push(neuron(place, this.value(o), largest, { map: 'output', k: this.k, i: 0, j: o }));
    }
    const names = { 'aria-hidden': 'true', 'data-panel': 'output', 'data-symbols': 'K' };
    return group('panel', parts.join(''), names);
  }

  // ---- what moves

  show(index, revealed) {
    const { cell, out, input } = this.places;
    const left = this.cellX(this.scene.columns[index][0]);
    this.index = index;
    setAttributes(this.frame, { x: left, y: input, width: this.field * cell, height: cell });
    setAttributes(this.mark, { cx: this.middle(index), cy: out + cell / 2, r: cell * 0.5 });
    revealUpTo(this.cells, revealed);
    this.moving.innerHTML = this.wired(index) + this.sums(index, left);
  }

  // The wires of one neuron, where there is room with their weights.
  wired(index) {
    const { cell, out, input } = this.places;
    const taps = this.scene.columns[index];
    const lit = path('neuron-lit', taps.map((tap) => this.wirePath(index, tap)).join(''));
    if (cell < LABELLED || this.field > 7) return lit;
    const [topX, topY] = [this.middle(index), out + cell];
    const written = taps.map((tap, a) => {
      const x = topX + (this.cellX(tap + 0.5) - topX) * 0.64;
      const y = topY + (input - topY) * 0.64;
      const paper = rect('wire-paper', x - 19, y - 13, 38, 26, { rx: 6 });
      return paper + label('wire-weight role-filter', x, y, `×${formatNumber(this.weight(a))}`);
    });
    return lit + written.join('');
  }

  // The weights under the window and the products below them; on a phone the sum written out.
  sums(index, left) {
    const { cell, weights, products: productsY } = this.places;
    const factors = this.factors(index);
    const heaviest = Math.max(...factors.map(([, w]) => Math.abs(w)));
    const largest = Math.max(0, ...factors.map(([x, w]) => Math.abs(x * w)));
    const parts = factors.map(([x, w], a) => [
      cellMarkup({
        x: left + a * cell,
        y: weights,
        cell,
        value: w,
        largest: heaviest,
        role: 'filter',
        data: { map: 'filter', k: this.k, i: 0, j: a },
        extra: 'weight',
        note: this.nameOf(a),
      }),
      cellMarkup({
        x: left + a * cell,
        y: productsY,
        cell,
        value: x * w,
        largest,
        role: 'window',
        data: { map: 'product', i: 0, j: a, x, w },
      }),
    ]);
    const row = (n) => parts.map((cells) => cells[n]).join('');
    return (
      tag('g', { 'data-panel': 'filter', 'data-symbols': 'F' }, row(0)) +
      tag('g', { 'data-panel': 'product' }, row(1)) +
      (this.narrow ? this.total(index, factors) : '')
    );
  }

  total(index, factors) {
    const products = factors.map(([x, w]) => x * w);
    const added = this.field > 7 ? 'Σ' : products.map((each, a) => (a ? signed(each) : formatNumber(each))).join('');
    const result = tag('tspan', { class: 'result role-output' }, formatNumber(this.value(index)));
    const sum = `${added}${signed(this.scene.biases[this.k])} = ${result}`;
    return tag('text', { class: 'sum', x: MARGIN, y: this.places.foot }, sum);
  }

  // ---- its numbers

  inputAt(j) {
    const { input } = this.scene.grids;
    return j >= 0 && j < input.columns ? input.value(0, 0, j) : 0;
  }

  weight(a) {
    return this.scene.grids.filter.value(this.planeOf(), 0, a);
  }

  // Of a neuron each input that it sees, and the weight that this meets.
  factors(index) {
    return this.scene.columns[index].map((tap, a) => [this.inputAt(tap), this.weight(a)]);
  }

  value(index) {
    return this.scene.grids.output.value(this.k, 0, index);
  }

  sentence(index) {
    const terms = this.factors(index).map((factors) => multiplied(...factors));
    return `${shortened(terms).join(' + ')}${signed(this.scene.biases[this.k])} ${equals(this.value(index))}`;
  }

  place(index) {
    return { row: 1, column: index + 1, k: this.k + 1 };
  }

  table(caption) {
    return outputTable(this.scene.grids.output, this.k, fill(caption, { k: this.k + 1 }));
  }

  // ---- a hand

  hit(px, py) {
    const { scene } = this;
    const { x, cell, input, out, weights } = this.places;
    const at = (px - x) / cell - scene.padding;
    const j = Math.floor(at);
    const inRow = (y) => py >= y && py < y + cell;
    if (inRow(input) && at >= -scene.padding && at < scene.grids.input.columns + scene.padding) {
      return { panel: 'input', i: 0, j, at };
    }
    if (inRow(out)) {
      const o = scene.columns.findIndex((_, n) => Math.abs(this.middle(n) - px) < cell / 2);
      if (o >= 0) return { panel: 'output', i: 0, j: o };
    }
    const a = j - scene.columns[this.index || 0][0];
    return inRow(weights) && a >= 0 && a < this.field ? { panel: 'filter', i: 0, j: a } : null;
  }

  nearest(at) {
    return nearestWindow(this.scene.columns, at);
  }

  light(hit) {
    const marks = hit && hit.panel === 'filter' ? this.scene.columns.map((taps) => this.inputMark(taps[hit.j])) : [];
    this.reach.setAttribute('d', marks.join(''));
  }

  inputMark(j) {
    const { cell, input } = this.places;
    return `M${this.cellX(j) + 1},${input + 1}h${cell - 2}v${cell - 2}h${2 - cell}z`;
  }

  preview(hit) {
    return hit.panel === 'output' ? hit.j : null;
  }

  grabs(hit) {
    return hit.panel === 'input';
  }

  dragged(hit) {
    return hit.panel === 'input' ? this.nearest(hit.at) : null;
  }

  tap(hit) {
    return hit.panel === 'output' ? { go: hit.j } : { edit: hit };
  }

  // ---- a number edited

  firstEdit(index, other) {
    const first = Math.max(this.scene.columns[index][0], 0);
    return other ? { panel: 'input', i: 0, j: first } : { panel: 'filter', i: 0, j: 0 };
  }

  editable(hit) {
    const { cell, input, weights } = this.places;
    if (!this.scene.grids[hit.panel].inside(0, hit.j) || cell < LEGIBLE) return null;
    const from = hit.panel === 'input' ? 0 : this.scene.columns[this.index][0];
    const place = { x: this.cellX(hit.j + from), y: hit.panel === 'input' ? input : weights, cell };
    return { place, value: this.edits(hit) };
  }

  edited(hit, value) {
    const index = hit.panel === 'input' ? [hit.j] : [this.k, hit.j];
    return { grid: hit.panel, index, same: this.edits(hit) === value };
  }

  // The number that an edit of this cell changes.
  edits(hit) {
    return hit.panel === 'input' ? this.inputAt(hit.j) : this.weight(hit.j);
  }

  editNext(hit, step) {
    return cellBeside(hit, step, 1, this.scene.grids[hit.panel].columns);
  }
}
