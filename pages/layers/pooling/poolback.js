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

export default class PoolBackView extends WindowsView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { grids } = scene;
    this.count = grids.output.rows * grids.output.columns;
    this.field = scene.rows[0].length;
    const inRow = this.narrow ? 2 : 4;
    const gap = 26;
    const w = (width - 2 * MARGIN - (inRow - 1) * gap) / inRow;
    const h = (height - 10) / (4 / inRow) - TITLE - 6;
    const boxes = PANELS.map((name, n) => {
      const { rows } = grids[name];
      const y = TITLE + Math.floor(n / inRow) * (h + TITLE + 6);
      const box = gridBox({ x: MARGIN + (n % inRow) * (w + gap), y, w, h }, rows, rows, 1, 80);
      return [name, { ...box, titleY: y - 14 }];
    });
    this.boxes = Object.fromEntries(boxes);
    this.svg.innerHTML = this.titles(w) + this.plane('input', 0) + this.plane('output', 0);
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
    this.frames = PANELS.map(() => node('rect', { class: 'frame', rx: 2 }, this.svg));
  }

  // As large as titles are, or as the longest of them is no wider than its grid's place.
  titles(w) {
    const { grids, labels, titles } = this.scene;
    const [back, beside] = titles;
    const words = { input: labels.input, output: labels.gradient_out, back, beside };
    const fitting = w / Math.max(...Object.values(words).map((each) => wordsWidth(each, 1, 0.58)));
    const size = fitting < (this.projected ? 26 : 17) ? fitting : undefined;
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
