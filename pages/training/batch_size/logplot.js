// Measured curves over a logarithmic axis, one panel above the other: points and lines appear from left to right.
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { circle, data, group, label, node, path, rect } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { wordsWidth } from '../../frame/stage/words.js';

const KEY_LINE = 16; // px of a row of names above a panel, on a phone

export default class LogPlotView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { arrays, panels } = scene;
    this.stops = arrays.stops.values;
    this.count = Math.max(this.stops.length, 1);
    this.top = TITLE + Math.max(...panels.map((panel) => this.keysHigh(panel)));
    this.boxes = this.layOut(panels);
    const last = this.boxes[this.boxes.length - 1];
    this.bottom = last.y + last.h;
    const bands = (scene.bands || []).map((band) => this.band(band));
    const drawn = panels.map((panel, n) => this.panel(panel, this.boxes[n]));
    this.svg.innerHTML = bands.join('') + drawn.join('') + this.axis(last);
    this.marks = [...this.svg.querySelectorAll('[data-x]')];
    this.cursor = node('path', { class: 'loss-cursor' }, this.svg);
  }

  layOut(panels) {
    const left = this.narrow ? 46 : 76;
    const gap = this.narrow ? 34 : 44;
    const foot = this.narrow ? 34 : 40;
    const room = this.height - this.top - foot - gap * (panels.length - 1);
    let y = this.top;
    return panels.map((panel) => {
      const box = { x: left, y, w: this.width - left - MARGIN - 10, h: room * panel.share };
      y += box.h + gap;
      return box;
    });
  }

  // Names of lines: on a phone they have rows of their own above the panel, two a row.
  named(panel) {
    return panel.series.filter((id) => this.scene.series[id].name);
  }

  keysHigh(panel) {
    return this.narrow ? KEY_LINE * Math.ceil(this.named(panel).length / 2) : 0;
  }

  x(value) {
    const { low, high } = this.scene.axis;
    const { x, w } = this.boxes[0];
    return x + (w * Math.log(value / low)) / Math.log(high / low);
  }

  // ---- what stands still

  band({ from, to, words, low }) {
    const x = this.x(from);
    const w = this.x(to) - x;
    const first = from === this.scene.axis.low;
    // A line that comes down the first band goes up in the last: there the name stands above the low panel.
    const under = first ? this.bottom - 12 : this.boxes.at(-1).y - 26;
    const y = low ? under : this.top + 12;
    return (
      rect('plot-band', x, this.top, w, this.bottom - this.top) +
      label(`plot-band-name ${first ? 'left' : 'right'}`, first ? x + 6 : x + w - 6, y, words)
    );
  }

  panel(panel, box) {
    const { x, y, w } = box;
    const ticks = panel.ticks.map((tick) => {
      const at = yOf(panel, box, tick);
      const words = `${formatNumber(tick)}${panel.unit}`;
      return path('lines', `M${x},${at}h${w}`) + label('tick', x - 7, at, words, { style: 'text-anchor:end' });
    });
    const head = label('title', x, y - 15 - this.keysHigh(panel), panel.name);
    const series = panel.series.map((id) => this.series(id, panel, box));
    return head + this.keys(panel, box) + ticks.join('') + series.join('');
  }

  // Which line is which: at the right of the heading, the last at the edge.
  keys(panel, box) {
    const named = this.named(panel);
    const high = this.keysHigh(panel);
    let right = box.x + box.w;
    const places = named.map(() => [0, 0]);
    for (let n = named.length - 1; n >= 0; n -= 1) {
      right -= wordsWidth(this.scene.series[named[n]].name, this.projected ? 24 : 14) + 42;
      places[n] = this.narrow
        ? [box.x + (n % 2) * (box.w / 2), box.y - high + 4 + KEY_LINE * Math.floor(n / 2)]
        : [right, box.y - 15];
    }
    const keys = named.map((id, n) => {
      const { name, role, kind } = this.scene.series[id];
      const [x, y] = places[n];
      return group(`role-${role}`, path(`plot-${kind} key`, `M${x},${y}h18`) + label('plot-key', x + 22, y, name));
    });
    return keys.join('');
  }

  // Dots and marks alone, a line with a mark at each value, or a line.
  series(id, panel, box) {
    const { role, kind } = this.scene.series[id];
    const { shape, values } = this.scene.arrays[`series.${id}`];
    const points = Array.from({ length: shape[0] }, (_, n) => {
      const [value, exact] = [values[2 * n], values[2 * n + 1]];
      return { x: this.x(value), y: yOf(panel, box, exact), names: data({ x: value, map: id, v: exact }) };
    });
    const marks = (look, r) => points.map(({ x, y, names }) => circle(look, x, y, r, names)).join('');
    if (kind === 'dots' || kind === 'marks')
      return group(`role-${role}`, marks(`plot-${kind}`, kind === 'marks' ? 6 : 3));
    const line = points.map(({ x, y }, n) => `${n ? 'L' : 'M'}${x.toFixed(1)},${y.toFixed(1)}`);
    return group(`role-${role}`, path(`plot-${kind}`, line.join('')) + (kind === 'line' ? marks('plot-marks', 5) : ''));
  }

  axis({ x, w }) {
    const { ticks, name } = this.scene.axis;
    const shown = ticks.filter((_, n) => !this.narrow || n % 2 === 0);
    const marks = shown.map((tick) => {
      const at = this.x(tick);
      return path('lines', `M${at},${this.bottom}v5`) + label('tick', at, this.bottom + 13, formatNumber(tick));
    });
    return marks.join('') + label('tick', x + w, this.bottom + 29, name, { style: 'text-anchor:end' });
  }

  // ---- what depends on the position

  show(index) {
    if (!this.stops.length) return;
    const now = this.stops[Math.min(index, this.stops.length - 1)];
    this.marks.forEach((mark) => mark.classList.toggle('later', Number(mark.dataset.x) > now));
    this.cursor.setAttribute('d', `M${this.x(now)},${this.top}V${this.bottom}`);
  }

  sentence(index) {
    const sentences = this.scene.said_at || [];
    if (!sentences.length) return this.scene.labels.nothing_yet;
    return sentences[Math.min(index, sentences.length - 1)];
  }
}

function yOf({ log, low, high }, { y, h }, value) {
  const share = log ? Math.log(Math.max(value, low) / low) / Math.log(high / low) : (value - low) / (high - low);
  return y + h * (1 - Math.min(Math.max(share, 0), 1));
}
