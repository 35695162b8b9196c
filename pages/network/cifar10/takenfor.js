// How the test pictures were sorted: the true class down, the answer across; beside it the shipped photographs, as the
// network is shown them, with what it takes them for.
class TakenForView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.classes.length;
    this.narrow = width < 640;
    this.present = document.documentElement.hasAttribute('data-present');
    this.type = this.present ? 18 : this.narrow ? 10 : Math.min(14 * Math.max(1, height / 400), 18);
    const named = this.type * (this.narrow ? 4.4 : 5.2);
    const wide = this.narrow ? width - 2 * MARGIN : width * 0.62;
    const high = this.narrow ? height * 0.56 : height;
    this.y = this.type * 3.4;
    this.x = MARGIN + named;
    this.cellW = (wide - named) / this.count;
    this.cellH = (high - this.y - 6) / this.count;
    const { labels, classes } = scene;
    const across = classes.map((name, n) => this.head(name, n)).join('');
    const down = classes.map((name, n) => `<text class="class-down" x="${this.x - 6}" y="${this.y + (n + 0.5) * this.cellH}" font-size="${this.type}">${escapeText(name)}</text>`).join('');
    this.svg.innerHTML =
      `<text class="title role-output" style="font-size:${this.type * 1.1}px" x="${MARGIN}" y="${this.type * 0.8}">${escapeText(labels.sorted)}</text>` +
      `${across}${down}<g class="moving"></g>${this.photographs(wide, high)}`;
    this.moving = this.svg.querySelector('.moving');
  }

  // Long names of columns are cut where there is no room: the row has the whole of them.
  head(name, n) {
    const room = Math.max(Math.floor(this.cellW / (this.type * 0.56)), 1);
    const wide = [...name].reduce((sum, c) => sum + (c > '⺀' ? 1.8 : 1), 0);
    const short = wide > room ? `${[...name].slice(0, Math.max(room - 1, 1)).join('')}.` : name;
    return `<text class="class-across" x="${this.x + (n + 0.5) * this.cellW}" y="${this.y - this.type * 0.8}" font-size="${this.type}">${escapeText(short)}</text>`;
  }

  // On a phone three by two; elsewhere one below the other, the words beside them.
  photographs(wide, high) {
    const { photographs, labels } = this.scene;
    const { photographs: planes } = this.scene.grids;
    const { narrow, type } = this;
    const left = narrow ? MARGIN : MARGIN + wide + 26;
    const top = narrow ? high + type * 2.6 : this.y - type;
    const columns = narrow ? 3 : 1;
    const w = (this.width - left - MARGIN + 8) / columns;
    const h = (this.height - top - (narrow ? 18 : this.scene.qr ? 116 : 4)) / Math.ceil(photographs.length / columns);
    const size = narrow ? Math.min(h - type * 2.6, w * 0.5) : h - 6;
    const title = `<text class="title role-input" style="font-size:${type * 1.1}px" x="${left}" y="${narrow ? high + type * 1.2 : type * 0.8}">${escapeText(labels.photographs)}</text>`;
    return title + photographs.map((photo, n) => {
      const x = left + (n % columns) * w;
      const y = top + Math.floor(n / columns) * h;
      const own = { ...planes, planes: 3, values: planes.values.subarray(n * 3 * planes.rows * planes.columns) };
      const look = `verdict${photo.right ? ' right' : photo.right === false ? ' wrong' : ''}`;
      const lines = narrow ? [[photo.answers[0], ''], [photo.verdict, look]] : [[photo.name, ''], [photo.answers.join(' · '), ''], [photo.verdict, look]];
      const at = narrow ? [x, y + size + type * 0.9, w - 6] : [x + size + 10, y + size / 2 - type * 1.15, w - size - 14];
      return (
        `<g class="photo-said" data-photo="${n}"><image class="pixels" href="${paintPlane(own, 0, 1, true)}" x="${x}" y="${y}" width="${size}" height="${size}"/>` +
        lines.map(([said, how], k) => `<text class="photo-line ${how}" x="${at[0]}" y="${at[1] + type * 1.16 * k}" font-size="${this.fitted(said, at[2])}">${escapeText(said)}</text>`).join('') + '</g>'
      );
    }).join('');
  }

  fitted(said, room) {
    const wide = [...said].reduce((sum, c) => sum + (c > '⺀' ? 1 : 0.55), 0);
    return Math.min(this.type * 0.94, Math.max(room / wide, 8));
  }

  show(index) {
    const { confusion } = this.scene.grids;
    const parts = [];
    let most = 1; // of the mistakes: the diagonal would leave them all pale
    for (let i = 0; i < this.count; i += 1) for (let j = 0; j < this.count; j += 1) if (i !== j) most = Math.max(most, confusion.value(0, i, j));
    for (let i = 0; i < this.count; i += 1) {
      for (let j = 0; j < this.count; j += 1) {
        const value = confusion.value(0, i, j);
        const largest = i === j ? confusion.largest() : most;
        const [x, y] = [this.x + j * this.cellW, this.y + i * this.cellH];
        const size = Math.min(this.type, this.cellW / 2.2, this.cellH * 0.62);
        parts.push(
          `<rect class="cell ${tintClass(value, largest, i === j ? 'output' : 'window')}" x="${x}" y="${y}" width="${this.cellW}" height="${this.cellH}" data-map="confusion" data-i="${i}" data-j="${j}" data-v="${value}"/>` +
          `<text class="number${isDeep(value, largest) ? ' deep' : ''}" x="${x + this.cellW / 2}" y="${y + this.cellH / 2}" font-size="${size}">${value}</text>`,
        );
      }
    }
    parts.push(`<rect class="frame" x="${this.x}" y="${this.y + index * this.cellH}" width="${this.cellW * this.count}" height="${this.cellH}"/>`);
    this.moving.innerHTML = parts.join('');
  }

  row(index) {
    const { confusion } = this.scene.grids;
    return Array.from({ length: this.count }, (_, j) => confusion.value(0, index, j));
  }

  get pace() { return 4; }

  sentence(index) {
    const { classes, labels } = this.scene;
    const row = this.row(index);
    const others = row.map((value, j) => [value, j]).filter(([, j]) => j !== index).sort((a, b) => b[0] - a[0]);
    return fill(labels.sorted_row, {
      name: classes[index], all: formatNumber(row.reduce((sum, value) => sum + value, 0)), right: formatNumber(row[index]),
      other: classes[others[0][1]], taken: formatNumber(others[0][0]), second: classes[others[1][1]], also: formatNumber(others[1][0]),
    });
  }

  place(index) { return { name: this.scene.classes[index] }; }

  hit(x, y) {
    const [i, j] = [Math.floor((y - this.y) / this.cellH), Math.floor((x - this.x) / this.cellW)];
    return i >= 0 && i < this.count && x >= MARGIN && j < this.count ? { panel: 'row', i } : null;
  }

  preview(hit) { return hit.i; }

  tap(hit) { return { go: hit.i }; }

  table(caption) {
    const { classes } = this.scene;
    const head = classes.map((name) => `<th scope="col">${escapeText(name)}</th>`).join('');
    const rows = classes.map((name, i) => `<tr><th scope="row">${escapeText(name)}</th>${this.row(i).map((value) => `<td>${value}</td>`).join('')}</tr>`);
    return `<table><caption>${escapeText(caption)}</caption><tr><td></td>${head}</tr>${rows.join('')}</table>`;
  }
}
VIEWS.takenfor = TakenForView;
