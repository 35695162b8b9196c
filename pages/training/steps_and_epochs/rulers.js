// One training's loss as a line, and under it three rulers for the same way: steps, epochs, samples seen.
import { title } from '../../frame/stage/furniture.js';
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { escapeText, label, node, path, rect, setAttributes, tag } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';

export default class RulersView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { curves, steps } = scene.arrays;
    [this.lines, this.points] = curves.shape;
    this.values = curves.values;
    this.steps = steps.values;
    this.count = Math.max(this.points, 1);
    this.total = scene.iterations * scene.epochs;
    this.perEpoch = Math.min(scene.samples, scene.iterations * scene.batch); // samples
    this.high = this.narrow ? 36 : 40; // px of a ruler
    const left = this.narrow ? 72 : 120; // of the rulers' names
    this.box = { x: left, y: TITLE, w: width - left - MARGIN - 12, h: height - TITLE - 3 * this.high - 16 };
    this.top = Math.max(2.5, ...this.values.filter(Number.isFinite).map((v) => Math.min(v, 8)));
    this.svg.innerHTML = this.chart() + this.rulers();
    this.paths = Array.from({ length: this.lines }, (_, n) =>
      node('path', { class: `loss-line line-${n}`, d: this.line(n) }, this.svg),
    );
    this.cursor = node('path', { class: 'loss-cursor' }, this.svg);
    this.dots = this.paths.map((_, n) => node('circle', { class: `loss-dot line-${n}`, r: 6 }, this.svg));
  }

  x(step) {
    return this.box.x + (this.box.w * step) / this.total;
  }

  y(value) {
    return this.box.y + this.box.h * (1 - Math.min(value, this.top) / this.top);
  }

  loss(n, point) {
    return this.values[n * this.points + point];
  }

  line(n) {
    const at = (p) => `${this.x(this.steps[p]).toFixed(1)},${this.y(this.loss(n, p)).toFixed(1)}`;
    return Array.from({ length: this.points }, (_, p) => (p ? 'L' : 'M') + at(p)).join('');
  }

  // ---- what stands still

  chart() {
    const { box } = this;
    const { labels, iterations, epochs } = this.scene;
    const ticks = Array.from({ length: Math.floor(this.top) + 1 }, (_, v) => {
      const y = this.y(v);
      return label('tick', box.x - 8, y, v, { 'text-anchor': 'end' }) + path('lines', `M${box.x},${y}h${box.w}`);
    });
    const ends = Array.from({ length: epochs < 60 ? epochs - 1 : 0 }, (_, n) =>
      path('epoch-line', `M${this.x((n + 1) * iterations)},${box.y}v${box.h}`),
    );
    return (
      title(this.narrow ? MARGIN : box.x, 18, 'window', labels.loss) +
      (this.lines > 1 ? this.keys() : '') +
      rect('sheet', box.x, box.y, box.w, box.h) +
      ticks.join('') +
      ends.join('')
    );
  }

  // Which line is which, at the right of the heading.
  keys() {
    const { labels } = this.scene;
    const first = tag('tspan', { class: 'line-0' }, escapeText(labels.shuffled_line));
    const second = tag('tspan', { class: 'line-1', dx: 18 }, escapeText(labels.in_order));
    return tag('text', { class: 'line-name', x: this.width - MARGIN - 12, y: 18 }, first + second);
  }

  rulers() {
    const { labels, iterations, epochs } = this.scene;
    const rulers = [
      { name: 'steps', each: 1, last: this.total, role: 'window' },
      { name: 'epochs', each: iterations, last: epochs, role: 'output' },
      { name: 'samples', each: iterations / this.perEpoch, last: this.perEpoch * epochs, role: 'input' },
    ];
    return rulers.map((ruler, n) => this.ruler(ruler, labels[ruler.name], n)).join('');
  }

  // `each`: how many steps one on this ruler is.
  ruler({ each, last, role }, words, n) {
    const { box } = this;
    const y = box.y + box.h + 22 + n * this.high;
    const unit = roundUnit(last, this.narrow ? 3 : 8);
    const marks = Array.from({ length: Math.floor(last / unit) + 1 }, (_, t) => {
      const x = this.x(t * unit * each);
      return path(`ruler role-${role}`, `M${x},${y - 14}v10`) + label('tick', x, y + 6, formatNumber(t * unit));
    });
    return (
      label(`ruler-name role-${role}`, MARGIN, y, words) +
      path(`ruler role-${role}`, `M${box.x},${y - 9}h${box.w}`) +
      marks.join('')
    );
  }

  // ---- what depends on the position

  show(index) {
    if (!this.points) return;
    const last = Math.min(index, this.points - 1);
    const x = this.x(this.steps[last]);
    this.dots.forEach((dot, n) => setAttributes(dot, { cx: x, cy: this.y(this.loss(n, last)) }));
    this.cursor.setAttribute('d', `M${x},${this.box.y}v${this.box.h + 110}`);
  }

  after(index) {
    return index + Math.max(1, Math.round(this.points / 40));
  }

  sentence(index) {
    const { labels, iterations, batch } = this.scene;
    if (!this.points) return labels.nothing_yet;
    const last = Math.min(index, this.points - 1);
    const step = this.steps[last];
    const seen = Math.floor(step / iterations) * this.perEpoch + Math.min((step % iterations) * batch, this.perEpoch);
    return fill(labels.said_at, {
      step: formatNumber(step),
      epochs: formatNumber(step / iterations),
      samples: formatNumber(seen),
      loss: formatNumber(this.loss(0, last)),
    });
  }
}

// 1, 2 or 5 with zeros, so that at most so many fit.
function roundUnit(last, most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(last / most, 1)));
  return [1, 2, 5, 10].map((digit) => digit * power).find((unit) => last / unit <= most) || power * 10;
}
