// A table that the reader fills in: which layers learn parameters, of which something is chosen; then it is checked.
// Beside it the layers of this network, with the sizes that go in and come out.
class FillinView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.rows.length;
    this.narrow = width < 640;
    this.present = document.documentElement.hasAttribute('data-present');
    // The hand is quicker than Python: what it filled in stays, and marks count only for the answers they were made of.
    const sent = new Map(scene.filled.map(([i, j, value]) => [`${i} ${j}`, value]));
    if (this.epoch !== scene.epoch) this.filled = sent;
    this.epoch = scene.epoch;
    this.checked = scene.checked && sent.size === this.filled.size && [...sent].every(([place, value]) => this.filled.get(place) === value);
    this.type = this.present ? 24 : this.narrow ? 13 : Math.min(17 * Math.max(1, height / 420), 22);
    const wide = this.narrow ? width - 2 * MARGIN : (width - 3 * MARGIN) * 0.62;
    const high = this.narrow ? height * 0.62 : height;
    this.box = { x: MARGIN, y: this.type * 2.6, w: wide, h: high - this.type * 2.6 - this.type * 3 };
    this.row = this.box.h / this.count;
    const named = wide * (this.narrow ? 0.34 : 0.3);
    this.cells = [0, 1].map((j) => ({ x: MARGIN + named + j * ((wide - named) / 2), w: (wide - named) / 2 }));
    this.side = this.narrow
      ? { x: MARGIN, y: high + 4, w: width - 2 * MARGIN, h: height - high - 8 }
      : { x: 2 * MARGIN + wide + 14, y: 0, w: width - wide - 3 * MARGIN - 14, h: height - (scene.qr ? 116 : 0) };
    const held = this.svg.contains(document.activeElement) ? document.activeElement.dataset.chip : null;
    this.svg.innerHTML = `${this.heads()}<g class="moving"></g>${this.boxes()}${this.button()}<g class="layers-listed"></g>`;
    this.moving = this.svg.querySelector('.moving');
    this.listed = this.svg.querySelector('.layers-listed');
    if (held) this.svg.querySelector(`[data-chip="${held}"]`)?.focus();
  }

  get pace() { return 6; }

  heads() {
    const { labels } = this.scene;
    const y = this.type * 1.1;
    return [labels.learned, labels.chosen].map((said, j) => `<text class="fillin-head" x="${this.cells[j].x + this.cells[j].w / 2}" y="${y}" font-size="${this.fitted(said, this.cells[j].w - 8, 0.9)}">${escapeText(said)}</text>`).join('');
  }

  value(i, j) { return this.filled.get(`${i} ${j}`); }

  // A cell is a button that goes round: not answered, yes, no.
  boxes() {
    const { rows, labels } = this.scene;
    const parts = [];
    rows.forEach((row, i) => {
      const y = this.box.y + i * this.row;
      parts.push(`<text class="fillin-name" x="${MARGIN}" y="${y + this.row / 2}" font-size="${this.fitted(row.name, this.cells[0].x - MARGIN - 6)}">${escapeText(row.name)}</text>`);
      this.cells.forEach(({ x, w }, j) => {
        const value = this.value(i, j);
        const said = value === undefined ? '?' : value ? labels.yes : labels.no;
        const verdict = this.checked ? (value === undefined ? ' open' : Boolean(value) === row.truth[j] ? ' right' : ' wrong') : '';
        const sign = verdict === ' right' ? '✓ ' : verdict === ' wrong' ? '✗ ' : '';
        const truth = this.checked ? (j ? row.chosen : row.learned) : '';
        const low = this.row < this.type * 2.6; // no room for two lines
        const middle = y + this.row * (truth && !low ? 0.34 : 0.5);
        const answer = `${sign}${said}${truth && low ? ` · ${truth}` : ''}`;
        const head = j ? labels.chosen : labels.learned;
        parts.push(
          `<g class="fillin-cell${verdict}" role="button" tabindex="0" data-panel="cell" data-chip="${i}-${j}" data-i="${i}" data-j="${j}" data-map="fillin" data-v="${value ?? ''}" data-press="${i} ${j}" ` +
          `aria-label="${escapeText(`${row.name}, ${head}: ${said}`)}"><rect x="${x + 5}" y="${y + 4}" width="${w - 10}" height="${this.row - 8}" rx="8"/>` +
          `<text class="answer" x="${x + w / 2}" y="${middle}" font-size="${this.fitted(answer, w - 16, low ? 0.84 : 1)}">${escapeText(answer)}</text>` +
          (truth && !low ? `<text class="truth" x="${x + w / 2}" y="${y + this.row * 0.7}" font-size="${this.fitted(truth, w - 20, 0.8)}">${escapeText(truth)}</text>` : '') + '</g>',
        );
      });
    });
    return parts.join('');
  }

  fitted(said, room, share = 1) {
    const wide = [...said].reduce((sum, c) => sum + (c > '⺀' ? 1 : 0.56), 0);
    return Math.min(this.type * share, Math.max(room / wide, 8));
  }

  button() {
    const { labels, right, whole } = this.scene;
    const y = this.box.y + this.box.h + this.type * 0.5;
    const said = this.checked ? fill(labels.checked, { right, whole }) : labels.check;
    const w = Math.min(this.box.w * 0.5, this.type * 13);
    const again = this.checked ? labels.again : said;
    return (
      `<g class="fillin-check" role="button" tabindex="0" data-panel="check" data-chip="check" data-press="check" aria-label="${escapeText(again)}"><rect x="${MARGIN}" y="${y}" width="${w}" height="${this.type * 2}" rx="8"/>` +
      `<text x="${MARGIN + w / 2}" y="${y + this.type}" font-size="${this.fitted(again, w - 12)}">${escapeText(again)}</text></g>` +
      (this.checked ? `<text class="fillin-name" data-map="right" data-v="${right}" x="${MARGIN + w + 14}" y="${y + this.type}" font-size="${this.type}">${escapeText(said)}</text>` : '')
    );
  }

  // The layers of this network; those of the row's kind are lit.
  show(index) {
    const { layers, kinds, labels } = this.scene;
    const { x, y, w, h } = this.side;
    const kind = kinds[index];
    const head = this.type * 1.6;
    const columns = this.narrow || (h - head) / layers.length < 15 ? 2 : 1;
    const rows = Math.ceil(layers.length / columns);
    const high = (h - head) / rows;
    const size = Math.min(this.type * 0.86, high * 0.74);
    const wide = w / columns;
    const named = size * 3.4;
    const parts = [`<text class="fillin-head left" x="${x}" y="${y + this.type * 0.9}" font-size="${Math.min(this.type * 0.9, size * 1.15)}">${escapeText(labels.this_network)}</text>`];
    layers.forEach((layer, n) => {
      const left = x + Math.floor(n / rows) * wide;
      const middle = y + head + (n % rows) * high + high / 2;
      const counted = layer.count === null ? (n ? '?' : '') : n ? formatNumber(layer.count) : '';
      const on = layer.kind === kind ? ' on' : '';
      parts.push(
        `<g class="listed${on}${layer.maps ? '' : ' row-of-numbers'}" data-map="layer" data-n="${n}" data-v="${layer.count ?? ''}"><rect x="${left - 4}" y="${middle - high / 2 + 0.5}" width="${wide - 4}" height="${high - 1}" rx="4"/>` +
        `<text class="left" x="${left + 2}" y="${middle}" font-size="${size}">${escapeText(layer.name)}</text><text class="left size" x="${left + named}" y="${middle}" font-size="${size}">${layer.size}</text>` +
        `<text class="how-many" x="${left + wide - 14}" y="${middle}" font-size="${size}">${counted}</text></g>`,
      );
    });
    this.listed.innerHTML = parts.join('');
    const top = this.box.y + index * this.row;
    this.moving.innerHTML = `<rect class="row-lit" x="${MARGIN - 8}" y="${top}" width="${this.box.w + 12}" height="${this.row}" rx="9"/>`;
  }

  sentence(index) { return this.scene.rows[index].line; }

  place(index) { return { name: this.scene.rows[index].name }; }

  hit(x, y) {
    const { box } = this;
    if (y > box.y + box.h && y < box.y + box.h + this.type * 2.6 && x < MARGIN + Math.min(box.w * 0.5, this.type * 13) && x > MARGIN) return { panel: 'check' };
    const i = Math.floor((y - box.y) / this.row);
    const j = this.cells.findIndex((cell) => x >= cell.x && x < cell.x + cell.w);
    return i >= 0 && i < this.count && j >= 0 ? { panel: 'cell', i, j } : null;
  }

  tap(hit) { return { set: hit.panel === 'check' ? this.check() : this.turned(hit.i, hit.j) }; }

  // What a press by keyboard does: the same as a tap.
  press(what) {
    if (what === 'check') return this.check();
    return this.turned(...what.split(' ').map(Number));
  }

  // The truth comes with Python's next scene; pressed again, the table is empty again.
  check() {
    if (!this.checked) return { checked: 1, filled: this.list() };
    this.filled.clear();
    return { checked: 0, filled: [] };
  }

  turned(i, j) {
    const value = this.value(i, j);
    if (value === undefined) this.filled.set(`${i} ${j}`, 1);
    else if (value) this.filled.set(`${i} ${j}`, 0);
    else this.filled.delete(`${i} ${j}`);
    return { filled: this.list(), checked: 0 };
  }

  list() { return [...this.filled].map(([place, value]) => [place.split(' ').map(Number), value]); }
}
VIEWS.fillin = FillinView;
