// Something worked out in steps: small tables, each with its numbers from its own step on, the newest framed.
import { title } from '../../frame/stage/furniture.js';
import { cellsMarkup } from '../../frame/stage/grid.js';
import { MARGIN } from '../../frame/stage/layout.js';
import { group, node, setAttributes } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { wordsWidth } from '../../frame/stage/words.js';

export default class WorkedView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.steps;
    this.boxes = this.layOut(Object.values(scene.grids));
    this.svg.innerHTML = this.boxes.map(panelMarkup).join('');
    this.frame = node('rect', { class: 'frame', rx: 3 }, this.svg);
    this.panels = [...this.svg.querySelectorAll('.worked')];
  }

  // Rows of so many tables, all with cells of one size.
  layOut(grids) {
    const { narrow, width, height } = this;
    const inRow = narrow ? 3 : 5;
    const gap = narrow ? 16 : 34;
    const head = narrow ? 22 : 34;
    const type = this.projected ? 25 : 16;
    const rows = [];
    for (let n = 0; n < grids.length; n += inRow) rows.push(grids.slice(n, n + inRow));
    const across = Math.max(...rows.map((row) => row.reduce((sum, grid) => sum + grid.columns, 0)));
    const down = rows.reduce((sum, row) => sum + highest(row), 0);
    const widest = Math.max(...rows.map((row) => row.length));
    const wide = width - 2 * MARGIN - (widest - 1) * gap;
    const cell = Math.min(wide / across, (height - rows.length * head - 24) / down, 84);
    let y = head;
    return rows.flatMap((row) => {
      let x = MARGIN;
      const boxes = row.map((grid) => {
        const words = this.scene.labels[`worked_${grid.id}`];
        const box = { grid, words, x, y, cell, w: grid.columns * cell, h: grid.rows * cell, titleY: y - head / 2 + 2 };
        x += Math.max(box.w, narrow ? 0 : wordsWidth(words, type)) + gap;
        return box;
      });
      y += highest(row) * cell + head;
      return boxes;
    });
  }

  show(index) {
    const { since } = this.scene;
    this.panels.forEach((panel) => panel.classList.toggle('later', since[panel.dataset.panel] > index));
    const { x, y, w, h } = this.boxes.findLast(({ grid }) => since[grid.id] === index);
    setAttributes(this.frame, { x: x - 3, y: y - 3, width: w + 6, height: h + 6 });
  }

  // A step is to be read.
  get pace() {
    return 5;
  }

  sentence(index) {
    return this.scene.labels[`step_${index}`];
  }
}

function highest(row) {
  return Math.max(...row.map((grid) => grid.rows));
}

function panelMarkup({ grid, words, x, y, cell, titleY }) {
  const largest = grid.largest() || 1;
  const cells = cellsMarkup({ x, y, cell }, grid.rows, grid.columns, (i, j) => ({
    value: grid.value(0, i, j),
    largest,
    role: grid.role,
    data: { map: grid.id },
  }));
  return group('worked', title(x, titleY, grid.role, words) + cells, { 'data-panel': grid.id });
}
