// What training needs in memory, a bar for each batch size: the chosen one is marked, and the scale, with the lines of
// what machines have, stands still whatever is moved. A bar longer than the scale ends at its edge, with its number.
import { isIn, MARGIN } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { data, group, label, node, path, rect, setAttributes, tag } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { fill, wordsWidth } from '../../frame/stage/words.js';

const PARTS = 4; // of a bar: weights, gradients, state, activations

export default class MemoryView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { shape, values } = scene.arrays.parts;
    this.count = shape[0];
    this.bars = Array.from({ length: this.count }, (_, n) => [...values.subarray(n * PARTS, (n + 1) * PARTS)]);
    this.layOut();
    const bars = this.bars.map((_, n) => this.bar(n));
    const words = this.bars.map((_, n) => this.words(n));
    this.svg.innerHTML =
      tag('g', {}, this.legend()) +
      this.band() +
      this.scale() +
      bars.join('') +
      this.lines() +
      words.join('') +
      this.chosen();
    this.rows = [...this.svg.querySelectorAll('.memory-row')];
    this.pointer = node('path', { class: 'memory-now' }, this.svg);
  }

  layOut() {
    const { width, height, narrow, projected } = this;
    this.type = projected ? 24 : narrow ? 11 : width > 1200 ? 18 : 15; // px
    this.nameLine = this.type + (narrow ? 3 : 5); // px of a row of machines' names
    const legend = narrow ? 54 : 36;
    const top = legend + Math.max(this.scene.lines.length, 1) * this.nameLine;
    const left = MARGIN + 14 + wordsWidth('4,096', this.type, 0.6);
    const right = wordsWidth('22.77 GiB', this.type, 0.6) + 16;
    this.head = top - this.nameLine / 2;
    this.box = { x: left, y: top, w: width - left - right - MARGIN / 2, h: height - top - this.type - 14 };
    this.each = this.box.h / this.count; // of a bar with the room below it
  }

  x(bytes) {
    return this.box.x + (this.box.w * Math.min(bytes, this.scene.top)) / this.scene.top;
  }

  y(n) {
    return this.box.y + n * this.each;
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

  // ---- what stands still

  text(look, x, y, words, anchor) {
    return label(look, x, y, words, { style: `font-size:${this.type}px;text-anchor:${anchor}` });
  }

  scale() {
    const { ticks, labels } = this.scene;
    const { y, h } = this.box;
    const marks = ticks.map(({ bytes, name }) => {
      const x = this.x(bytes);
      return (
        path('lines', `M${x},${y}v${h + 4}`) + this.text('memory-tick', x, y + h + this.type / 2 + 7, name, 'middle')
      );
    });
    return this.text('memory-tick', MARGIN, this.head, labels.axis_batch, 'start') + marks.join('');
  }

  // What machines have: the further left, the higher a name stands, so that no line crosses another's.
  lines() {
    const { lines, labels } = this.scene;
    const { x: left, y, h } = this.box;
    if (!lines.length) {
      const after = MARGIN + wordsWidth(labels.axis_batch, this.type, 0.6) + 16;
      return this.text('memory-tick', Math.max(left, after), this.head, labels.fits_all, 'start');
    }
    const drawn = lines.map(({ bytes, name, fits }, n) => {
      const x = this.x(bytes);
      const top = y - (lines.length - n) * this.nameLine;
      const words = fill(labels[fits ? 'fits' : 'fits_not'], { name, fits: formatNumber(fits) });
      const atEnd = x + 5 + wordsWidth(words, this.type, 0.6) > this.width;
      const at = atEnd ? x - 5 : x + 5;
      const lit = path('memory-line', `M${x},${top}V${y + h}`);
      return lit + this.text('memory-name', at, top + this.nameLine / 2 - 1, words, atEnd ? 'end' : 'start');
    });
    return drawn.join('');
  }

  row(n, inside) {
    return group(`memory-row ${n === this.chosenRow ? 'chosen' : ''}`, inside, data({ n }));
  }

  // The parts of a bar one after the other; where the scale ends it is torn off.
  bar(n) {
    const { kinds, top } = this.scene;
    const [y, high] = [this.y(n) + this.each * 0.14, this.each * 0.72];
    let before = 0;
    const parts = kinds.map(({ id, role }, part) => {
      const bytes = this.bars[n][part];
      const from = this.x(before);
      before += bytes;
      const names = data({ map: 'memory', i: n, d: part, v: bytes });
      const look = { style: `fill:var(--role-${role})`, ...names };
      return rect(`memory-part memory-${id}`, from, y, this.x(before) - from, high, look);
    });
    const third = high / 3;
    const torn = path('memory-torn', `M${this.x(before) - 7},${y - 1}l5,${third}l-5,${third}l5,${third + 2}`);
    return this.row(n, parts.join('') + (before > top ? torn : ''));
  }

  // The batch size before a bar, its bytes behind it.
  words(n) {
    const { batches, written } = this.scene;
    const middle = this.y(n) + this.each / 2;
    const end = this.x(this.bars[n].reduce((sum, bytes) => sum + bytes, 0));
    const name = this.text('memory-name', this.box.x - 8, middle, formatNumber(batches[n]), 'end');
    return this.row(n, name + this.text('memory-name', end + 8, middle, written[n].total, 'start'));
  }

  get chosenRow() {
    return this.scene.batches.indexOf(this.scene.chosen);
  }

  // A band behind the row of the chosen batch size, and a frame around it.
  band() {
    return rect('memory-band', 2, this.y(this.chosenRow), this.width - 4, this.each, { rx: 5 });
  }

  chosen() {
    const names = data({ map: 'chosen', v: this.scene.chosen, symbols: 'B' });
    return rect('frame', 2, this.y(this.chosenRow), this.width - 4, this.each, { rx: 5, ...names });
  }

  // ---- what depends on the position

  show(index, revealed) {
    const last = Math.max(index, revealed);
    this.rows.forEach((row) => row.classList.toggle('to-come', row.dataset.n > last));
    const y = this.y(index) + this.each / 2;
    setAttributes(this.pointer, { d: `M6,${y - 6}l9,6l-9,6z` });
  }

  sentence(index) {
    const { batches, written, labels } = this.scene;
    return fill(labels.said_memory, { batch: formatNumber(batches[index]), ...written[index] });
  }

  // ---- a hand

  hit(px, py) {
    const { y, h } = this.box;
    const inside = isIn({ x: 0, y, w: this.width, h }, px, py);
    return inside ? { panel: 'rows', n: Math.floor((py - y) / this.each) } : null;
  }

  preview({ n }) {
    return n;
  }

  tap({ n }) {
    return { set: { B: this.scene.batches[n] } };
  }
}
