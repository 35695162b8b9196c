// Samples dealt into batches: the data set in its own order, this epoch's shuffle cut into batches, and how far the
// training has come, counted in iterations, epochs, updates and samples.
import { HATCH, title } from '../../frame/stage/furniture.js';
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { fontSize, LEGIBLE } from '../../frame/stage/legible.js';
import { formatNumber } from '../../frame/stage/number.js';
import { say } from '../../frame/stage/said.js';
import { data, group, label, node, rect, tag } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';
import { stepsMarkup } from './deal_steps.js';
import { chartsMarkup } from './timetable.js';

export default class DealView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.stops = scene.arrays.stops;
    this.count = this.stops.shape[0];
    this.layOut();
    this.svg.innerHTML = HATCH;
    this.still = node('g', {}, this.svg);
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
    this.rails = node('g', { 'aria-hidden': 'true' }, this.svg);
    this.batches = null;
    if (scene.few) this.still.innerHTML = this.dataset();
    say({ charts: chartsMarkup(scene) });
  }

  layOut() {
    const { width, height, narrow, projected } = this;
    const { few } = this.scene;
    const rails = narrow ? 116 : projected ? 150 : 138; // with the row of steps above them
    const wide = width - 2 * MARGIN;
    const left = narrow ? MARGIN : width * 0.3;
    const x = few && !narrow ? left + 20 : MARGIN;
    const high = height - TITLE - rails;
    this.box = narrow
      ? { x, y: few ? height * 0.34 : TITLE, w: wide, h: few ? height * 0.66 - rails : high }
      : { x, y: TITLE, w: width - x - MARGIN, h: high };
    const home = narrow ? { w: wide, h: height * 0.34 - TITLE - 30 } : { w: left - MARGIN, h: high };
    this.home = { x: MARGIN, y: TITLE, ...home };
    this.stepsY = height - rails + (projected ? 26 : 18);
    this.railsY = this.stepsY + (narrow ? 30 : 38);
  }

  // Epoch, iterations done within it, updates in all.
  at(index) {
    const [epoch, within, updates] = this.stops.values.subarray(index * 3, index * 3 + 3);
    return { epoch, within, updates };
  }

  sizeOf(n) {
    const { iterations, batch, last, dropped, samples } = this.scene;
    if (n === iterations) return dropped;
    return n === iterations - 1 ? last : Math.min(batch, samples);
  }

  // ---- the data set in its own order

  dataset() {
    const { labels, samples } = this.scene;
    const { columns, cell } = spread(this.home, samples);
    this.homeCell = cell;
    this.homeAt = (n) => [this.home.x + (n % columns) * cell, this.home.y + Math.floor(n / columns) * cell];
    const tiles = Array.from({ length: samples }, (_, n) => this.tile(n, ...this.homeAt(n), cell, { map: 'sample' }));
    const words = fill(labels.dataset, { samples: formatNumber(samples) });
    return heading(this.home, 'input', words) + tag('g', { 'data-symbols': 'N' }, tiles.join(''));
  }

  // A sample wears its place in the data set as depth of tint, and as its number.
  tile(sample, x, y, cell, names, state = '') {
    const out = state === 'left-out';
    const share = 12 + Math.round((66 * sample) / Math.max(this.scene.samples - 1, 1));
    const tint = `fill:color-mix(in srgb, var(--role-input) ${share}%, var(--role-paper))`;
    const look = { style: out ? undefined : tint, rx: 3, ...data({ ...names, v: sample + 1 }) };
    const size = { 'font-size': Math.min(fontSize(cell, sample + 1), cell * 0.42) };
    const deep = share > 62 && !out ? ' deep' : '';
    const number = label(`tile-number${deep}`, x + cell / 2, y + cell / 2, sample + 1, size);
    return group(`tile-group ${state}`, rect(`tile ${state}`, x, y, cell, cell, look) + (cell < LEGIBLE ? '' : number));
  }

  // ---- the batches of this epoch

  show(index) {
    const now = this.at(index);
    this.moving.innerHTML = this.scene.few ? this.tiles(now) : this.boxes(now);
    this.rails.innerHTML = this.steps(now) + this.railsMarkup(now);
  }

  tiles({ epoch, within }) {
    const { scene } = this;
    const { cell, at, size } = (this.batches ??= this.placeBatches());
    const order = scene.arrays.order.values.subarray(epoch * scene.samples);
    const key = within ? 'dealt' : 'shuffled';
    const words = fill(scene.labels[key], { epoch: epoch + 1, iterations: formatNumber(scene.iterations) });
    const parts = [heading(this.box, 'window', words)];
    const marks = [];
    let k = 0;
    for (let n = 0; n < scene.iterations + (scene.dropped ? 1 : 0); n += 1) {
      const now = n + 1 === within;
      const state = n === scene.iterations ? 'left-out' : n + 1 < within ? 'used' : '';
      for (let m = 0; m < this.sizeOf(n); m += 1, k += 1) {
        parts.push(this.tile(order[k], ...at(n, m), cell, { map: 'dealt', i: n, j: m }, state));
        if (now) marks.push(this.homeAt(order[k]));
      }
      if (now) parts.push(batchFrame(...at(n, 0), ...size(n), { 'data-symbols': 'B' }));
    }
    const side = this.homeCell - 2;
    const frames = marks.map(([x, y]) => rect('batch-frame', x + 1, y + 1, side, side, { rx: 3 }));
    return [...parts, ...frames].join('');
  }

  // Rows of batches, in as many columns as make the tiles largest; a long batch may be broken into lines.
  placeBatches() {
    const { iterations, batch, dropped, samples } = this.scene;
    const { x, y, w, h } = this.box;
    const rows = iterations + (dropped ? 1 : 0);
    const widest = Math.min(batch, samples);
    let best = { cell: 0 };
    for (let columns = 1; columns <= rows; columns += 1) {
      for (let lines = 1; lines <= Math.min(widest, 12); lines += 1) {
        const across = Math.ceil(widest / lines);
        const high = h / Math.ceil(rows / columns) - 8;
        const cell = Math.min((w / columns - 14) / across, high / lines, 46);
        if (cell > best.cell) best = { cell, columns, across, lines };
      }
    }
    const { cell, columns, across, lines } = best;
    const down = Math.ceil(rows / columns);
    return {
      cell,
      at: (n, k) => [
        x + 4 + Math.floor(n / down) * (across * cell + 14) + (k % across) * cell,
        y + 4 + (n % down) * (lines * cell + 8) + Math.floor(k / across) * cell,
      ],
      size: (n) => [Math.min(across, this.sizeOf(n)) * cell, Math.ceil(this.sizeOf(n) / across) * cell],
    };
  }

  // Of a large data set: a box a batch (or for several), the short last one as narrow as it is.
  boxes({ epoch, within }) {
    const { labels, iterations, batch, each } = this.scene;
    const count = Math.ceil(iterations / each);
    const { columns, cell } = spread(this.box, count);
    const key = each > 1 ? 'boxes_of' : within ? 'boxes' : 'boxes_shuffled';
    const words = fill(labels[key], {
      epoch: epoch + 1,
      iterations: formatNumber(iterations),
      batch: formatNumber(batch),
      each: formatNumber(each),
    });
    const boxes = Array.from({ length: count }, (_, n) => {
      const [x, y] = [this.box.x + (n % columns) * cell, this.box.y + Math.floor(n / columns) * cell];
      return this.batchBox(n, x, y, cell, within);
    });
    return heading(this.box, 'window', words) + boxes.join('');
  }

  batchBox(n, x, y, cell, within) {
    const { iterations, batch, samples, each } = this.scene;
    const first = n * each;
    const short = first + each >= iterations && each === 1;
    const share = short ? this.sizeOf(n) / Math.min(batch, samples) : 1;
    const state = first + each < within ? 'done' : first < within ? 'now' : '';
    const names = { rx: 2, ...data({ map: 'batch', i: n, v: this.sizeOf(n) }) };
    const box = rect(`batch-box ${state}`, x + 1, y + 1, (cell - 2) * share, cell - 2, names);
    if (cell <= 26 || each > 1) return box;
    const shown = formatNumber(this.sizeOf(n));
    const size = { 'font-size': Math.min(fontSize(cell, shown), 18) };
    const deep = state === 'now' && share > 0.6 ? ' deep' : '';
    return box + label(`tile-number${deep}`, x + cell / 2, y + cell / 2, shown, size);
  }

  // ---- how far it has come

  steps({ within }) {
    const { narrow, projected } = this;
    const place = { x: MARGIN, y: this.stepsY, width: this.width - 2 * MARGIN };
    return stepsMarkup({ ...place, narrow, projected, labels: this.scene.labels, within });
  }

  // On three scales.
  railsMarkup({ epoch, within, updates }) {
    const { labels, iterations, epochs } = this.scene;
    const x = MARGIN + (this.narrow ? 66 : 120);
    const right = this.width - MARGIN;
    const w = right - x - (this.narrow ? 96 : 170);
    const rails = [
      ['iteration', within, iterations],
      ['epoch', epoch + (within === iterations ? 1 : 0), epochs],
      ['update', updates, iterations * epochs],
    ].map(([what, done, all], n) => {
      const y = this.railsY + n * (this.narrow ? 22 : 25);
      const count = `${formatNumber(done)} / ${formatNumber(all)}`;
      return (
        label('rail-name', MARGIN, y, labels[what]) +
        rect('rail', x, y - 6, w, 12, { rx: 6 }) +
        rect('rail-done', x, y - 6, (w * done) / all, 12, { rx: 6 }) +
        label('rail-count', right, y, count, data({ map: what, v: done }))
      );
    });
    return rails.join('');
  }

  seen({ epoch, within }) {
    const { iterations, batch, last, samples } = this.scene;
    const full = Math.min(batch, samples);
    const each = (iterations - 1) * full + last;
    return epoch * each + (within === iterations ? each : within * full);
  }

  sentence(index) {
    const now = this.at(index);
    const { labels } = this.scene;
    return fill(now.within ? labels.said_update : labels.said_shuffle, {
      epoch: formatNumber(now.epoch + 1),
      iteration: formatNumber(now.within),
      updates: formatNumber(now.updates),
      size: formatNumber(now.within ? this.sizeOf(now.within - 1) : 0),
      samples: formatNumber(this.seen(now)),
    });
  }

  place(index) {
    return this.at(index);
  }

  stride() {
    return this.scene.iterations + 1;
  }
}

// How so many squares lie in a grid as square as its box.
function spread(box, count) {
  const columns = Math.max(1, Math.ceil(Math.sqrt((count * box.w) / Math.max(box.h, 1))));
  const cell = Math.min(box.w / columns, box.h / Math.ceil(count / columns), 54);
  return { columns, cell };
}

function heading(box, role, words) {
  return title(box.x, box.y - 14, role, words);
}

function batchFrame(x, y, w, h, names) {
  return rect('batch-frame', x - 3, y - 3, w + 6, h + 6, { rx: 5, ...names });
}
