// The output size for every filter and stride, as a table to tap: whole, not whole, impossible.
import { HATCH, title } from '../../frame/stage/furniture.js';
import { data, group, label, node, rect, setAttributes } from '../../frame/stage/svg.js';
import { tableMarkup } from '../../frame/stage/table.js';
import { View } from '../../frame/stage/view.js';

const KINDS = { whole: '3', uneven: '⌊3⌋', impossible: '×' }; // and how the legend shows them

export default class SizesView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { sizes, rest } = scene.arrays;
    [this.most, this.strides] = sizes.shape; // filters, strides
    this.count = this.most * this.strides;
    this.sizes = sizes.values;
    this.rest = rest.values;
    const left = this.narrow ? 40 : 74;
    const foot = this.narrow ? 72 : 34;
    this.places = {
      left,
      top: 44,
      foot,
      wide: (width - left - 8) / this.most,
      high: (height - 44 - foot) / this.strides,
    };
    this.svg.innerHTML = HATCH + this.axes() + this.cells() + this.legend();
    this.mark = node('rect', { class: 'looked', rx: 6 }, this.svg);
    const now = node('rect', { class: 'frame', rx: 6, 'data-symbols': 'F S' }, this.svg);
    this.put(now, scene.F, scene.S);
  }

  // Positions go through the strides of each filter size.
  at(F, S) {
    return (F - 1) * this.strides + S - 1;
  }

  pair(index) {
    return [Math.floor(index / this.strides) + 1, (index % this.strides) + 1];
  }

  kind(F, S) {
    const at = this.at(F, S);
    if (!this.sizes[at]) return 'impossible';
    return this.rest[at] ? 'uneven' : 'whole';
  }

  written(F, S) {
    const size = this.sizes[this.at(F, S)];
    return { whole: String(size), uneven: `⌊${size}⌋`, impossible: '×' }[this.kind(F, S)];
  }

  box(F, S) {
    const { left, top, wide, high } = this.places;
    return { x: left + (F - 1) * wide, y: top + (S - 1) * high, w: wide, h: high };
  }

  put(frame, F, S) {
    const { x, y, w, h } = this.box(F, S);
    setAttributes(frame, { x: x + 1, y: y + 1, width: w - 2, height: h - 2 });
  }

  axes() {
    const { left, top, wide, high } = this.places;
    const parts = [title(left, 12, 'filter', 'F →'), title(4, this.narrow ? 12 : top - 14, 'window', 'S ↓')];
    for (let F = 1; F <= this.most; F += 1) {
      parts.push(label('axis-number role-filter', left + (F - 0.5) * wide, top - 14, F));
    }
    for (let S = 1; S <= this.strides; S += 1) {
      parts.push(label('axis-number role-window', left - 14, top + (S - 0.5) * high, S));
    }
    return parts.join('');
  }

  cells() {
    const cells = Array.from({ length: this.count }, (_, n) => {
      const [F, S] = this.pair(n);
      const kind = this.kind(F, S);
      return sizeCell(this.box(F, S), kind, this.written(F, S), { map: 'size', kind, i: S, j: F, v: this.sizes[n] });
    });
    return group('panel', cells.join(''), { 'aria-hidden': 'true', 'data-panel': 'sizes' });
  }

  legend() {
    const { foot } = this.places;
    const { labels } = this.scene;
    const entries = Object.entries(KINDS).map(([kind, shown], n) => {
      const x = this.narrow ? 8 : 74 + n * Math.min(300, (this.width - 80) / 3);
      const y = this.height - foot + (this.narrow ? n * 23 + 4 : 8);
      const words = label('legend-words', x + 52, y + 12, labels[`kind_${kind}`]);
      return sizeCell({ x, y, w: 44, h: 24 }, kind, shown) + words;
    });
    return entries.join('');
  }

  show(index) {
    this.put(this.mark, ...this.pair(index));
  }

  sentence(index) {
    return this.scene.sentences[index];
  }

  place(index) {
    const [F, S] = this.pair(index);
    return { row: S, column: F, k: 1 };
  }

  table(caption) {
    const filters = Array.from({ length: this.most }, (_, n) => n + 1);
    const strides = Array.from({ length: this.strides }, (_, n) => n + 1);
    return tableMarkup(
      caption,
      filters.map((F) => `F=${F}`),
      strides.map((S) => [`S=${S}`, ...filters.map((F) => this.written(F, S))]),
    );
  }

  hit(px, py) {
    const { left, top, wide, high } = this.places;
    const [F, S] = [Math.floor((px - left) / wide) + 1, Math.floor((py - top) / high) + 1];
    return F >= 1 && S >= 1 && F <= this.most && S <= this.strides ? { panel: 'sizes', F, S } : null;
  }

  preview(hit) {
    return this.at(hit.F, hit.S);
  }

  tap(hit) {
    return { set: { F: hit.F, S: hit.S } };
  }
}

function sizeCell({ x, y, w, h }, kind, shown, names = {}) {
  const size = { 'font-size': Math.min(h * 0.5, w * 0.42, 26) };
  const box = rect('size-box', x + 2.5, y + 2.5, w - 5, h - 5, { rx: 6, ...data(names) });
  return group(`size ${kind}`, box + label('', x + w / 2, y + h / 2, shown, size));
}
