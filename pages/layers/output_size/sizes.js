// The output size for every filter and stride, as a table to tap: whole, not whole, impossible.
class SizesView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { sizes, rest } = scene.arrays;
    [this.most, this.strides] = sizes.shape; // filters, strides
    this.count = this.most * this.strides;
    this.at = (F, S) => (F - 1) * this.strides + S - 1;
    this.sizes = sizes.values;
    this.rest = rest.values;
    const narrow = width < 640;
    const left = narrow ? 40 : 74;
    const foot = narrow ? 72 : 34;
    this.places = { narrow, left, top: 44, foot, cw: (width - left - 8) / this.most, ch: (height - 44 - foot) / this.strides };
    this.svg.innerHTML = NeuronsView.hatch + this.axes() + this.all() + this.legend();
    this.mark = node('rect', { class: 'looked', rx: 6 }, this.svg);
    this.now = node('rect', { class: 'frame', rx: 6, 'data-symbols': 'F S' }, this.svg);
    this.put(this.now, scene.F, scene.S, 1);
  }

  kind(F, S) {
    const at = this.at(F, S);
    if (!this.sizes[at]) return 'impossible';
    return this.rest[at] ? 'uneven' : 'whole';
  }

  box(F, S) {
    const { left, top, cw, ch } = this.places;
    return { x: left + (F - 1) * cw, y: top + (S - 1) * ch, w: cw, h: ch };
  }

  put(thing, F, S, inset) {
    const { x, y, w, h } = this.box(F, S);
    Object.entries({ x: x + inset, y: y + inset, width: w - 2 * inset, height: h - 2 * inset }).forEach(([key, value]) => thing.setAttribute(key, value));
  }

  axes() {
    const { left, top, cw, ch, narrow } = this.places;
    const parts = [
      `<text class="title role-filter" x="${left}" y="12">F →</text>`,
      `<text class="title role-window" x="4" y="${narrow ? 12 : top - 14}">S ↓</text>`,
    ];
    for (let F = 1; F <= this.most; F += 1) parts.push(`<text class="axis-number role-filter" x="${left + (F - 0.5) * cw}" y="${top - 14}">${F}</text>`);
    for (let S = 1; S <= this.strides; S += 1) parts.push(`<text class="axis-number role-window" x="${left - 14}" y="${top + (S - 0.5) * ch}">${S}</text>`);
    return parts.join('');
  }

  cell({ x, y, w, h }, kind, shown, data = '') {
    const size = Math.min(h * 0.5, w * 0.42, 26);
    const inset = 2.5;
    return (
      `<g class="size ${kind}"><rect class="size-box" x="${x + inset}" y="${y + inset}" width="${w - 2 * inset}" height="${h - 2 * inset}" rx="6" ${data}/>` +
      `<text x="${x + w / 2}" y="${y + h / 2}" font-size="${size}">${shown}</text></g>`
    );
  }

  written(F, S) {
    const kind = this.kind(F, S);
    const size = this.sizes[this.at(F, S)];
    return { whole: String(size), uneven: `⌊${size}⌋`, impossible: '×' }[kind];
  }

  all() {
    const parts = [];
    for (let F = 1; F <= this.most; F += 1) {
      for (let S = 1; S <= this.strides; S += 1) {
        const kind = this.kind(F, S);
        parts.push(this.cell(this.box(F, S), kind, this.written(F, S), `data-map="size" data-kind="${kind}" data-i="${S}" data-j="${F}" data-v="${this.sizes[this.at(F, S)]}"`));
      }
    }
    return `<g class="panel" aria-hidden="true" data-panel="sizes">${parts.join('')}</g>`;
  }

  legend() {
    const { narrow, foot } = this.places;
    const { labels } = this.scene;
    return [['whole', '3'], ['uneven', '⌊3⌋'], ['impossible', '×']].map(([kind, shown], n) => {
      const x = narrow ? 8 : 74 + n * Math.min(300, (this.width - 80) / 3);
      const y = this.height - foot + (narrow ? n * 23 + 4 : 8);
      return this.cell({ x, y, w: 44, h: 24 }, kind, shown) + `<text class="legend-words" x="${x + 52}" y="${y + 12}">${escapeText(labels[`kind_${kind}`])}</text>`;
    }).join('');
  }

  show(index) {
    this.index = index;
    this.put(this.mark, ...this.pair(index), 1);
  }

  pair(index) { return [Math.floor(index / this.strides) + 1, (index % this.strides) + 1]; }

  stride() { return 1; }

  sentence(index) { return this.scene.sentences[index]; }

  place(index) { const [F, S] = this.pair(index); return { row: S, column: F, k: 1 }; }

  table(caption) {
    const head = Array.from({ length: this.most }, (_, n) => `<th scope="col">F=${n + 1}</th>`).join('');
    const row = (S) => Array.from({ length: this.most }, (_, n) => `<td>${this.written(n + 1, S)}</td>`).join('');
    const body = Array.from({ length: this.strides }, (_, n) => `<tr><th scope="row">S=${n + 1}</th>${row(n + 1)}</tr>`).join('');
    return `<table><caption>${escapeText(caption)}</caption><tr><td></td>${head}</tr>${body}</table>`;
  }

  hit(px, py) {
    const { left, top, cw, ch } = this.places;
    const [F, S] = [Math.floor((px - left) / cw) + 1, Math.floor((py - top) / ch) + 1];
    return F >= 1 && S >= 1 && F <= this.most && S <= this.strides ? { panel: 'sizes', F, S } : null;
  }

  preview(hit) { return this.at(hit.F, hit.S); }

  tap(hit) { return { set: { F: hit.F, S: hit.S } }; }
}
VIEWS.sizes = SizesView;
