// A training as it goes: the loss of each step, the held-out accuracy of each epoch, and beside them the first layer's
// weights, their gradients and a digit's maps at the moment that the player stands at.
import { title } from '../../frame/stage/furniture.js';
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { paintOn } from '../../frame/stage/paint.js';
import { canvas, circle, data, label, node, path, rect, setAttributes } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';

const LARGEST_LOSS = 3;
const LABEL = 90; // px from the last dot, and more than its number takes
const ROWS = ['filters', 'slopes', 'maps']; // of small images, from above

export default class TrainingView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { stops } = scene.arrays;
    this.stops = stops.values;
    this.count = Math.max(stops.shape[0], 1);
    this.layOut();
    this.svg.innerHTML = Array.from({ length: scene.lines }, (_, n) => this.curves(n)).join('');
    this.future = node('rect', { class: 'future' }, this.svg);
    node('g', {}, this.svg).innerHTML = this.frame();
    this.cursor = node('path', { class: 'loss-cursor' }, this.svg);
    if (scene.across && this.stops.length) this.hangImages();
  }

  layOut() {
    const { width, height, narrow } = this;
    const { across } = this.scene;
    const wide = width * (across && !narrow ? 0.56 : 1); // of the charts
    const high = height * (across && narrow ? 0.52 : 1);
    this.line = this.projected ? 25 : 15; // of the axis and, below, its name
    const left = narrow ? 44 : 62;
    const room = high - TITLE - 65 - this.line;
    const w = wide - left - MARGIN - (narrow ? 36 : 60); // room for the newest accuracy
    this.loss = { x: left, y: TITLE, w, h: room * 0.56 };
    this.accuracy = { x: left, y: TITLE + room * 0.56 + 40, w, h: room * 0.44 };
    this.bottom = this.accuracy.y + this.accuracy.h;
    this.tiles = narrow
      ? { x: MARGIN, y: high + 14, w: width - 2 * MARGIN, h: height - high - 20 }
      : { x: wide + 8, y: TITLE, w: width - wide - 8 - MARGIN, h: height - TITLE - 10 };
  }

  x(epoch) {
    return this.loss.x + (this.loss.w * epoch) / this.scene.epochs;
  }

  yLoss(value) {
    const { y, h } = this.loss;
    return y + h * (1 - Math.min(Math.max(value, 0), LARGEST_LOSS) / LARGEST_LOSS);
  }

  yAccuracy(value) {
    const { y, h } = this.accuracy;
    return y + h * (1 - value / 100);
  }

  losses(n) {
    return this.points(`loss.${n}`, (v) => this.yLoss(v));
  }

  accuracies(n) {
    return this.points(`accuracy.${n}`, (v) => this.yAccuracy(v));
  }

  points(name, y) {
    const { shape, values } = this.scene.arrays[name];
    return Array.from({ length: shape[0] }, (_, n) => ({
      x: this.x(values[2 * n]),
      y: y(values[2 * n + 1]),
      value: values[2 * n + 1],
    }));
  }

  // ---- what stands still

  // Titles, axes and the key of two curves: over the veil on what is still to come.
  frame() {
    const { labels, batches = [] } = this.scene;
    const [keyX, keyY] = [this.loss.x + this.loss.w - 8, this.loss.y + 14];
    const key = (batch, n) =>
      label(`line-key line-${n}`, keyX, keyY + n * 22, fill(labels.batch_of, { batch: formatNumber(batch) }));
    return (
      title(this.loss.x, 18, 'window', labels.loss) +
      title(this.loss.x, this.accuracy.y - 15, 'output', labels.held_out) +
      this.axes() +
      batches.map(key).join('')
    );
  }

  axes() {
    const { labels, epochs } = this.scene;
    const { x, y: top, w } = this.loss;
    const tick = (left, y, words, anchor = 'end') => label('tick', left, y, words, { style: `text-anchor:${anchor}` });
    const across = (y, words) => path('lines', `M${x},${y}h${w}`) + tick(x - 7, y, words);
    const down = (epoch) => {
      const at = this.x(epoch);
      return path('epoch-line', `M${at},${top}V${this.bottom}`) + tick(at, this.bottom + 13, epoch, 'middle');
    };
    const step = Math.ceil(epochs / 10);
    const marked = Array.from({ length: Math.floor(epochs / step) + 1 }, (_, n) => n * step);
    return (
      [0, 1, 2, 3].map((v) => across(this.yLoss(v), v)).join('') +
      [0, 50, 100].map((v) => across(this.yAccuracy(v), `${v}%`)).join('') +
      marked.map(down).join('') +
      tick(x + w, this.bottom + 13 + this.line, labels.epochs)
    );
  }

  // The curves of one training; of two each has its colour.
  curves(n) {
    const { lines } = this.scene;
    const two = lines > 1 ? ' of-two' : '';
    const losses = this.losses(n);
    const accuracies = this.accuracies(n);
    const loss = losses.map(({ x, y }, p) => `${p ? 'L' : 'M'}${x.toFixed(1)},${y.toFixed(1)}`);
    const accuracy = accuracies.map(({ x, y }, p) => `${p ? 'L' : 'M'}${x},${y}`);
    const dots = accuracies.map(({ x, y, value }, p) =>
      circle(`accuracy-dot line-${n}${two}`, x, y, 4.5, data({ map: 'held-out', k: n, i: p, v: value })),
    );
    return (
      path(`loss-line line-${n}${losses.length > 400 ? ' fine' : ''}`, loss.join('')) +
      path(`accuracy-line line-${n}${two}`, accuracy.join('')) +
      dots.join('') +
      (accuracies.length ? this.newest(n, accuracies[accuracies.length - 1]) : '')
    );
  }

  // The newest accuracy, right of its dot, where no line has come yet; two of them never on each other.
  newest(n, { x, y, value }) {
    const two = this.scene.lines > 1;
    const other = two ? this.accuracies(1 - n).at(-1) : null;
    const close = other && Math.abs(other.x - x) < 70 && Math.abs(other.y - y) < 22;
    const lower = close && (y > other.y || (y === other.y && n));
    const at = y + (close ? (11 - Math.abs(other.y - y) / 2) * (lower ? 1 : -1) : 0);
    return label(`accuracy-now line-${n}${two ? ' of-two' : ''}`, x + 9, at, `${formatNumber(value)}%`);
  }

  // ---- what depends on the position

  show(index) {
    if (!this.stops.length) return;
    const at = Math.min(index, this.count - 1);
    const x = this.x(this.stops[2 * at]);
    this.cursor.setAttribute('d', `M${x},${this.loss.y}V${this.bottom}`);
    this.veil(at === this.count - 1 ? 0 : this.loss.x + this.loss.w + LABEL - x);
    if (this.scene.across) this.paintImages(at);
  }

  // What comes after the position is seen faintly: the curves grow with it.
  veil(width) {
    const { x, w, y } = this.loss;
    const wide = Math.max(width - 6, 0); // the dot of the position itself is past
    setAttributes(this.future, { x: x + w + LABEL - wide, y: y - 8, width: wide, height: this.bottom + 6 - y });
  }

  // Small images, tinted: the first layer, its gradient below it, and what it makes of a digit. They stay where they
  // are, and are painted anew at every moment.
  hangImages() {
    const { grids } = this.scene;
    const [images, names] = [0, 1].map(() => node('g', { 'aria-hidden': 'true' }, this.svg));
    const { x, w } = this.tiles;
    const height = this.tiles.h / ROWS.length;
    const digit = height * 0.62; // its room, left of its maps
    this.rows = ROWS.map((id, n) => {
      const y = this.tiles.y + n * height;
      const left = id === 'maps' ? digit : 0;
      const place = { x: x + left, y: y + 18, w: w - left, h: height - 26 };
      return { id, y, each: imagesIn(grids[id], grids[id].planes / this.count, place) };
    });
    const places = [...this.rows.flatMap(({ each }) => each), [x, this.rows[2].y + 18, height * 0.5, height * 0.5]];
    images.innerHTML = places.map((place) => canvas(...place) + rect('image-edge', ...place)).join('');
    this.canvases = [...images.querySelectorAll('canvas')];
    this.names = names;
    paintOn(this.canvases.at(-1), grids.digit, 0, 1);
  }

  paintImages(at) {
    const { grids, labels, arrays } = this.scene;
    const length = formatNumber(arrays.lengths.values[at]);
    const name = ({ id, y }) => title(this.tiles.x, y + 2, grids[id].role, fill(labels[id], { length }));
    this.names.innerHTML = this.rows.map(name).join('');
    const planes = this.rows.flatMap(({ id, each }) => each.map((_, k) => [grids[id], at * each.length + k]));
    planes.forEach(([grid, plane], n) => paintOn(this.canvases[n], grid, plane, grid.largest()));
  }

  sentence(index) {
    const { labels, lines } = this.scene;
    if (!this.stops.length) return labels.nothing_yet;
    const at = Math.min(index, this.count - 1);
    const [epoch, step] = this.stops.subarray(2 * at, 2 * at + 2);
    return fill(lines > 1 ? labels.said_pair : labels.said_step, {
      epoch: formatNumber(epoch),
      step: formatNumber(step),
    });
  }
}

// Where so many planes of a grid stand, side by side and as large as they fill the place: [x, y, width, height] each.
function imagesIn(grid, count, { x, y, w, h }) {
  const sizes = Array.from({ length: count }, (_, n) => [Math.min(w / (n + 1), h / Math.ceil(count / (n + 1))), n + 1]);
  const [size, columns] = sizes.reduce((best, next) => (next[0] > best[0] ? next : best));
  const cell = (size - 5) / grid.columns;
  return Array.from({ length: count }, (_, k) => [
    x + (k % columns) * size,
    y + Math.floor(k / columns) * size,
    cell * grid.columns,
    cell * grid.rows,
  ]);
}
