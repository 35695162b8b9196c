// The network over shifted copies of a photograph: each pass switched on fills further cells of a grid twice as fine.
import { HATCH, title } from '../../frame/stage/furniture.js';
import { cellMarkup } from '../../frame/stage/grid.js';
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber, formatSmall } from '../../frame/stage/number.js';
import { data, group, label, node, path, rect } from '../../frame/stage/svg.js';
import { outputTable, tableMarkup } from '../../frame/stage/table.js';
import { fill } from '../../frame/stage/words.js';
import { PhotoView } from './crop_photo.js';

export default class ShiftsView extends PhotoView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.shifts.length;
    this.chosen = Math.min(choice.score || 0, this.side * this.side - 1);
    this.filled = scene.arrays.filled.values;
    if (this.narrow) this.layOutNarrow();
    else this.layOutWide();
    this.svg.innerHTML =
      HATCH + this.photoMarkup(scene.labels.shifted_photo) + '<g class="shift-cells" aria-hidden="true"></g>';
    this.cellsNode = this.svg.querySelector('.shift-cells');
    this.listNode = node('g', {}, this.svg);
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
  }

  layOutNarrow() {
    const { width, height } = this;
    const w = Math.min(width * 0.44, height * 0.34);
    const wide = Math.min(width - 2 * MARGIN, height - TITLE - w - TITLE - 8);
    this.photo = { x: MARGIN, y: TITLE, w };
    this.grid = { x: (width - wide) / 2, y: TITLE + w + TITLE, cell: wide / this.side };
    this.list = { x: 2 * MARGIN + w, y: TITLE, row: Math.min(w / 7.5, 24) };
  }

  layOutWide() {
    const { width, height } = this;
    const w = Math.min(height - TITLE - 8, (width - 4 * MARGIN) * 0.35);
    this.photo = { x: MARGIN, y: TITLE, w };
    this.grid = { x: MARGIN + w + 34, y: TITLE, cell: w / this.side };
    this.list = { x: this.grid.x + w + 34, y: TITLE, row: Math.min(this.projected ? 76 : 46, (height - TITLE) / 8) };
  }

  // Whether a cell has its score: its pass is switched on, and has been computed.
  has(at, index) {
    return this.filled[at] >= 0 && this.filled[at] <= index;
  }

  cellsMarkup(index) {
    const { x, y, cell } = this.grid;
    const wide = cell * this.side;
    const cells = Array.from(this.filled, (_, at) => this.smallCell(at, index) + this.gridCell(at, index));
    const head = title(x, y - 14, 'output', this.scene.labels.finer);
    return head + rect('sheet empty', x, y, wide, wide) + cells.join('');
  }

  // On the photograph.
  smallCell(at, index) {
    const pass = this.filled[at];
    const { x, y, w } = this.cellAt(...this.position(at));
    const on = this.has(at, index);
    const look = `shift-dot pass-${on ? pass : 'none'}${on && pass === index ? ' new' : ''}`;
    return rect(look, x + 1, y + 1, w - 2, w - 2);
  }

  // In the finer grid, where its score can be read.
  gridCell(at, index) {
    const { stitched } = this.scene.grids;
    const { cell } = this.grid;
    const pass = this.filled[at];
    const [i, j] = this.position(at);
    const [x, y] = [this.grid.x + j * cell, this.grid.y + i * cell];
    if (!this.has(at, index)) return rect('fold-place', x, y, cell, cell);
    if (!this.scene.arrays.known.values[at]) return rect(`fold-place passed pass-${pass}`, x, y, cell, cell);
    return cellMarkup({
      x,
      y,
      cell,
      value: stitched.value(0, i, j),
      largest: stitched.largest(),
      role: 'output',
      data: { map: 'output', k: pass, i, j },
      note: cell >= 20 ? pass + 1 : '',
      extra: `pass-${pass}${pass === index ? ' new' : ''}`,
    });
  }

  // A line a pass; how many of the cells are filled, and how many have been compared with their own crops.
  listMarkup(index) {
    const { labels, lines, sums, arrays, grids } = this.scene;
    const { narrow } = this;
    const { x, y, row } = this.list;
    const size = narrow ? Math.min(row * 0.5, 11) : Math.min(row * 0.36, this.projected ? 26 : 17);
    const checked = arrays.checked.values.filter((done, at) => done && this.has(at, index)).length;
    const largest = Math.max(0, ...grids.difference.values.filter((_, at) => this.has(at, index)));
    const under = y + lines.length * row + row * 0.6;
    const detail = (down, map, value, words) =>
      label('pass-detail', x, under + down, words, { 'font-size': narrow ? 10 : size, ...data({ map, v: value }) });
    const count = { n: formatNumber(sums[index]), all: formatNumber(this.filled.length) };
    const filled = { 'font-size': narrow ? 17 : 34, ...data({ map: 'filled', v: sums[index] }) };
    return (
      (narrow ? '' : title(x, y - 14, 'window', labels.passes)) +
      lines.map((_, n) => this.passLine(n, n <= index, size)).join('') +
      label('filled-count', x, under, fill(labels.of_all, count), filled) +
      detail(narrow ? 19 : 40, 'checked', checked, fill(labels.checked, { n: formatNumber(checked) })) +
      detail(narrow ? 33 : 64, 'largest', largest, fill(labels.largest, { difference: formatSmall(largest) }))
    );
  }

  passLine(n, on, size) {
    const { narrow } = this;
    const { x, y, row } = this.list;
    const [name, detail] = this.scene.lines[n].split('|');
    const line = (look, share, words, type) =>
      label(look, x + row - 2, y + (n + share) * row, words, { 'font-size': type });
    return group(
      `pass-line ${on ? 'on' : ''}`,
      rect(`pass-box pass-${n}`, x, y + n * row + 4, row - 12, row - 12, { rx: 4 }) +
        line('pass-name', narrow ? 0.45 : 0.28, name, size) +
        (narrow ? '' : line('pass-detail', 0.66, detail, size * 0.86)),
      { 'data-n': n },
    );
  }

  show(index) {
    const [down, right] = this.scene.shifts[index];
    const { x, y, w } = this.photo;
    const { cell, ...grid } = this.grid;
    const [top, left] = [down * this.scale, right * this.scale];
    const [i, j] = this.position(this.chosen);
    this.cellsNode.innerHTML = this.cellsMarkup(index);
    this.listNode.innerHTML = this.listMarkup(index);
    const cut = `M${x},${y}h${w}v${top}h${left - w}v${w - top}h${-left}z`;
    this.moving.innerHTML =
      (down || right ? path('cut', cut) : '') +
      rect(`copy-edge pass-${index}`, x + left, y + top, w - left, w - top) +
      this.cropMarkup(i, j) +
      rect('frame', grid.x + j * cell, grid.y + i * cell, cell, cell);
  }

  sentence(index) {
    const { labels, grids, arrays } = this.scene;
    const [i, j] = this.position(this.chosen);
    const names = { row: i + 1, column: j + 1 };
    if (!this.has(this.chosen, index)) return fill(labels.said_off, names);
    if (!arrays.checked.values[this.chosen]) return fill(labels.said_none, names);
    const [pass, crop] = [grids.stitched.value(0, i, j), grids.direct.value(0, i, j)];
    return fill(labels.said_score, {
      ...names,
      pass: formatNumber(pass),
      crop: formatNumber(crop),
      difference: formatSmall(Math.abs(pass - crop)),
      n: this.filled[this.chosen] + 1,
    });
  }

  get pace() {
    return 4;
  }

  place(index) {
    return { row: 1, column: index + 1, k: index + 1 };
  }

  // The scores, and the passes.
  table(caption) {
    const { grids, labels, lines } = this.scene;
    const passes = lines.map((line) => line.split('|'));
    return outputTable(grids.stitched, 0, fill(caption, { k: 1 })) + tableMarkup(labels.passes, null, passes);
  }

  hit(px, py) {
    if (this.onPhoto(px, py)) return { panel: 'input', n: this.nearest(px, py) };
    const n = this.inGrid(this.grid, px, py);
    if (n !== null) return { panel: 'output', n };
    const line = Math.floor((py - this.list.y) / this.list.row);
    return px >= this.list.x && line >= 0 && line < this.count ? { panel: 'passes', line } : null;
  }

  tap(hit) {
    return hit.panel === 'passes' ? { go: hit.line } : { choose: ['score', hit.n] };
  }
}
