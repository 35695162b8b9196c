// How the test photographs were sorted: the true class down, the answer across; beside it the shipped photographs, as
// the network is shown them, with what it takes them for.
import { title } from '../../frame/stage/furniture.js';
import { MARGIN } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { paintPlane } from '../../frame/stage/paint.js';
import { data, group, label, pixels, rect } from '../../frame/stage/svg.js';
import { tableMarkup } from '../../frame/stage/table.js';
import { deepClass, tintClass } from '../../frame/stage/tint.js';
import { View } from '../../frame/stage/view.js';
import { fill, fittedSize } from '../../frame/stage/words.js';

export default class TestConfusionView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { narrow, projected } = this;
    this.count = scene.classes.length;
    this.type = projected ? 18 : narrow ? 10 : Math.min(14 * Math.max(1, height / 400), 18);
    const named = this.type * (narrow ? 4.4 : 5.2);
    const wide = narrow ? width - 2 * MARGIN : width * 0.62;
    const high = narrow ? height * 0.56 : height;
    this.y = this.type * 3.4;
    this.x = MARGIN + named;
    this.cellW = (wide - named) / this.count;
    this.cellH = (high - this.y - 6) / this.count;
    this.svg.innerHTML = `${this.heads()}<g class="moving"></g>${this.photographs(wide, high)}`;
    this.moving = this.svg.querySelector('.moving');
  }

  get pace() {
    return 4;
  }

  // ---- what stands still

  heads() {
    const { labels, classes } = this.scene;
    const type = { 'font-size': this.type };
    const across = classes.map((name, n) => {
      const x = this.x + (n + 0.5) * this.cellW;
      return label('class-across', x, this.y - this.type * 0.8, this.cut(name), type);
    });
    const down = classes.map((name, n) => label('class-down', this.x - 6, this.y + (n + 0.5) * this.cellH, name, type));
    const head = title(MARGIN, this.type * 0.8, 'output', labels.sorted, { size: this.type * 1.1 });
    return head + across.join('') + down.join('');
  }

  // Long names of columns are cut where there is no room: the row has the whole of them.
  cut(name) {
    const room = Math.max(Math.floor(this.cellW / (this.type * 0.56)), 1);
    const signs = [...name].reduce((sum, c) => sum + (c > '⺀' ? 1.8 : 1), 0);
    return signs > room ? `${[...name].slice(0, Math.max(room - 1, 1)).join('')}.` : name;
  }

  // On a phone three by two; elsewhere one below the other, the words beside them.
  photographs(wide, high) {
    const { photographs, labels, qr } = this.scene;
    const { narrow, type } = this;
    const left = narrow ? MARGIN : MARGIN + wide + 26;
    const top = narrow ? high + type * 2.6 : this.y - type;
    const columns = narrow ? 3 : 1;
    const w = (this.width - left - MARGIN + 8) / columns;
    const h = (this.height - top - (narrow ? 18 : qr ? 116 : 4)) / Math.ceil(photographs.length / columns);
    const titleY = narrow ? high + type * 1.2 : type * 0.8;
    const shown = photographs.map((photograph, n) => {
      const place = { x: left + (n % columns) * w, y: top + Math.floor(n / columns) * h, w, h };
      return this.photograph(photograph, n, place);
    });
    return title(left, titleY, 'input', labels.photographs, { size: type * 1.1 }) + shown.join('');
  }

  photograph({ name, answers, verdict, right }, n, { x, y, w, h }) {
    const { narrow, type } = this;
    const size = narrow ? Math.min(h - type * 2.6, w * 0.5) : h - 6;
    const look = `verdict${right ? ' right' : right === false ? ' wrong' : ''}`;
    const words = narrow
      ? [[answers[0], '']]
      : [
          [name, ''],
          [answers.join(' · '), ''],
        ];
    const at = narrow
      ? { x, y: y + size + type * 0.9, room: w - 6 }
      : { x: x + size + 10, y: y + size / 2 - type * 1.15, room: w - size - 14 };
    const lines = [...words, [verdict, look]].map(([line, more], k) => {
      const fitted = fittedSize(line, at.room, type * 0.94, { narrow: 0.55 });
      return label(`photo-line ${more}`, at.x, at.y + type * 1.16 * k, line, { 'font-size': fitted });
    });
    return group('photo-said', pixels(this.painted(n), x, y, size) + lines.join(''), { 'data-photo': n });
  }

  // Three planes of all photographs' planes are one photograph.
  painted(n) {
    const { photographs } = this.scene.grids;
    const { rows, columns, divisors, role, values } = photographs;
    const own = { rows, columns, divisors, role, planes: 3, values: values.subarray(n * 3 * rows * columns) };
    return paintPlane(own, 0, 1, true);
  }

  // ---- what depends on the position

  show(index) {
    const { cellW, cellH } = this;
    const counts = this.scene.classes.map((_, i) => this.row(i));
    const mistakes = counts.flatMap((row, i) => row.filter((_, j) => i !== j));
    const most = Math.max(1, ...mistakes); // the diagonal would leave them all pale
    const cells = counts.flatMap((row, i) => row.map((value, j) => this.cell(value, i, j, most)));
    this.moving.innerHTML = cells.join('') + rect('frame', this.x, this.y + index * cellH, cellW * this.count, cellH);
  }

  cell(value, i, j, mostMistakes) {
    const { type, cellW, cellH } = this;
    const largest = i === j ? this.scene.grids.confusion.largest() : mostMistakes;
    const [x, y] = [this.x + j * cellW, this.y + i * cellH];
    const tint = tintClass(value, largest, i === j ? 'output' : 'window');
    const size = { 'font-size': Math.min(type, cellW / 2.2, cellH * 0.62) };
    return (
      rect(`cell ${tint}`, x, y, cellW, cellH, data({ map: 'confusion', i, j, v: value })) +
      label(`number${deepClass(value, largest)}`, x + cellW / 2, y + cellH / 2, value, size)
    );
  }

  // Of a class how many were taken for each.
  row(i) {
    return this.scene.classes.map((_, j) => this.scene.grids.confusion.value(0, i, j));
  }

  // ---- what is said, and a hand

  sentence(index) {
    const { classes, labels } = this.scene;
    const row = this.row(index);
    const others = row.map((value, j) => [value, j]).filter(([, j]) => j !== index);
    const [[taken, other], [also, second]] = others.sort((a, b) => b[0] - a[0]);
    return fill(labels.sorted_row, {
      name: classes[index],
      all: formatNumber(row.reduce((sum, value) => sum + value, 0)),
      right: formatNumber(row[index]),
      other: classes[other],
      taken: formatNumber(taken),
      second: classes[second],
      also: formatNumber(also),
    });
  }

  place(index) {
    return { name: this.scene.classes[index] };
  }

  // The counts, and what the photographs were taken for.
  table() {
    const { classes, photographs, labels } = this.scene;
    const counts = classes.map((name, i) => [name, ...this.row(i)]);
    const answers = photographs.map(({ name, answers, verdict }) => [name, ...answers, verdict]);
    return tableMarkup(labels.sorted, classes, counts) + tableMarkup(labels.photographs, null, answers);
  }

  hit(x, y) {
    const [i, j] = [Math.floor((y - this.y) / this.cellH), Math.floor((x - this.x) / this.cellW)];
    return i >= 0 && i < this.count && x >= MARGIN && j < this.count ? { panel: 'row', i } : null;
  }

  preview(hit) {
    return hit.i;
  }

  tap(hit) {
    return { go: hit.i };
  }
}
