// A table that the reader fills in: which layers learn parameters, of which something is chosen; then it is checked.
// Beside it the layers of this network, with the sizes that go in and come out.
import { isIn, MARGIN } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { data, group, label, rect } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { fill, fittedSize } from '../../frame/stage/words.js';

const SIGNS = { right: '✓ ', wrong: '✗ ', open: '', '': '' };

export default class FillinView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.rows.length;
    this.receiveAnswers();
    this.layOut();
    const focused = this.svg.contains(document.activeElement) ? document.activeElement.dataset.chip : null;
    this.svg.innerHTML =
      `${this.heads()}<g class="moving"></g>${this.answers()}${this.button()}` + '<g class="layers-listed"></g>';
    this.moving = this.svg.querySelector('.moving');
    this.listed = this.svg.querySelector('.layers-listed');
    if (focused) this.svg.querySelector(`[data-chip="${focused}"]`)?.focus();
  }

  // The hand is quicker than Python: what it filled in stays, and marks count only for the answers they were made of.
  receiveAnswers() {
    const { scene } = this;
    const sent = new Map(scene.filled.map(([i, j, value]) => [`${i} ${j}`, value]));
    if (this.epoch !== scene.epoch) this.filled = sent;
    this.epoch = scene.epoch;
    const same = [...sent].every(([place, value]) => this.filled.get(place) === value);
    this.checked = scene.checked && sent.size === this.filled.size && same;
  }

  layOut() {
    const { width, height, narrow, projected } = this;
    this.type = projected ? 24 : narrow ? 13 : Math.min(17 * Math.max(1, height / 420), 22);
    const wide = narrow ? width - 2 * MARGIN : (width - 3 * MARGIN) * 0.62;
    const high = narrow ? height * 0.62 : height;
    this.box = { x: MARGIN, y: this.type * 2.6, w: wide, h: high - this.type * 2.6 - this.type * 3 };
    this.row = this.box.h / this.count;
    const named = wide * (narrow ? 0.34 : 0.3);
    const w = (wide - named) / 2;
    this.cells = [0, 1].map((j) => ({ x: MARGIN + named + j * w, w }));
    const side = 2 * MARGIN + wide + 14;
    this.side = narrow
      ? { x: MARGIN, y: high + 4, w: width - 2 * MARGIN, h: height - high - 8 }
      : { x: side, y: 0, w: width - side - MARGIN, h: height - (this.scene.qr ? 116 : 0) };
    const check = { x: MARGIN, y: this.box.y + this.box.h + this.type * 0.5 };
    this.check = { ...check, w: Math.min(wide * 0.5, this.type * 13), h: this.type * 2 };
  }

  get pace() {
    return 6;
  }

  // ---- what stands still

  fitted(words, room, share = 1) {
    return { 'font-size': fittedSize(words, room, this.type * share) };
  }

  heads() {
    const { learned, chosen } = this.scene.labels;
    const heads = [learned, chosen].map((words, j) => {
      const { x, w } = this.cells[j];
      return label('fillin-head', x + w / 2, this.type * 1.1, words, this.fitted(words, w - 8, 0.9));
    });
    return heads.join('');
  }

  answers() {
    const rows = this.scene.rows.map(({ name }, i) => {
      const y = this.box.y + (i + 0.5) * this.row;
      const head = label('fillin-name', MARGIN, y, name, this.fitted(name, this.cells[0].x - MARGIN - 6));
      return head + this.cells.map((_, j) => this.answer(i, j)).join('');
    });
    return rows.join('');
  }

  // A button that goes round: not answered, yes, no; once checked with its mark and the truth.
  answer(i, j) {
    const { rows, labels } = this.scene;
    const { name, truth: truths, learned, chosen } = rows[i];
    const { x, w } = this.cells[j];
    const y = this.box.y + i * this.row;
    const value = this.value(i, j);
    const words = value === undefined ? '?' : value ? labels.yes : labels.no;
    const verdict = this.checked ? this.verdict(value, truths[j]) : '';
    const truth = this.checked ? (j ? chosen : learned) : '';
    const low = this.row < this.type * 2.6; // no room for two lines
    const below = truth && !low;
    const answer = `${SIGNS[verdict]}${words}${truth && low ? ` · ${truth}` : ''}`;
    const middle = x + w / 2;
    const answerY = y + this.row * (below ? 0.34 : 0.5);
    return group(
      `fillin-cell ${verdict}`,
      rect('', x + 5, y + 4, w - 10, this.row - 8, { rx: 8 }) +
        label('answer', middle, answerY, answer, this.fitted(answer, w - 16, low ? 0.84 : 1)) +
        (below ? label('truth', middle, y + this.row * 0.7, truth, this.fitted(truth, w - 20, 0.8)) : ''),
      {
        role: 'button',
        tabindex: 0,
        'aria-label': `${name}, ${j ? labels.chosen : labels.learned}: ${words}`,
        ...data({ panel: 'cell', chip: `${i}-${j}`, press: `${i} ${j}`, map: 'fillin', i, j, v: value ?? '' }),
      },
    );
  }

  verdict(value, truth) {
    if (value === undefined) return 'open';
    return Boolean(value) === truth ? 'right' : 'wrong';
  }

  // It checks what was filled in, says how much of it is right, and empties the table.
  button() {
    const { labels, right, whole } = this.scene;
    const { x, y, w, h } = this.check;
    const words = this.checked ? labels.again : labels.check;
    const middle = y + h / 2;
    const button = group(
      'fillin-check',
      rect('', x, y, w, h, { rx: 8 }) + label('', x + w / 2, middle, words, this.fitted(words, w - 12)),
      { role: 'button', tabindex: 0, 'aria-label': words, ...data({ panel: 'check', chip: 'check', press: 'check' }) },
    );
    if (!this.checked) return button;
    const score = { ...data({ map: 'right', v: right }), 'font-size': this.type };
    return button + label('fillin-name', x + w + 14, middle, fill(labels.checked, { right, whole }), score);
  }

  // ---- what depends on the position

  show(index) {
    const top = this.box.y + index * this.row;
    this.listed.innerHTML = this.list(this.scene.kinds[index]);
    this.moving.innerHTML = rect('row-lit', MARGIN - 8, top, this.box.w + 12, this.row, { rx: 9 });
  }

  // The layers of this network; those of the row's kind are lit.
  list(kind) {
    const { layers, labels } = this.scene;
    const { x, y, w, h } = this.side;
    const head = this.type * 1.6;
    const columns = this.narrow || (h - head) / layers.length < 15 ? 2 : 1;
    const rows = Math.ceil(layers.length / columns);
    const high = (h - head) / rows;
    const size = Math.min(this.type * 0.86, high * 0.74);
    const titled = { 'font-size': Math.min(this.type * 0.9, size * 1.15) };
    const lines = layers.map((layer, n) => {
      const left = x + Math.floor(n / rows) * (w / columns);
      const place = { x: left, y: y + head + (n % rows) * high, w: w / columns, h: high };
      return this.layer(layer, n, place, size, layer.kind === kind);
    });
    return label('fillin-head left', x, y + this.type * 0.9, labels.this_network, titled) + lines.join('');
  }

  layer({ name, size: volume, count, maps }, n, { x, y, w, h }, size, lit) {
    const middle = y + h / 2;
    const type = { 'font-size': size };
    const learned = count === null ? '?' : formatNumber(count);
    return group(
      `listed${lit ? ' on' : ''}${maps ? '' : ' row-of-numbers'}`,
      rect('', x - 4, y + 0.5, w - 4, h - 1, { rx: 4 }) +
        label('left', x + 2, middle, name, type) +
        label('left size', x + size * 3.4, middle, volume, type) +
        label('how-many', x + w - 14, middle, n ? learned : '', type),
      data({ map: 'layer', n, v: count ?? '' }),
    );
  }

  sentence(index) {
    return this.scene.rows[index].line;
  }

  place(index) {
    return { name: this.scene.rows[index].name };
  }

  // ---- a hand

  hit(x, y) {
    if (isIn({ ...this.check, y: this.box.y + this.box.h, h: this.type * 2.6 }, x, y)) return { panel: 'check' };
    const i = Math.floor((y - this.box.y) / this.row);
    const j = this.cells.findIndex((cell) => x >= cell.x && x < cell.x + cell.w);
    return i >= 0 && i < this.count && j >= 0 ? { panel: 'cell', i, j } : null;
  }

  tap(hit) {
    return { set: hit.panel === 'check' ? this.pressCheck() : this.turn(hit.i, hit.j) };
  }

  // What a press by keyboard does: the same as a tap.
  press(what) {
    return what === 'check' ? this.pressCheck() : this.turn(...what.split(' ').map(Number));
  }

  // The truth comes with Python's next scene; pressed again, the table is empty again.
  pressCheck() {
    if (!this.checked) return { checked: 1, filled: this.given() };
    this.filled.clear();
    return { checked: 0, filled: [] };
  }

  value(i, j) {
    return this.filled.get(`${i} ${j}`);
  }

  turn(i, j) {
    const value = this.value(i, j);
    if (value === undefined) this.filled.set(`${i} ${j}`, 1);
    else if (value) this.filled.set(`${i} ${j}`, 0);
    else this.filled.delete(`${i} ${j}`);
    return { filled: this.given(), checked: 0 };
  }

  // The answers, as the link writes them.
  given() {
    return [...this.filled].map(([place, value]) => [place.split(' ').map(Number), value]);
  }
}
