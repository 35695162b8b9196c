// Softmax worked out class by class: the score about zero, e to its power, and its share of the sum of all these.
import { title } from '../../frame/stage/furniture.js';
import { MARGIN } from '../../frame/stage/layout.js';
import { equals, formatNumber } from '../../frame/stage/number.js';
import { data, group, label, path, rect } from '../../frame/stage/svg.js';
import { tableMarkup } from '../../frame/stage/table.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';

export default class SoftmaxView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { narrow, projected } = this;
    this.count = scene.classes.length;
    this.top = projected ? 46 : 34;
    this.row = (height - this.top - (narrow ? 20 : 4)) / (this.count + 1);
    this.type = Math.min(this.row * 0.56, projected ? 24 : narrow ? 13 : 18);
    const named = this.type * 5.4;
    const gap = narrow ? 8 : 30;
    this.right = width - MARGIN - (scene.qr ? 116 : 0); // the QR code's corner
    const w = (this.right - MARGIN - named - 2 * gap) / 3;
    this.columns = [0, 1, 2].map((n) => ({ x: MARGIN + named + n * (w + gap), w }));
    this.svg.innerHTML = `${this.heads()}<g class="moving"></g>`;
    this.moving = this.svg.querySelector('.moving');
  }

  heads() {
    const { score, power, share } = this.scene.labels;
    const words = this.narrow ? ['s', 'eˢ', 'eˢ ÷ Σ'] : [score, power, share];
    const size = Math.min(this.type, 17);
    const heads = words.map((each, n) =>
      title(this.columns[n].x, this.top / 2, n ? 'window' : 'output', each, { size }),
    );
    return heads.join('');
  }

  get atOnce() {
    return true; // a hand sees all classes; only the clock fills them in
  }

  get pace() {
    return 4;
  }

  values() {
    return ['scores', 'powers', 'chances'].map((name) => this.scene.arrays[name].values);
  }

  show(index, revealed) {
    const rows = this.scene.classes.map((name, k) => this.classRow(k, index, k <= revealed || k === index));
    this.moving.innerHTML = rows.join('') + this.sumRow();
  }

  classRow(k, index, seen) {
    const { classes, winner } = this.scene;
    const [scores, powers, chances] = this.values();
    const y = this.top + k * this.row;
    const low = Math.max(0, -Math.min(...scores));
    const high = Math.max(0, ...scores);
    const paper = [MARGIN - 8, y + 1, this.right - MARGIN + 16, this.row - 2];
    const bar = (n, value, from, to, map, written) => this.bar(n, y, value, from, to, { map, k, v: value }, written);
    return group(
      `softmax-row${k === index ? ' now' : ''}${k === winner ? ' best' : ''}`,
      rect('row-paper', ...paper, { rx: 7 }) +
        label('score-name', MARGIN, y + this.row / 2, classes[k], { 'font-size': this.type }) +
        bar(0, scores[k], low, high, 'score', formatNumber(scores[k])) +
        (seen ? bar(1, powers[k], 0, Math.max(...powers), 'power', formatNumber(powers[k])) : '') +
        (seen ? bar(2, chances[k], 0, 1, 'chance', `${formatNumber(100 * chances[k])}%`) : ''),
      { 'data-panel': 'class', 'data-k': k },
    );
  }

  // A bar about zero, from the lowest to the highest value of its column.
  bar(n, y, value, low, high, names, written) {
    const { x, w } = this.columns[n];
    const free = w - this.type * 4;
    const zero = x + (free * low) / (low + high || 1);
    const long = Math.max((free * Math.abs(value)) / (low + high || 1), 1);
    const below = value < 0;
    return group(
      `score${below ? ' below' : ''}`,
      rect('', below ? zero - long : zero, y + this.row * 0.22, long, this.row * 0.56) +
        label('score-value', x + w, y + this.row / 2, written, { 'font-size': this.type }),
      data(names),
    );
  }

  sumRow() {
    const { total, sum, labels } = this.scene;
    const y = this.top + this.count * this.row + this.row / 2;
    const type = { 'font-size': this.type };
    const sums = [
      [equals(sum), sum],
      [equals(total), total],
      ['= 100%', 1],
    ].map(([words, value], n) => {
      const { x, w } = this.columns[n];
      return label('score-value', x + w, y, words, { ...data({ map: 'whole', k: n, v: value }), ...type });
    });
    return (
      path('rule', `M${MARGIN},${y - this.row / 2 + 1}H${this.right}`) +
      label('score-name', MARGIN, y, 'Σ', type) +
      sums.join('') +
      (this.narrow ? '' : label('detail-line', this.columns[0].x, y, labels.means_nothing))
    );
  }

  sentence(index) {
    const { total, labels, classes } = this.scene;
    const [scores, powers, chances] = this.values();
    return fill(labels.worked, {
      name: classes[index],
      score: formatNumber(scores[index]),
      power: equals(powers[index]),
      total: formatNumber(total),
      short: formatNumber(powers[index]),
      chance: formatNumber(100 * chances[index]),
    });
  }

  place(index) {
    return { name: this.scene.classes[index] };
  }

  table() {
    const { labels, classes } = this.scene;
    const [scores, powers, chances] = this.values();
    const rows = classes.map((name, k) => [
      name,
      formatNumber(scores[k]),
      formatNumber(powers[k]),
      `${formatNumber(100 * chances[k])}%`,
    ]);
    return tableMarkup(labels.chances, [labels.score, labels.power, labels.share], rows);
  }

  hit(x, y) {
    const k = Math.floor((y - this.top) / this.row);
    return k >= 0 && k < this.count ? { panel: 'class', k } : null;
  }

  preview(hit) {
    return hit.k;
  }

  tap(hit) {
    return { go: hit.k };
  }
}
