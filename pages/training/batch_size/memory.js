// What training needs in memory, a stacked bar a batch size, under the lines of what machines have. The scale follows
// the bar of now, so that each line is met as it comes.
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { data, label, node, path, rect, tag } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';

const PARTS = 4; // of a bar: weights, gradients, state, activations

export default class MemoryView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { shape, values } = scene.arrays.parts;
    this.count = shape[0];
    this.bars = Array.from({ length: this.count }, (_, n) => [...values.subarray(n * PARTS, (n + 1) * PARTS)]);
    this.totals = this.bars.map((parts) => parts.reduce((sum, bytes) => sum + bytes, 0));
    this.box = this.narrow
      ? { x: 40, y: 62, w: width - 56, h: height - 100 }
      : { x: 70, y: TITLE + 6, w: width - 270, h: height - 84 };
    this.svg.innerHTML = tag('g', {}, this.legend());
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  legend() {
    const { labels, kinds } = this.scene;
    const keys = kinds.map(({ id, role }, n) => {
      const x = MARGIN + (this.narrow ? (n % 2) * (this.width / 2 - 10) : n * Math.min(190, this.width / 4.4));
      const y = 16 + (this.narrow ? Math.floor(n / 2) * 20 : 0);
      const box = rect(`memory-${id}`, x, y - 7, 14, 14, { style: `fill:var(--role-${role})` });
      return box + label('plot-key', x + 20, y, labels[`memory_${id}`]);
    });
    return keys.join('');
  }

  // ---- what depends on the position

  show(index) {
    const { x, y, w, h } = this.box;
    const { lines, labels } = this.scene;
    const now = this.totals[index];
    // The next line comes into sight when the bar has grown to a third of it.
    const next = lines.find((line) => line.bytes >= now) || { bytes: now * 1.06 };
    const top = Math.min(next.bytes * 1.06, now * 3);
    const bars = this.bars.map((_, n) => (n <= index ? this.bar(n, top) : '') + this.tick(n));
    this.moving.innerHTML =
      this.lines(now, top) +
      bars.join('') +
      path('lines', `M${x},${y + h}h${w}`) +
      label('tick', x + w, y + h + 30, labels.axis_batch, { style: 'text-anchor:end' });
  }

  // What machines have, as far as the scale reaches; from the lowest line up no name lies on another.
  lines(now, top) {
    const { x, y, w, h } = this.box;
    const { labels, lines } = this.scene;
    let free = y + h + 8;
    const drawn = lines
      .filter(({ bytes }) => bytes <= top)
      .map(({ bytes, name, fits }) => {
        const lineY = this.yOf(bytes, top);
        // On a phone a line's name stands on it, where the bars are low.
        const at = this.narrow ? Math.min(lineY - 8, free - 16) : Math.min(lineY, free);
        free = at - (this.narrow ? -3 : 18);
        const line = `M${x},${lineY}h${w + 4}${this.narrow ? '' : `l6,${at - lineY}`}`;
        const words = fill(labels[fits ? 'fits' : 'fits_not'], { name, fits: formatNumber(fits) });
        return (
          path(`memory-line${bytes < now ? ' broken' : ''}`, line) +
          label('memory-name', this.narrow ? x + 4 : x + w + 13, at, words)
        );
      });
    return drawn.join('');
  }

  yOf(bytes, top) {
    return this.box.y + this.box.h * (1 - bytes / top);
  }

  get wide() {
    return this.box.w / this.count; // of a bar with the room beside it
  }

  // The parts of a bar on each other, as far as the scale reaches.
  bar(n, top) {
    const x = this.box.x + n * this.wide + 2;
    let below = 0;
    const parts = this.scene.kinds.map(({ id, role }, part) => {
      const bytes = this.bars[n][part];
      const from = below;
      below += bytes;
      if (from >= top) return '';
      const to = Math.min(below, top);
      const high = Math.max((this.box.h * (to - from)) / top, 0);
      const names = data({ map: 'memory', i: n, d: part, v: bytes });
      const look = { style: `fill:var(--role-${role})`, ...names };
      return rect(`memory-part memory-${id}`, x, this.yOf(to, top), this.wide - 4, high, look);
    });
    return parts.join('');
  }

  // Under a bar its batch size, where there is room.
  tick(n) {
    const { batches, chosen } = this.scene;
    const every = Math.ceil((this.projected ? 84 : this.narrow ? 34 : 46) / this.wide); // bars a name
    if (n % every) return '';
    const x = this.box.x + (n + 0.5) * this.wide;
    const look = `tick${batches[n] === chosen ? ' role-window' : ''}`;
    return label(look, x, this.box.y + this.box.h + 14, formatNumber(batches[n]));
  }

  sentence(index) {
    const { batches, gib, labels } = this.scene;
    return fill(labels.said_memory, {
      batch: formatNumber(batches[index]),
      gib: formatNumber(this.totals[index] / gib),
      activations: formatNumber(this.bars[index][PARTS - 1] / gib),
    });
  }
}
