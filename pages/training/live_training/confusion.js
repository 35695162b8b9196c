// What was taken for what: true digits down, answers across, and beside it the digits that were misread most surely.
import { title } from '../../frame/stage/furniture.js';
import { cellsMarkup } from '../../frame/stage/grid.js';
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { paintPlane } from '../../frame/stage/paint.js';
import { label, node, pixels, rect } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { fill, wordsWidth } from '../../frame/stage/words.js';

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export default class ConfusionView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.grids.confusion.planes;
    const side = this.narrow
      ? Math.min(width - 2 * MARGIN - 22, height * 0.56 - TITLE)
      : Math.min(height - TITLE - 34, width * 0.48);
    this.cell = side / 10;
    this.x = MARGIN + 22;
    this.y = TITLE + 20;
    this.svg.innerHTML = this.heads() + this.worst();
    this.moving = node('g', {}, this.svg);
  }

  heads() {
    const heads = DIGITS.map((n) => {
      const middle = (n + 0.5) * this.cell;
      return label('tick', this.x + middle, this.y - 9, n) + label('tick', this.x - 12, this.y + middle, n);
    });
    return title(MARGIN, 16, 'output', this.scene.labels.confusion) + heads.join('');
  }

  worst() {
    const { narrow, projected } = this;
    const { labels, misread, grids } = this.scene;
    const right = this.x + 10 * this.cell + 40;
    const beside = MARGIN + wordsWidth(labels.confusion, projected ? 26 : 17) + 30;
    const left = narrow ? MARGIN : Math.max(right, beside);
    const top = narrow ? this.y + 10 * this.cell + 26 : TITLE + 14;
    const columns = 2;
    const count = Math.min(grids.worst.planes, narrow ? 4 : 8);
    const w = (this.width - left - MARGIN) / columns;
    const h = Math.min((this.height - top - 6) / Math.max(Math.ceil(count / columns), 2), 130);
    const size = Math.min(h - 12, w * 0.36);
    const digits = Array.from({ length: count }, (_, n) => {
      const [x, y] = [left + (n % columns) * w, top + Math.floor(n / columns) * h];
      const lines = misread[n].split('\n');
      const words = lines.map((line, k) => {
        const down = (k - (lines.length - 1) / 2) * (projected ? 24 : 18);
        return label('worst-said', x + size + 8, y + size / 2 + down, line);
      });
      const image = pixels(paintPlane(grids.worst, n, 1, false), x, y, size) + rect('image-edge', x, y, size, size);
      return image + words.join('');
    });
    return title(left, top - 16, 'input', labels.worst) + digits.join('');
  }

  // How many of digit i were taken for j, at a moment of the training.
  counts(index) {
    const at = Math.min(index, this.count - 1);
    return DIGITS.map((i) => DIGITS.map((j) => this.scene.grids.confusion.value(at, i, j)));
  }

  show(index) {
    const counts = this.counts(index);
    const largest = Math.max(1, ...counts.flat());
    this.moving.innerHTML = cellsMarkup(this, 10, 10, (i, j) => {
      const value = counts[i][j];
      const shown = value ? formatNumber(value) : '';
      return { value, largest, role: i === j ? 'output' : 'window', data: { map: 'confusion' }, shown };
    });
  }

  sentence(index) {
    const { labels, steps } = this.scene;
    const counts = this.counts(index);
    const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
    return fill(labels.said_confusion, {
      step: formatNumber(steps[Math.min(index, this.count - 1)]),
      right: formatNumber(sum(counts.map((row, i) => row[i]))),
      all: formatNumber(sum(counts.flat())),
    });
  }
}
