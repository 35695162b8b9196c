// The way back through pooling: each output's gradient (1, 2, 3, ... so that they can be told apart) is sent to the
// input, in the chosen way and in another beside it.
import { title } from '../../frame/stage/furniture.js';
import { planeMarkup } from '../../frame/stage/grid.js';
import { cellUnder, gridBox, MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { node, setAttributes } from '../../frame/stage/svg.js';
import { WindowsView } from '../../frame/stage/windows.js';
import { fill, wordsWidth } from '../../frame/stage/words.js';

const PANELS = ['input', 'output', 'back', 'beside'];
const GAP = 26;

export default class PoolBackView extends WindowsView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { grids } = scene;
    this.count = grids.output.rows * grids.output.columns;
    this.field = scene.rows[0].length;
    const inRow = this.narrow ? 2 : 4;
    const h = (height - 10) / (4 / inRow) - TITLE - 6;
    const words = this.words();
    const widths = this.widths(words, inRow);
    const boxes = PANELS.map((name, n) => {
      const { rows } = grids[name];
      const y = TITLE + Math.floor(n / inRow) * (h + TITLE + 6);
      const before = PANELS.slice(n - (n % inRow), n).reduce((sum, other) => sum + widths[other] + GAP, 0);
      const box = gridBox({ x: MARGIN + before, y, w: widths[name], h }, rows, rows, 1, 120);
      return [name, { ...box, titleY: y - 14 }];
    });
    this.boxes = Object.fromEntries(boxes);
    this.svg.innerHTML = this.titles(words, widths) + this.plane('input', 0) + this.plane('output', 0);
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
    this.frames = PANELS.map(() => node('rect', { class: 'frame', rx: 2 }, this.svg));
  }

  words() {
    const { labels, titles } = this.scene;
    const [back, beside] = titles;
    return { input: labels.input, output: labels.gradient_out, back, beside };
  }

  get titleSize() {
    return this.projected ? 26 : 17;
  }

  // Of the grids. In one row the output has fewer cells: what it does not need, below its title, the others have.
  widths(words, inRow) {
    const { input, output } = this.scene.grids;
    const room = this.width - 2 * MARGIN - (inRow - 1) * GAP;
    const least = Math.min(wordsWidth(words.output, this.titleSize, 0.58), room / inRow);
    const own = inRow === 4 ? Math.max((room * output.rows) / (3 * input.rows + output.rows), least) : room / 2;
    const other = inRow === 4 ? (room - own) / 3 : room / 2;
    return { input: other, output: own, back: other, beside: other };
  }

  // As large as titles are, or as none of them is wider than its grid's place.
  titles(words, widths) {
    const { grids } = this.scene;
    const fitting = Math.min(...PANELS.map((name) => widths[name] / wordsWidth(words[name], 1, 0.58)));
    const size = fitting < this.titleSize ? fitting : undefined;
    const heads = PANELS.map((name) => {
      const { x, titleY } = this.boxes[name];
      return title(x, titleY, grids[name].role, words[name], { size });
    });
    return heads.join('');
  }

  plane(name, index) {
    const grid = this.scene.grids[name];
    const names = { map: name === 'output' ? 'gradient' : name };
    return planeMarkup(grid, index, { ...this.boxes[name], largest: grid.largest(), data: names });
  }

  show(index) {
    const [i, j] = this.position(index);
    const { rows, columns } = this.scene;
    this.moving.innerHTML = this.plane('back', index) + this.plane('beside', index);
    PANELS.forEach((name, n) => {
      const { x, y, cell } = this.boxes[name];
      const [row, column, field] = name === 'output' ? [i, j, 1] : [rows[i][0], columns[j][0], this.field];
      const side = field * cell;
      setAttributes(this.frames[n], { x: x + column * cell, y: y + row * cell, width: side, height: side });
    });
  }

  sentence(index) {
    return fill(this.scene.labels.said_back, { gradient: formatNumber(index + 1) });
  }

  hit(x, y) {
    const [i, j] = cellUnder(this.boxes.output, x, y);
    const side = this.scene.columns.length;
    return i >= 0 && j >= 0 && i < side && j < side ? { panel: 'output', i, j } : null;
  }

  preview({ i, j }) {
    return this.indexOf(i, j);
  }

  tap({ i, j }) {
    return { go: this.indexOf(i, j) };
  }
}
