// A sheet of neurons over the input: each looks at one patch; behind it the neurons of the other filters.
import { chip, HATCH, title } from '../../frame/stage/furniture.js';
import { cellsMarkup, planeMarkup, ringMarkup } from '../../frame/stage/grid.js';
import { cellUnder, isIn, MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber, multiplied, shortened, signed } from '../../frame/stage/number.js';
import { revealUpTo } from '../../frame/stage/reveal.js';
import { circle, group, label, node, path, rect, setAttributes } from '../../frame/stage/svg.js';
import { outputTable } from '../../frame/stage/table.js';
import { WindowsView } from '../../frame/stage/windows.js';
import { fill } from '../../frame/stage/words.js';
import { filledNeuron, neuron } from '../../shared/neuron.js';

export default class SheetView extends WindowsView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { output, filter } = scene.grids;
    this.filters = filter.planes;
    this.k = Math.min(choice.front || 0, this.filters - 1);
    this.field = filter.columns;
    this.count = output.rows * output.columns;
    this.places = this.layOut();
    this.svg.innerHTML = HATCH + this.inputMarkup() + this.sheets() + this.listTitle();
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    node('g', {}, this.svg).innerHTML = this.chips();
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'F S' }, this.svg);
    this.neurons = [...this.svg.querySelectorAll('.neuron')];
  }

  layOut() {
    const { width, height, narrow, filters } = this;
    const { input, output } = this.scene.grids;
    const ring = input.columns + 2 * this.scene.padding;
    const side = output.columns;
    const shift = narrow ? 4 : 9;
    const stack = (filters - 1) * shift;
    const listHigh = narrow ? height * 0.42 : height - TITLE - 6;
    const upper = narrow ? height - listHigh - TITLE - 24 : height - TITLE - 8;
    const third = narrow ? (width - 3 * MARGIN) / 2 : (width - 4 * MARGIN) / 3.3;
    const square = (x, y, cell, cells) => ({ x, y, cell, w: cells * cell, h: cells * cell });
    const inputCell = Math.min(third / ring, upper / ring, 64);
    const outCell = Math.min((third - stack) / side, (upper - stack) / side, 64);
    const listX = narrow ? MARGIN : MARGIN * 3 + third * 2.1;
    const row = Math.min((listHigh - (narrow ? 36 : 10)) / filters, 96);
    return {
      shift,
      input: square(MARGIN, TITLE, inputCell, ring),
      output: square(MARGIN * 2 + third + (narrow ? 0 : 10), TITLE + stack, outCell, side),
      list: { x: listX, y: narrow ? TITLE + upper + 34 : TITLE, w: width - listX - MARGIN, row },
    };
  }

  // ---- what stands still

  inputMarkup() {
    const { labels, grids, padding } = this.scene;
    const { input } = grids;
    const { x, y, cell } = this.places.input;
    const inner = { x: x + padding * cell, y: y + padding * cell, cell };
    const plane = planeMarkup(input, 0, { ...inner, largest: input.largest(), data: { map: 'input' } });
    const names = { 'aria-hidden': 'true', 'data-panel': 'input', 'data-symbols': 'W' };
    return (
      title(MARGIN, 18, 'input', labels.input) +
      group('panel', plane + ringMarkup(input, padding, this.places.input), names)
    );
  }

  sheets() {
    const { labels, grids } = this.scene;
    const { output } = grids;
    const { shift, output: box } = this.places;
    const behind = Array.from({ length: this.filters - 1 }, (_, n) => {
      const far = (this.filters - 1 - n) * shift;
      return rect('behind role-output', box.x + far, box.y - far, box.w, box.h, { 'data-symbols': 'K' });
    });
    const neurons = Array.from({ length: this.count }, (_, at) => {
      const [i, j] = this.position(at);
      const place = { ...this.centre(i, j), r: box.cell * 0.44, fits: box.cell < 20 ? 0 : box.cell * 0.84 };
      return neuron(place, output.value(this.k, i, j), output.largest(), { map: 'output', k: this.k, i, j });
    });
    return group(
      'panel',
      title(box.x, 18, 'output', labels.sheet) +
        behind.join('') +
        rect('sheet', box.x, box.y, box.w, box.h) +
        neurons.join(''),
      { 'aria-hidden': 'true', 'data-panel': 'output', 'data-symbols': 'K' },
    );
  }

  listTitle() {
    const { x, y } = this.places.list;
    return title(x, y - 16, 'filter', fill(this.scene.labels.column, { n: this.filters }));
  }

  // A button a filter, in its row of the list.
  chips() {
    const { x, y, w, row } = this.places.list;
    const chips = Array.from({ length: this.filters > 1 ? this.filters : 0 }, (_, k) => {
      const name = fill(this.scene.labels.choose_front, { n: k + 1 });
      const look = { role: 'filter', size: 0, 'aria-pressed': k === this.k };
      const choice = { 'data-choose': 'front', 'data-n': k };
      return chip(x + w - 24, y + (k + 0.5) * row - 10, 20, k + 1, name, { ...look, ...choice });
    });
    return chips.join('');
  }

  centre(i, j) {
    const { x, y, cell } = this.places.output;
    return { x: x + (j + 0.5) * cell, y: y + (i + 0.5) * cell };
  }

  // ---- what depends on the position

  show(index, revealed) {
    const { rows, columns, padding } = this.scene;
    const [i, j] = this.position(index);
    const { x, y, cell } = this.places.input;
    const left = x + (columns[j][0] + padding) * cell;
    const top = y + (rows[i][0] + padding) * cell;
    const side = this.field * cell;
    setAttributes(this.frame, { x: left, y: top, width: side, height: side });
    revealUpTo(this.neurons, revealed);
    const at = this.centre(i, j);
    const r = this.places.output.cell * 0.5;
    const near = `M${left + side},${top}L${at.x - r},${at.y - r * 0.5}`;
    this.moving.innerHTML =
      path('fan', `${near}V${at.y + r * 0.5}L${left + side},${top + side}z`) +
      circle('frame', at.x, at.y, r) +
      Array.from({ length: this.filters }, (_, k) => this.filterRow(k, i, j)).join('');
  }

  // A filter's weights, what they make of this patch, and the neuron.
  filterRow(k, i, j) {
    const { grids, biases } = this.scene;
    const { filter, output, sum } = grids;
    const { x, y, row, w } = this.places.list;
    const top = y + k * row;
    const middle = top + row / 2;
    const cell = Math.min((row - 10) / this.field, 30);
    const wide = cell * this.field;
    const weights = cellsMarkup({ x, y: middle - wide / 2, cell }, this.field, this.field, (a, b) => ({
      value: filter.value(k, a, b),
      largest: filter.largest(),
      role: 'filter',
      data: { map: 'filter', k },
      extra: 'weight',
    }));
    const r = Math.min(row * 0.42, 26);
    const sumX = x + wide + 12;
    const words = `${this.narrow ? '' : 'wᵀx + b = '}${formatNumber(sum.value(k, i, j))}${signed(biases[k])} =`;
    const room = this.narrow ? 120 : this.width > 1300 ? 260 : 200; // of the words
    const place = { x: Math.min(x + w - r - 32, sumX + room), y: middle, r, fits: r * 1.8 };
    const value = output.value(k, i, j);
    return group(
      `filter-row${k === this.k ? ' on' : ''}`,
      rect('row-paper', x - 6, top + 2, w + 6, row - 4, { rx: 8 }) +
        weights +
        label('row-sum', sumX, middle, words) +
        filledNeuron(place, value, output.largest(), { map: 'column', k, v: value }),
      { 'data-k': k },
    );
  }

  // ---- what is said, and a hand

  inputAt(i, j) {
    const { input } = this.scene.grids;
    return input.inside(i, j) ? input.value(0, i, j) : 0;
  }

  sentence(index) {
    const { rows, columns, grids, biases } = this.scene;
    const [i, j] = this.position(index);
    const terms = rows[i].flatMap((r, a) =>
      columns[j].map((c, b) => multiplied(this.inputAt(r, c), grids.filter.value(this.k, a, b))),
    );
    const result = formatNumber(grids.output.value(this.k, i, j));
    return `${shortened(terms).join(' + ')}${signed(biases[this.k])} = ${result}`;
  }

  place(index) {
    return { ...super.place(index), k: this.k + 1 };
  }

  table(caption) {
    return outputTable(this.scene.grids.output, this.k, fill(caption, { k: this.k + 1 }));
  }

  hit(px, py) {
    const { input, output, list } = this.places;
    if (isIn(input, px, py)) {
      const ring = this.scene.padding;
      return { panel: 'input', at: [(py - input.y) / input.cell - ring, (px - input.x) / input.cell - ring] };
    }
    if (isIn(output, px, py)) {
      const [i, j] = cellUnder(output, px, py);
      return { panel: 'output', i, j };
    }
    const k = Math.floor((py - list.y) / list.row);
    return px >= list.x - 6 && k >= 0 && k < this.filters ? { panel: 'list', k } : null;
  }

  preview(hit) {
    return hit.panel === 'output' ? this.indexOf(hit.i, hit.j) : null;
  }

  grabs(hit) {
    return hit.panel === 'input';
  }

  dragged(hit) {
    return hit.panel === 'input' ? this.nearest(hit.at) : null;
  }

  tap(hit) {
    if (hit.panel === 'list') return { choose: ['front', hit.k] };
    return { go: hit.panel === 'output' ? this.indexOf(hit.i, hit.j) : this.nearest(hit.at) };
  }
}
