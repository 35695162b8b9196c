// One pass against all crops: scores over the photograph, the same from crops one by one, where they differ, the clock.
import { title } from '../../frame/stage/furniture.js';
import { cellMarkup, cellsMarkup } from '../../frame/stage/grid.js';
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { canBeWritten, fitted, fontSize, isReadable, smallest } from '../../frame/stage/legible.js';
import { formatNumber, formatSmall } from '../../frame/stage/number.js';
import { data, group, label, node, rect } from '../../frame/stage/svg.js';
import { outputTable, tableMarkup } from '../../frame/stage/table.js';
import { deepClass } from '../../frame/stage/tint.js';
import { fill, wordsWidth } from '../../frame/stage/words.js';
import { PhotoView } from './crop_photo.js';

export default class CropsView extends PhotoView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = this.side * this.side;
    this.k = Math.min(choice.front || 0, scene.grids.pass.planes - 1);
    if (this.narrow) this.layOutNarrow();
    else this.layOutWide();
    this.svg.innerHTML =
      this.photoMarkup(scene.labels.photo) +
      `<g aria-hidden="true">${this.over()}</g>` +
      this.crops() +
      this.clock() +
      this.means();
    this.cellNodes = [...this.svg.querySelectorAll('.crop-score')];
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
  }

  layOutNarrow() {
    const { width, height, side } = this;
    const w = Math.min(width * 0.54, height * 0.5);
    const low = TITLE + w + TITLE;
    const cell = Math.min((width - 3 * MARGIN) / 2 / side, (height - low - 4) / side);
    this.photo = { x: MARGIN, y: TITLE, w };
    this.grid = { x: MARGIN, y: low, cell };
    this.difference = { x: width / 2 + MARGIN / 2, y: low, w: cell * side };
    this.bars = { x: MARGIN + w + 14, y: TITLE, w: width - w - 2 * MARGIN - 14, row: Math.min(w / 2, 76) };
    this.list = null;
  }

  layOutWide() {
    const { width, height, side } = this;
    const w = Math.min(height - TITLE - 8, width * 0.4);
    const x = MARGIN + w + 34;
    const wide = Math.min((width - x - MARGIN) * 0.44, (height - 2 * TITLE - 10) * 0.6);
    const low = TITLE + wide + TITLE;
    const right = x + wide + 34;
    const row = Math.max(this.projected ? 66 : 42, height * 0.12);
    const listY = TITLE + 2 * row + TITLE;
    const line = Math.min((height - listY - 4) / this.scene.grids.pass.planes, 30);
    this.photo = { x: MARGIN, y: TITLE, w };
    this.grid = { x, y: TITLE, cell: wide / side };
    this.difference = { x, y: low, w: Math.min(wide, height - low - 6) };
    this.bars = { x: right, y: TITLE, w: width - right - MARGIN, row };
    this.list = { x: right, y: listY, w: width - right - MARGIN, row: line };
  }

  // ---- what stands still

  // The class that is spoken of: the chosen one, or, where classes have names, the best.
  classAt(grid, i, j) {
    if (!this.scene.named) return this.k;
    const scores = Array.from({ length: grid.planes }, (_, k) => grid.value(k, i, j));
    return scores.indexOf(Math.max(...scores));
  }

  // Its score in a cell, or its name.
  scoreCell(grid, i, j, { x, y, cell }, names, extra = '') {
    const k = this.classAt(grid, i, j);
    const value = grid.value(k, i, j);
    const largest = this.scene.grids.pass.largest();
    const shown = this.scene.named ? this.scene.names[k] : fitted(value, cell);
    const words = { 'font-size': this.scoreSize(shown, cell) };
    const written = label(`number${deepClass(value, largest)}`, x + cell / 2, y + cell / 2, shown, words);
    const look = { value, largest, role: 'output', data: { ...names, k, i, j }, shown: '', extra };
    return cellMarkup({ x, y, cell, ...look }) + (this.canBeWritten(grid, cell) ? written : '');
  }

  scoreSize(shown, cell) {
    return this.scene.named ? Math.min(cell * 0.44, (cell * 0.92) / wordsWidth(shown, 1, 0.56)) : fontSize(cell, shown);
  }

  // All scores of a grid, or none.
  canBeWritten(grid, cell) {
    const { named, names } = this.scene;
    if (named) return names.every((name) => isReadable(this.scoreSize(name, cell)));
    return canBeWritten(cell, () => grid.plane(this.k));
  }

  over() {
    if (!this.scene.passed) return '';
    const cells = Array.from({ length: this.count }, (_, at) => {
      const [i, j] = this.position(at);
      const { x, y, w } = this.cellAt(i, j);
      return this.scoreCell(this.scene.grids.pass, i, j, { x, y, cell: w }, { map: 'pass' }, 'over');
    });
    return cells.join('');
  }

  // The scores of the crops computed so far.
  crops() {
    const { labels, grids, known } = this.scene;
    const { grid, difference } = this;
    const wide = grid.cell * this.side;
    const cells = Array.from({ length: Math.min(known, this.count) }, (_, at) => {
      const [i, j] = this.position(at);
      const place = { x: grid.x + j * grid.cell, y: grid.y + i * grid.cell, cell: grid.cell };
      return group('crop-score', this.scoreCell(grids.crops, i, j, place, { map: 'output' }), { 'data-n': at });
    });
    const sheet = rect('sheet empty', grid.x, grid.y, wide, wide);
    return (
      title(grid.x, grid.y - 14, 'output', labels.by_crops) +
      title(difference.x, difference.y - 14, 'window', labels.where_different) +
      group('panel', sheet + cells.join(''), { 'aria-hidden': 'true', 'data-panel': 'output' })
    );
  }

  // Two bars by the clock of this very machine, and the multiply-adds beside them.
  clock() {
    const { labels, seconds, macs } = this.scene;
    const { x, y, w, row } = this.bars;
    const most = Math.max(...seconds) || 1;
    const lines = [
      [labels.one_pass, 'pass'],
      [labels.all_crops, 'crop'],
    ].map(([name, look], n) => {
      const top = y + n * row;
      const time = fill(labels.milliseconds, { n: formatNumber(Math.round(1000 * seconds[n])) });
      const long = Math.max((w * seconds[n]) / most, 1);
      const names = data({ map: 'seconds', n, v: seconds[n] });
      const macsY = top + row * (this.narrow ? 0.86 : 0.2);
      return (
        rect(`clock-bar ${look}`, x, top + row * 0.42, long, row * 0.36, names) +
        label('clock-name', x, top + row * 0.2, `${name} · ${time}`) +
        label('clock-macs', x + w, macsY, fill(labels.macs, { n: macs[n] }))
      );
    });
    return title(x, y - 14, 'window', labels.clock) + lines.join('');
  }

  // The average over all crops, a line a class.
  means() {
    if (!this.list || !this.scene.passed) return '';
    const { values } = this.scene.arrays.mean;
    const lines = Array.from(values, (value, k) => this.meanLine(value, k));
    return title(this.list.x, this.list.y - 14, 'output', this.scene.labels.means) + lines.join('');
  }

  meanLine(value, k) {
    const { named, names, arrays, labels } = this.scene;
    const { x, y, w, row } = this.list;
    const { values } = arrays.mean;
    const [low, high] = [Math.min(...values, 0), Math.max(...values, 0)];
    const room = 74; // of the name
    const to = (score) => x + room + ((w - room - 44) * (score - low)) / (high - low || 1);
    const top = y + k * row;
    const middle = top + row / 2;
    const best = values.indexOf(Math.max(...values)) === k ? 'best' : '';
    const on = !named && k === this.k ? 'on' : '';
    const button = {
      role: 'button',
      tabindex: 0,
      'data-choose': 'front',
      'data-n': k,
      'aria-pressed': k === this.k,
      'aria-label': fill(labels.choose_front, { n: k + 1 }),
    };
    const type = { 'font-size': Math.min(Math.max(row * 0.6, smallest()), 15) };
    const bar = [Math.min(to(0), to(value)), top + row * 0.22, Math.abs(to(value) - to(0)), row * 0.56];
    return group(
      `mean ${best} ${on}`,
      rect('mean-paper', x - 4, top + 1, w + 8, row - 2, { rx: 5 }) +
        label('mean-name', x, middle, named ? names[k] : k + 1, type) +
        rect('mean-bar', ...bar, data({ map: 'mean', k, v: value })) +
        label('mean-value', x + w, middle, formatNumber(value), type),
      named ? {} : button,
    );
  }

  // ---- what depends on the position

  show(index, revealed) {
    const [i, j] = this.position(index);
    const { x, y, cell } = this.grid;
    this.cellNodes.forEach((each) => each.classList.toggle('unseen', Number(each.dataset.n) > revealed));
    const frame = rect('frame', x + j * cell, y + i * cell, cell, cell);
    this.moving.innerHTML = this.cropMarkup(i, j) + frame + this.differenceMarkup(index);
  }

  // Where on this crop's last map the pass and the crop differ.
  differenceMarkup(index) {
    const { difference } = this.scene.grids;
    const { x, y, w } = this.difference;
    if (index >= this.scene.known) return rect('sheet empty', x, y, w, w);
    const largest = Math.max(difference.largest(), 1e-6);
    return cellsMarkup({ x, y, cell: w / difference.rows }, difference.rows, difference.columns, (i, j) => {
      const value = difference.value(index, i, j);
      const shown = value && value < 1e-9 ? '≈0' : formatNumber(value);
      return { value, largest, role: 'window', data: { map: 'difference' }, shown };
    });
  }

  // ---- what is said, and a hand

  sentence(index) {
    const { labels, grids, names, passed, known } = this.scene;
    const [i, j] = this.position(index);
    if (!passed || index >= known) return fill(labels.said_none, { row: i + 1, column: j + 1 });
    const k = this.classAt(grids.crops, i, j);
    const [pass, crop] = [grids.pass.value(k, i, j), grids.crops.value(k, i, j)];
    return fill(labels.said_crop, {
      row: i + 1,
      column: j + 1,
      name: names[k],
      pass: formatNumber(pass),
      crop: formatNumber(crop),
      difference: formatSmall(Math.abs(pass - crop)),
    });
  }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: this.k + 1 };
  }

  stride() {
    return this.side;
  }

  // The scores of a class, and the averages of all.
  table(caption) {
    const { grids, named, names, arrays, labels, passed } = this.scene;
    const scores = outputTable(grids.pass, this.k, fill(caption, { k: this.k + 1 }));
    if (!passed) return scores;
    const means = Array.from(arrays.mean.values, (value, k) => [named ? names[k] : k + 1, formatNumber(value)]);
    return scores + tableMarkup(labels.means, null, means);
  }

  hit(px, py) {
    if (this.onPhoto(px, py)) return { panel: 'input', n: this.nearest(px, py) };
    const n = this.inGrid(this.grid, px, py);
    return n === null ? null : { panel: 'output', n };
  }

  grabs(hit) {
    return hit.panel === 'input';
  }

  dragged(hit) {
    return hit.panel === 'input' ? hit.n : null;
  }

  preview(hit, pinned) {
    return hit.panel === 'output' && !pinned ? hit.n : null;
  }

  tap(hit) {
    return { go: hit.n };
  }
}
