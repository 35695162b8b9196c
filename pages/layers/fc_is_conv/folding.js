// A fully connected layer's weight rows folded into filters, cell by cell, and back; beside them both ways' results.
import { title } from '../../frame/stage/furniture.js';
import { cellMarkup } from '../../frame/stage/grid.js';
import { isIn, MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { group, label, node, rect } from '../../frame/stage/svg.js';
import { tableMarkup } from '../../frame/stage/table.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';
import { tintedCell } from './tinted.js';

export default class FoldingView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, weights } = scene.grids;
    Object.assign(this, { each: weights.columns, filters: weights.rows, field: input.rows, depth: input.planes });
    this.count = 2 * this.each; // there, and back
    this.largest = Math.min(46 * Math.max(1, height / 400), 84); // px of a cell
    this.layOut(MARGIN);
    const end = Math.max(this.flat.right, this.low.right) + this.flat.size;
    if (!this.narrow) this.layOut(MARGIN + Math.max(0, (width - 2 * MARGIN - end) / 2)); // of few cells in the middle
    this.svg.innerHTML =
      this.titles() + this.inputs() + this.results() + group('folds', this.weights(), { 'aria-hidden': 'true' });
    this.folds = [...this.svg.querySelectorAll('.fold')];
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  layOut(x) {
    this.flat = this.placeRows(x);
    this.low = this.placeFilters(x, this.flat.end + (this.narrow ? 38 : 52));
  }

  // The volume read as one row, and under it a row of weights for each output.
  placeRows(x) {
    const { width, height, each, filters, narrow, largest } = this;
    const wide = width - 2 * MARGIN - (narrow ? 52 : 96);
    const cell = Math.min(wide / each, (height * 0.46 - 2 * TITLE) / (filters + 1), largest);
    const size = Math.max(cell, 22); // of a result: it stays legible beside rows that are not
    const rows = TITLE + cell + TITLE - 4 + (size - cell) / 2;
    const right = x + Math.max(each * cell, narrow ? 0 : 250) + (narrow ? 8 : 30);
    const end = rows + filters * (size + 3);
    return { x, cell, size, row: (k) => rows + k * (size + 3), titles: [20, TITLE + cell + 20], right, end };
  }

  // The volume and the filters, channels side by side or one above the other, whichever is larger.
  placeFilters(x, y) {
    const { width, height, field, depth, filters, narrow, largest } = this;
    const gap = narrow ? 14 : 44;
    const between = 5;
    const w = width - 2 * MARGIN - filters * gap - (narrow ? 44 : 96);
    const h = height - y - 6;
    const blocks = filters + 1;
    const across = Math.min((w - blocks * (depth - 1) * between) / (blocks * depth * field), h / field, largest);
    const down = Math.min(w / (blocks * field), (h - (depth - 1) * between) / (depth * field), largest);
    const flat = across >= down;
    const cell = Math.max(across, down);
    const step = field * cell + between;
    const block = flat ? depth * step - between : field * cell;
    const left = (n) => x + n * (Math.max(block, narrow ? 20 : 92) + gap);
    const at = (n, [d, i, j]) => [left(n) + (flat ? d * step : 0) + j * cell, y + (flat ? 0 : d * step) + i * cell];
    return { y, cell, title: y - 16, left, at, right: left(blocks) - gap + (narrow ? 8 : 30) };
  }

  // Channel, row and column of the input that weight t meets.
  inputOf(t) {
    return this.scene.arrays.places.values.subarray(3 * t, 3 * t + 3);
  }

  titles() {
    const { flat, low, narrow } = this;
    const { labels } = this.scene;
    const kernels = Array.from({ length: this.filters }, (_, k) => {
      const name = narrow ? k + 1 : fill(labels.kernel_n, { n: k + 1 });
      return title(low.left(k + 1), low.title, 'filter', name);
    });
    const results = [
      title(flat.right, flat.titles[1], 'output', labels.by_fc),
      title(low.right, low.title, 'output', labels.by_conv),
    ];
    return [
      title(flat.x, flat.titles[0], 'input', labels.flat_input),
      title(flat.x, flat.titles[1], 'filter', labels.flat_weights),
      title(low.left(0), low.title, 'input', labels.volume),
      ...kernels,
      ...(narrow ? [] : results),
    ].join('');
  }

  inputs() {
    const { flat, low } = this;
    const { input } = this.scene.grids;
    const parts = [];
    for (let t = 0; t < this.each; t += 1) {
      const [d, i, j] = this.inputOf(t);
      const [x, y] = low.at(0, [d, i, j]);
      const left = flat.x + t * flat.cell;
      const look = { value: input.value(d, i, j), largest: input.largest(), role: 'input' };
      parts.push(
        cellMarkup({ x: left, y: TITLE, cell: flat.cell, ...look, data: { map: 'row', j: t } }),
        cellMarkup({ x, y, cell: low.cell, ...look, data: { map: 'input', d, i, j } }),
      );
      for (let k = 0; k < this.filters; k += 1) {
        parts.push(empty(left, flat.row(k), flat.cell), empty(...low.at(k + 1, [d, i, j]), low.cell));
      }
    }
    return group('panel', parts.join(''), { 'aria-hidden': 'true', 'data-symbols': 'D F' });
  }

  // One number an output, by the row and by the filter.
  results() {
    const { grids } = this.scene;
    const { flat, low } = this;
    const { size } = flat;
    const result = (x, y, middle, k, map) => {
      const look = { value: grids[map].value(k, 0, 0), largest: grids[map].largest(), role: 'output' };
      const cell = cellMarkup({ x, y, cell: size, ...look, data: { map, k, i: 0, j: 0 } });
      return cell + (this.narrow ? '' : label('sign', x - 15, middle, '='));
    };
    const parts = Array.from({ length: this.filters }, (_, k) => {
      const row = flat.row(k);
      const lowY = low.y + k * (size + 4);
      return (
        result(flat.right, row + (flat.cell - size) / 2, row + flat.cell / 2, k, 'fc') +
        result(low.right, lowY, lowY + size / 2, k, 'conv')
      );
    });
    return group('panel', parts.join(''), { 'aria-hidden': 'true', 'data-symbols': 'K' });
  }

  weights() {
    const { weights } = this.scene.grids;
    const { cell } = this.flat;
    const parts = [];
    for (let k = 0; k < this.filters; k += 1) {
      for (let t = 0; t < this.each; t += 1) {
        const [d, i, j] = this.inputOf(t);
        const value = weights.value(0, k, t);
        const look = {
          n: k * this.each + t,
          shown: formatNumber(value),
          data: { map: 'weight', k, d, i, j, v: value },
        };
        parts.push(group('fold', tintedCell({ x: 0, y: 0, cell, ...look }), { 'data-t': t, 'data-k': k }));
      }
    }
    return parts.join('');
  }

  // Which weight moves at this step, and whether weight t stands in its filter now.
  now(index) {
    return index % this.each;
  }

  folded(index, t) {
    return index < this.each ? t <= index : t > index - this.each;
  }

  show(index) {
    const { flat, low } = this;
    this.folds.forEach((each) => {
      const [t, k] = [Number(each.dataset.t), Number(each.dataset.k)];
      const there = this.folded(index, t);
      const [x, y] = there ? low.at(k + 1, this.inputOf(t)) : [flat.x + t * flat.cell, flat.row(k)];
      each.style.transform = `translate(${x}px, ${y}px) scale(${there ? low.cell / flat.cell : 1})`;
      each.dataset.there = there ? 'filter' : 'row';
    });
    const t = this.now(index);
    const left = flat.x + t * flat.cell;
    const places = Array.from({ length: this.filters + 1 }, (_, n) => low.at(n, this.inputOf(t)));
    const rows = flat.row(this.filters - 1) - flat.row(0) + flat.cell;
    this.moving.innerHTML =
      rect('frame', left, TITLE, flat.cell, flat.cell) +
      rect('frame', left, flat.row(0), flat.cell, rows) +
      places.map(([a, b]) => rect('frame', a, b, low.cell, low.cell)).join('');
  }

  sentence(index) {
    return this.scene.sentences[this.now(index)];
  }

  stride() {
    return this.field;
  }

  table(caption) {
    const { fc, conv } = this.scene.grids;
    const rows = Array.from({ length: this.filters }, (_, k) => [
      k + 1,
      formatNumber(fc.value(k, 0, 0)),
      formatNumber(conv.value(k, 0, 0)),
    ]);
    return tableMarkup(fill(caption, { k: 1 }), ['FC', 'CONV'], rows);
  }

  // Any cell of the rows, the volume or the filters: the step at which its weight moves.
  hit(px, py) {
    const { flat, low } = this;
    const within = (x, y, cell) => isIn({ x, y, w: cell, h: cell }, px, py);
    for (let t = 0; t < this.each; t += 1) {
      const x = flat.x + t * flat.cell;
      if (within(x, TITLE, flat.cell)) return { panel: 'flat', t };
      for (let k = 0; k <= this.filters; k += 1) {
        const inRow = k > 0 && within(x, flat.row(k - 1), flat.cell);
        if (inRow || within(...low.at(k, this.inputOf(t)), low.cell)) return { panel: 'flat', t };
      }
    }
    return null;
  }

  preview(hit, pinned) {
    return pinned ? null : hit.t;
  }

  tap(hit) {
    return { go: hit.t };
  }
}

function empty(x, y, cell) {
  return rect('fold-place', x, y, cell, cell);
}
