// Pooling: a window on the input, its numbers large beside it, and the one number that they become.
import { cellBeside } from '../../frame/stage/editor.js';
import { chips, HATCH, title } from '../../frame/stage/furniture.js';
import { cellMarkup, planeMarkup, ringMarkup, unseenCells } from '../../frame/stage/grid.js';
import { cellUnder, CHIP, gridBox, isIn, MARGIN, TITLE } from '../../frame/stage/layout.js';
import { LEGIBLE } from '../../frame/stage/legible.js';
import { equals, formatNumber } from '../../frame/stage/number.js';
import { paintPlane } from '../../frame/stage/paint.js';
import { revealUpTo } from '../../frame/stage/reveal.js';
import { data, group, label, node, pixels, rect, setAttributes } from '../../frame/stage/svg.js';
import { outputTable } from '../../frame/stage/table.js';
import { LEAST_FRAME, WindowsView } from '../../frame/stage/windows.js';
import { fill } from '../../frame/stage/words.js';
import { normLine } from './norm_line.js';
import { writtenOut } from './written_out.js';

export default class PoolingView extends WindowsView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, output } = scene.grids;
    this.d = Math.min(choice.slice || 0, input.planes - 1);
    this.count = output.rows * output.columns;
    this.field = scene.rows[0].length;
    this.isPhotograph = input.kind === 'image';
    this.boxes = this.narrow ? this.layOutNarrow() : this.layOutWide();
    this.svg.innerHTML = HATCH + this.titles() + this.inputMarkup() + this.outputMarkup();
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'F S' }, this.svg);
    this.mark = node('rect', { class: 'frame', rx: 2 }, this.svg);
    this.cells = [...this.svg.querySelectorAll('.out-cells > *')];
  }

  get atOnce() {
    return this.isPhotograph || this.count > 900;
  }

  // ---- what stands still

  // Sides of the input with its ring and of the output, and the room below for the buttons of the channels.
  sizes() {
    const { grids, padding } = this.scene;
    const foot = grids.input.planes > 1 && !this.isPhotograph ? 26 : 6;
    return { side: grids.input.rows + 2 * padding, out: grids.output, foot };
  }

  layOutNarrow() {
    const { side, out, foot } = this.sizes();
    const half = (this.height - 2 * TITLE - foot) / 2;
    const low = TITLE + half + TITLE;
    const w = this.width - 2 * MARGIN;
    const lower = { y: low, w: w * 0.46, h: half - 24 };
    return {
      input: gridBox({ x: MARGIN, y: TITLE, w, h: half }, side, side, 1, 56),
      window: gridBox({ x: MARGIN, ...lower }, this.field, this.field, 1, 56),
      output: gridBox({ x: MARGIN + w * 0.54, ...lower }, out.rows, out.columns, 1, 56),
    };
  }

  layOutWide() {
    const { side, out, foot } = this.sizes();
    const third = (this.width - 2 * MARGIN) / 3;
    const h = this.height - TITLE - foot - 8;
    const most = 80 * Math.max(1, Math.min(this.height / 420, 1.7)); // on a large screen everything may be larger
    const window = { x: MARGIN + third * 1.25, y: TITLE + 20, w: third * 0.72, h: h * 0.62 };
    return {
      input: gridBox({ x: MARGIN, y: TITLE, w: third * 1.12, h }, side, side, 1, most),
      window: gridBox(window, this.field, this.field, 1, most),
      output: gridBox({ x: MARGIN + third * 2.15, y: TITLE, w: third * 0.84, h }, out.rows, out.columns, 1, most),
    };
  }

  titles() {
    const { labels, grids } = this.scene;
    const { input, window, output } = this.boxes;
    const side = this.narrow ? CHIP.narrow : CHIP.wide;
    const buttons = { x: MARGIN, y: input.y + input.h + 5, side, count: grids.input.planes, chosen: this.d };
    return (
      title(input.x, input.y - 14, 'input', labels.input) +
      title(window.x, window.y - 14, 'window', labels.window) +
      title(output.x, output.y - 14, 'output', labels.output) +
      (this.isPhotograph ? '' : chips(this.scene, { ...buttons, what: 'slice', role: 'input' }))
    );
  }

  inputMarkup() {
    const { grids, padding } = this.scene;
    const { x, y, w, h, cell } = this.boxes.input;
    const inner = { x: x + padding * cell, y: y + padding * cell, cell };
    const look = { ...inner, largest: grids.input.largest(), data: { map: 'input', d: this.d } };
    return group(
      'panel',
      rect('sheet', x, y, w, h) +
        planeMarkup(grids.input, this.d, look) +
        ringMarkup(grids.input, padding, this.boxes.input),
      { 'aria-hidden': 'true', 'data-panel': 'input', 'data-symbols': 'W' },
    );
  }

  outputMarkup() {
    const { output } = this.scene.grids;
    const box = this.boxes.output;
    const asImage = box.cell < LEGIBLE || output.kind === 'image';
    return group(
      'panel',
      rect('sheet empty', box.x, box.y, box.w, box.h) + (asImage ? this.outputImage() : this.outputCells()),
      { 'aria-hidden': 'true', 'data-panel': 'output' },
    );
  }

  // A pooled photograph keeps its own colours where its values stay within them.
  outputImage() {
    const { output } = this.scene.grids;
    const { x, y, w, h } = this.boxes.output;
    const own = output.kind === 'image' && output.largest() <= 1.001;
    return pixels(paintPlane(output, this.d, output.largest(), own), x, y, w, h);
  }

  outputCells() {
    const { output } = this.scene.grids;
    const largest = output.largest();
    return unseenCells(this.boxes.output, output.rows, output.columns, (i, j) => {
      const value = output.value(this.d, i, j);
      return { value, largest, role: 'output', data: { map: 'output', k: this.d, later: value } };
    });
  }

  // ---- what depends on the position

  show(index, revealed) {
    const [i, j] = this.position(index);
    const { x, y, width, height } = this.windowBox(i, j);
    const grow = Math.max(0, LEAST_FRAME - width) / 2;
    setAttributes(this.frame, { x: x - grow, y: y - grow, width: width + 2 * grow, height: height + 2 * grow });
    const out = this.boxes.output;
    const side = Math.max(out.cell, 8);
    const shift = (side - out.cell) / 2;
    const place = { x: out.x + j * out.cell - shift, y: out.y + i * out.cell - shift };
    setAttributes(this.mark, { ...place, width: side, height: side });
    revealUpTo(this.cells, revealed);
    this.moving.innerHTML = this.sharedCells(i, j) + this.winners(index, revealed) + this.windowMarkup(i, j);
  }

  // Where the window of this output stands on the input.
  windowBox(i, j) {
    const { rows, columns, padding } = this.scene;
    const { x, y, cell } = this.boxes.input;
    const side = this.field * cell;
    return { x: x + (columns[j][0] + padding) * cell, y: y + (rows[i][0] + padding) * cell, width: side, height: side };
  }

  // The windows at the left and above, dashed, and what they share with this one.
  sharedCells(i, j) {
    const { cell } = this.boxes.input;
    if (cell * this.field < LEAST_FRAME) return '';
    const now = this.windowBox(i, j);
    const neighbours = [
      [i, j - 1],
      [i - 1, j],
    ].filter(([r, c]) => r >= 0 && c >= 0);
    const shared = neighbours.map(([r, c]) => {
      const other = this.windowBox(r, c);
      const w = Math.min(other.x + other.width - now.x, now.width);
      const h = Math.min(other.y + other.height - now.y, now.height);
      if (w <= 0 || h <= 0) return '';
      const names = data({ map: 'shared', v: Math.round((w * h) / cell ** 2) });
      const frame = rect('frame neighbour', other.x, other.y, other.width, other.height);
      return rect('shared-cells', now.x, now.y, w, h, names) + frame;
    });
    return shared.join('');
  }

  // Which cell of its window became the output's number; null where not one alone did.
  winner(i, j) {
    const { winners } = this.scene.arrays;
    return winners ? this.at(winners, i, j) : null;
  }

  // Of an array that has a number for each output.
  at({ shape: [, rows, columns], values }, i, j) {
    return values[(this.d * rows + i) * columns + j];
  }

  // A frame in each cell that has won so far; the newest is the heaviest.
  winners(index, revealed) {
    const { scene } = this;
    const { cell } = this.boxes.input;
    if (!scene.arrays.winners || this.isPhotograph || cell < LEGIBLE) return '';
    const frames = Array.from({ length: Math.max(revealed, index) + 1 }, (_, n) => {
      const [i, j] = this.position(n);
      const place = this.winner(i, j);
      const box = this.windowBox(i, j);
      const [a, b] = [Math.floor(place / this.field), place % this.field];
      const inset = n === index ? 3 : 4;
      const side = cell - 2 * inset;
      const names = data({ map: 'won', n, i: scene.rows[i][a], j: scene.columns[j][b] });
      const [x, y] = [box.x + b * cell + inset, box.y + a * cell + inset];
      return rect(`won ${n === index ? 'now' : ''}`, x, y, side, side, { rx: 3, ...names });
    });
    return frames.join('');
  }

  // The window's numbers large, and below them what they become.
  windowMarkup(i, j) {
    const { input, output } = this.scene.grids;
    const box = this.boxes.window;
    const winner = this.winner(i, j);
    const cells = this.windowCells(i, j).map(({ a, b, inside, value }, n) =>
      cellMarkup({
        x: box.x + b * box.cell,
        y: box.y + a * box.cell,
        cell: box.cell,
        value,
        largest: input.largest(),
        role: 'input',
        data: { map: 'window', i: a, j: b },
        shown: inside || winner === null ? formatNumber(value) : '·',
        extra: `${inside ? '' : 'padded'} ${winner === null ? '' : winner === n ? 'winner' : 'outdone'}`,
      }),
    );
    const y = box.y + box.h + (this.narrow ? 18 : 30);
    const result = label('result role-output', box.x, y, equals(output.value(this.d, i, j)));
    return cells.join('') + result + this.norm(i, j, y + 34);
  }

  windowCells(i, j) {
    const { input } = this.scene.grids;
    const { rows, columns } = this.scene;
    return rows[i].flatMap((r, a) =>
      columns[j].map((c, b) => {
        const inside = input.inside(r, c);
        return { a, b, inside, value: inside ? input.value(this.d, r, c) : 0 };
      }),
    );
  }

  norm(i, j, y) {
    const { arrays, labels, grids } = this.scene;
    if (!arrays.sum || this.narrow) return '';
    const { x } = this.boxes.window;
    const marks = ['sum', 'largest', 'mean'].map((name) => [name, this.at(arrays[name], i, j)]);
    const width = this.boxes.output.x - x - 56;
    return normLine(labels, { x, y, width }, Object.fromEntries(marks), grids.output.value(this.d, i, j));
  }

  // ---- what is said

  sentence(index) {
    const [i, j] = this.position(index);
    return writtenOut(this.scene, this.windowCells(i, j), this.scene.grids.output.value(this.d, i, j));
  }

  place(index) {
    return { ...super.place(index), k: this.d + 1 };
  }

  table(caption) {
    return outputTable(this.scene.grids.output, this.d, fill(caption, { k: this.d + 1 }));
  }

  // ---- a hand

  hit(x, y) {
    const { input, output } = this.boxes;
    const ring = this.scene.padding;
    if (isIn(input, x, y)) {
      const [i, j] = cellUnder(input, x, y);
      const at = [(y - input.y) / input.cell - ring, (x - input.x) / input.cell - ring];
      return { panel: 'input', i: i - ring, j: j - ring, at };
    }
    if (!isIn(output, x, y)) return null;
    const [i, j] = cellUnder(output, x, y);
    return { panel: 'output', i, j };
  }

  grabs(hit) {
    return hit.panel === 'input';
  }

  dragged(hit) {
    return hit.panel === 'input' ? this.nearest(hit.at) : null;
  }

  preview(hit) {
    return hit.panel === 'output' ? this.indexOf(hit.i, hit.j) : null;
  }

  tap(hit) {
    if (hit.panel === 'output') return { go: this.indexOf(hit.i, hit.j) };
    return this.isPhotograph ? { go: this.nearest(hit.at) } : { edit: hit };
  }

  // ---- a number edited

  firstEdit(index) {
    const [i, j] = this.position(index);
    return { panel: 'input', i: Math.max(this.scene.rows[i][0], 0), j: Math.max(this.scene.columns[j][0], 0) };
  }

  editable(hit) {
    const { input } = this.scene.grids;
    const { cell, x, y } = this.boxes.input;
    if (this.isPhotograph || !input.inside(hit.i, hit.j) || cell < LEGIBLE) return null;
    const ring = this.scene.padding;
    const place = { x: x + (hit.j + ring) * cell, y: y + (hit.i + ring) * cell, cell };
    return { place, value: input.value(this.d, hit.i, hit.j) };
  }

  edited(hit, value) {
    const same = this.scene.grids.input.value(this.d, hit.i, hit.j) === value;
    return { grid: 'input', index: [this.d, hit.i, hit.j], same };
  }

  editNext(hit, step) {
    const { input } = this.scene.grids;
    return cellBeside(hit, step, input.rows, input.columns);
  }
}
