// Numbers and their copy, moved to the right: the same window on both, what each becomes, and whether that has changed.
import { title } from '../../frame/stage/furniture.js';
import { planeMarkup, unseenCells } from '../../frame/stage/grid.js';
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { revealUpTo } from '../../frame/stage/reveal.js';
import { data, group, label, node, rect, setAttributes } from '../../frame/stage/svg.js';
import { fill, fittedSize } from '../../frame/stage/words.js';
import PoolingView from './pooling.js';
import { writtenOut } from './written_out.js';

const SIDES = [
  { input: 'input', output: 'output', winners: 'winners', heads: ['before_move', 'before_pooled'] },
  { input: 'moved', output: 'after', winners: 'winners_after', heads: ['moved', 'after_pooled'] },
];
const SIGNS = ['=', '≠'];

export default class ShiftCellsView extends PoolingView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const shown = this.cells.length / 2;
    this.cells = [this.cells.slice(0, shown), this.cells.slice(shown)];
    this.frames = SIDES.flatMap(() => [0, 1].map(() => node('rect', { class: 'frame', rx: 2 }, this.svg)));
    this.frame.remove();
    this.mark.remove();
  }

  // All four in a row, what is counted below them: as large as a low screen allows.
  layOutWide() {
    const gap = 24;
    const w = this.widest((this.width - 2 * MARGIN - 3 * gap) / 4, this.height - TITLE - 124);
    const x = (n) => MARGIN + n * (w + gap);
    const y = TITLE + w + 30;
    const size = this.width > 1200 ? 28 : 22;
    this.tally = { x: x(0), y, w: w + gap, size };
    this.sums = { x: x(1), y, w: this.width - MARGIN - x(1), size };
    const places = ['input', 'moved', 'output', 'after'].map((name, n) => [name, { x: x(n), y: TITLE, w, h: w }]);
    return this.withCells(places);
  }

  // Before at the left, after beside it, what is pooled below both, what is counted below that.
  layOutNarrow() {
    const gap = 18;
    const w = this.widest((this.width - 2 * MARGIN - gap) / 2, (this.height - 2 * TITLE - 84) / 2);
    const below = 2 * TITLE + w;
    const y = below + w + 20;
    const places = SIDES.flatMap(({ input, output }, n) => {
      const x = MARGIN + n * (w + gap);
      return [
        [input, { x, y: TITLE, w, h: w }],
        [output, { x, y: below, w, h: w }],
      ];
    });
    this.tally = { x: MARGIN, y: y - 2, w: this.width / 2 - MARGIN, size: 17 };
    this.sums = { x: MARGIN, y: y + 22, w: this.width - 120, size: 16 }; // beside the link to the table
    return this.withCells(places);
  }

  widest(wide, high) {
    return Math.min(wide, high, 72 * this.scene.grids.input.rows);
  }

  // A pooled cell is as large as its window, so that it is seen where it comes from.
  withCells(places) {
    const { grids } = this.scene;
    return Object.fromEntries(places.map(([name, box]) => [name, { ...box, cell: box.w / grids[name].rows }]));
  }

  titles() {
    const { labels, grids, move } = this.scene;
    const heads = SIDES.flatMap(({ input, output, heads: names }) =>
      [input, output].map((name, n) => {
        const { x, y } = this.boxes[name];
        const words = fill(labels[names[n]], { n: move });
        const size = fittedSize(words, this.boxes.input.w, this.projected ? 26 : this.narrow ? 14 : 17);
        return title(x, y - 14, grids[name].role, words, { size });
      }),
    );
    return heads.join('');
  }

  inputMarkup() {
    const { grids, move } = this.scene;
    const { x, y, cell, h } = this.boxes.moved;
    const look = { ...this.boxes.moved, largest: grids.input.largest(), data: { map: 'moved', d: 0 } };
    const copy = planeMarkup(grids.moved, 0, look) + rect('filled-in', x, y, move * cell, h);
    return super.inputMarkup() + group('panel', copy, { 'aria-hidden': 'true' });
  }

  outputMarkup() {
    return super.outputMarkup() + group('panel', this.comparedCells(), { 'aria-hidden': 'true' });
  }

  // What is pooled after the move, each cell with the sign of what has become of it.
  comparedCells() {
    const { after, output } = this.scene.grids;
    const box = this.boxes.after;
    const largest = output.largest();
    const cells = unseenCells(box, after.rows, after.columns, (i, j) => {
      const value = after.value(0, i, j);
      return { value, largest, role: 'output', data: { map: 'after', k: 0, later: value } };
    });
    return rect('sheet empty', box.x, box.y, box.w, box.h) + cells;
  }

  differs(n) {
    return this.scene.arrays.differs.values[n];
  }

  // ---- what depends on the position

  show(index, revealed) {
    const [i, j] = this.position(index);
    const { rows, columns } = this.scene;
    SIDES.forEach(({ input, output }, n) => {
      revealUpTo(this.cells[n], revealed);
      const { x, y, cell } = this.boxes[input];
      const out = this.boxes[output];
      const side = this.field * cell;
      const window = { x: x + columns[j][0] * cell, y: y + rows[i][0] * cell, width: side, height: side };
      const result = { x: out.x + j * out.cell, y: out.y + i * out.cell, width: out.cell, height: out.cell };
      setAttributes(this.frames[2 * n], window);
      setAttributes(this.frames[2 * n + 1], result);
    });
    this.moving.innerHTML = this.ringed(i, j) + this.signs(revealed) + this.tallied(index, revealed);
  }

  // Which cell wins the window, before the move and after it.
  ringed(i, j) {
    const { arrays, rows, columns } = this.scene;
    const rings = SIDES.filter(({ winners }) => arrays[winners]).map(({ input, winners }) => {
      const { x, y, cell } = this.boxes[input];
      const place = this.at(arrays[winners], i, j);
      const [row, column] = [rows[i][Math.floor(place / this.field)], columns[j][place % this.field]];
      const names = data({ map: `won-${input}`, i: row, j: column });
      const side = cell - 8;
      return rect('won', x + column * cell + 4, y + row * cell + 4, side, side, { rx: side / 2, ...names });
    });
    return rings.join('');
  }

  // ≠ and a heavy edge where a result has changed, = where it has not: no colour is needed to tell them apart.
  signs(revealed) {
    const { columns } = this.scene;
    const { x, y, cell } = this.boxes.after;
    const box = Math.max(cell * 0.28, 14);
    const signs = Array.from({ length: Math.min(revealed + 1, this.count) }, (_, n) => {
      const [left, top] = [x + (n % columns.length) * cell, y + Math.floor(n / columns.length) * cell];
      const changed = this.differs(n);
      const edge = changed ? rect('has-changed', left + 4, top + 4, cell - 8, cell - 8, { rx: 3 }) : '';
      const corner = left + cell - box;
      const sheet = rect('compared-sheet', corner, top, box, box, {
        rx: 3,
        ...data({ map: 'compared', n, v: changed }),
      });
      const style = `font-size:${box * 0.9}px`;
      const sign = label('compared', corner + box / 2, top + box / 2, SIGNS[changed], { style });
      return group(changed ? 'changed' : 'kept', edge + sheet + sign);
    });
    return signs.join('');
  }

  // How many have been compared and what has come of it; below, how both windows become their numbers.
  tallied(index, revealed) {
    const { labels } = this.scene;
    const compared = Math.min(revealed + 1, this.count);
    const changed = Array.from({ length: compared }, (_, n) => this.differs(n)).reduce((sum, each) => sum + each, 0);
    const [i, j] = this.position(index);
    const sums = SIDES.map((side, n) => fill(labels[n ? 'is_now' : 'was'], { sum: this.written(side, i, j) }));
    const head = [fill(labels.compared, { n: compared, count: this.count }), 0.75, 'quiet'];
    const counts = [
      [`${SIGNS[1]} ${labels.changed} ${changed}`, 1, 'changed', { map: 'tally-changed', v: changed }],
      [`${SIGNS[0]} ${labels.kept} ${compared - changed}`, 1, 'kept', { map: 'tally-kept', v: compared - changed }],
    ];
    return (
      (this.narrow
        ? this.besideEachOther(counts)
        : [head, ...counts].map((each, n) => this.line(this.tally, n, ...each))
      ).join('') + sums.map((sum, n) => this.line(this.sums, n, sum, 0.8, '')).join('')
    );
  }

  besideEachOther(counts) {
    return counts.map((each, n) => this.line({ ...this.tally, x: MARGIN + (n * this.width) / 2 }, 0, ...each));
  }

  line({ x, y, w, size }, n, words, share, look, names = {}) {
    const style = `font-size:${fittedSize(words, w, this.projected ? Math.max(share * size, 24) : share * size)}px`;
    return label(`tally ${look}`, x, y + size * 1.5 * n, words, { style, ...data(names) });
  }

  written({ input, output }, i, j) {
    const { grids, rows, columns } = this.scene;
    const cells = rows[i].flatMap((r) => columns[j].map((c) => ({ inside: true, value: grids[input].value(0, r, c) })));
    return writtenOut(this.scene, cells, grids[output].value(0, i, j));
  }

  sentence(index) {
    const [i, j] = this.position(index);
    const { labels } = this.scene;
    const [was, now] = SIDES.map((side) => this.written(side, i, j));
    return fill(labels.said_cells, { was, now, what: labels[this.differs(index) ? 'changed' : 'kept'] });
  }
}
