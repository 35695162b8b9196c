// A pad to draw a digit on. Drawn finely, 32 x 32, and counted in blocks of 4 x 4, just as the data set was made; the
// 8 x 8 counts go to Python, which says what the network makes of them.
import { title } from '../../frame/stage/furniture.js';
import { cellsMarkup } from '../../frame/stage/grid.js';
import { isIn, MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { data, group, label, node, path, rect, tag } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';
import { BLOCK, BLOCKS, FINE, inked } from './pad_ink.js';

const PEN = 2; // dots from the middle of a stroke to its edge
const STROKE = 120; // ms between two points of one stroke, at most

export default class PadView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.steps.length;
    this.ink ??= inked(choice.drawn || []);
    if (scene.empty && !this.touched) this.ink.fill(0);
    this.layOut();
    this.svg.innerHTML = this.paper() + this.counted();
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  layOut() {
    const { width, height, narrow } = this;
    const side = narrow
      ? Math.min((width - 2 * MARGIN - 18) / 2, height * 0.46)
      : Math.min(height - TITLE - 46, width * 0.32);
    const seenX = MARGIN + side + (narrow ? 18 : 36);
    this.pad = { x: MARGIN, y: TITLE, w: side, h: side };
    this.erase = { x: MARGIN, y: TITLE + side + 6, w: 84, h: 28 };
    this.seen = { x: seenX, y: TITLE, cell: side / BLOCKS };
    this.bars = narrow
      ? { x: MARGIN + 20, y: TITLE + side + 46, w: width - 2 * MARGIN - 34, h: height - TITLE - side - 54 }
      : { x: seenX + side + 66, y: TITLE - 6, w: width - seenX - side - 156, h: height - TITLE - 4 };
  }

  // ---- what stands still

  paper() {
    const { x, y, w, h } = this.pad;
    const { labels } = this.scene;
    const dot = w / FINE;
    const dots = Array.from(this.ink, (on, n) =>
      on ? `M${x + (n % FINE) * dot},${y + Math.floor(n / FINE) * dot}h${dot}v${dot}h${-dot}z` : '',
    ).join('');
    const { erase } = this;
    const button =
      rect('', erase.x, erase.y, erase.w, erase.h, { rx: 6 }) +
      label('', erase.x + erase.w / 2, erase.y + erase.h / 2, labels.erase, { 'font-size': 14 });
    return (
      title(x, 18, 'input', labels.draw_here) +
      tag('g', { 'data-panel': 'pad' }, rect('paper', x, y, w, h)) +
      path('ink', dots) +
      (dots ? '' : label('hint', x + w / 2, y + h / 2, labels.draw_hint)) +
      group('erase', button, { 'data-panel': 'erase', role: 'button', tabindex: 0 })
    );
  }

  // How many dots of each block are inked.
  counts() {
    const counts = new Array(BLOCKS * BLOCKS).fill(0);
    this.ink.forEach((on, n) => {
      const [i, j] = [Math.floor(n / FINE / BLOCK), Math.floor((n % FINE) / BLOCK)];
      counts[i * BLOCKS + j] += on;
    });
    return counts;
  }

  // The counts as the network sees them.
  counted() {
    const { x, y } = this.seen;
    const counts = this.counts();
    const cells = cellsMarkup(this.seen, BLOCKS, BLOCKS, (i, j) => {
      const value = counts[i * BLOCKS + j];
      const shown = value ? formatNumber(value) : '';
      return { value, largest: BLOCK * BLOCK, role: 'input', data: { map: 'drawn' }, shown };
    });
    return title(x, y - 16, 'input', this.scene.labels.as_seen) + cells;
  }

  // ---- what depends on the position

  show(index) {
    const bars = this.chances(this.at(index));
    this.moving.innerHTML = this.scene.empty ? group('nobody', bars) : bars; // nothing is drawn: nothing is read
  }

  // The ten chances at a moment of the training.
  at(index) {
    const { values } = this.scene.arrays.chances;
    const n = Math.min(index, this.count - 1);
    return [...values.subarray(10 * n, 10 * n + 10)];
  }

  chances(values) {
    const { x, y, w, h } = this.bars;
    const best = values.indexOf(Math.max(...values));
    const columns = this.narrow ? 2 : 1;
    const step = (h * columns) / 10;
    const each = w / columns - (columns > 1 ? 34 : 0);
    const bars = values.map((p, n) => {
      const middle = y + ((n % (10 / columns)) + 0.5) * step;
      const left = x + Math.floor((n * columns) / 10) * (w / columns + 14);
      const long = Math.max(each * p, 1);
      const lit = p > 0 && n === best && !this.scene.empty ? ' best' : '';
      const names = data({ map: 'chance', i: n, v: p });
      return (
        label('chance-name', left - 16, middle, n) +
        rect(`chance${lit}`, left, middle - step * 0.32, long, step * 0.64, names) +
        label('chance-value', left + long + 6, middle, `${formatNumber(100 * p)}%`)
      );
    });
    return bars.join('');
  }

  sentence(index) {
    const { labels, steps, empty } = this.scene;
    if (empty) return labels.draw_hint;
    const values = this.at(index);
    const best = values.indexOf(Math.max(...values));
    const step = steps[Math.min(index, steps.length - 1)];
    return fill(labels.said_drawn, { digit: best, chance: formatNumber(100 * values[best]), step: formatNumber(step) });
  }

  // ---- a hand

  hit(x, y) {
    const { pad } = this;
    if (isIn(pad, x, y)) return { panel: 'pad', at: [((y - pad.y) / pad.h) * FINE, ((x - pad.x) / pad.w) * FINE] };
    return isIn(this.erase, x, y) ? { panel: 'erase' } : null;
  }

  paints(hit) {
    return hit.panel === 'pad';
  }

  // A dot, and where the stroke goes on all those on the way to it.
  paint({ at: [row, column] }) {
    this.touched = true;
    const now = performance.now();
    const [fromRow, fromColumn] = this.last && now - this.last.time < STROKE ? this.last.at : [row, column];
    const far = Math.ceil(Math.hypot(row - fromRow, column - fromColumn)) + 1;
    for (let n = 0; n <= far; n += 1) {
      this.dot(fromRow + ((row - fromRow) * n) / far, fromColumn + ((column - fromColumn) * n) / far);
    }
    this.last = { at: [row, column], time: performance.now() };
    return { drawn: this.drawn() };
  }

  dot(row, column) {
    const inside = (n) => n >= 0 && n < FINE;
    for (let i = Math.floor(row - PEN); i <= row + PEN; i += 1) {
      for (let j = Math.floor(column - PEN); j <= column + PEN; j += 1) {
        const near = Math.hypot(i + 0.5 - row, j + 0.5 - column) <= PEN;
        if (near && inside(i) && inside(j)) this.ink[i * FINE + j] = 1;
      }
    }
  }

  // The counts that are not zero, as the link writes them.
  drawn() {
    const counts = this.counts().map((count, n) => [[Math.floor(n / BLOCKS), n % BLOCKS], count]);
    return counts.filter(([, count]) => count);
  }

  tap(hit) {
    if (hit.panel !== 'erase') return null;
    this.ink.fill(0);
    return { set: { drawn: [] } };
  }
}
