// What was taken for what: true digits down, answers across, and beside it the pictures that were misread most surely.
class ConfusionView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { confusion } = scene.grids;
    this.count = confusion.planes;
    this.narrow = width < 640;
    const side = this.narrow ? Math.min(width - 2 * MARGIN - 22, height * 0.56 - TITLE) : Math.min(height - TITLE - 34, width * 0.48);
    this.cell = side / 10;
    this.x = MARGIN + 22;
    this.y = TITLE + 20;
    const { labels } = scene;
    const heads = Array.from({ length: 10 }, (_, n) =>
      `<text class="tick" x="${this.x + (n + 0.5) * this.cell}" y="${this.y - 9}">${n}</text><text class="tick" x="${this.x - 12}" y="${this.y + (n + 0.5) * this.cell}">${n}</text>`,
    ).join('');
    this.svg.innerHTML = `<text class="title role-output" x="${MARGIN}" y="16">${escapeText(labels.confusion)}</text>${heads}${this.worst()}`;
    this.moving = node('g', {}, this.svg);
  }

  worst() {
    const { worst } = this.scene.grids;
    const { labels, misread } = this.scene;
    const present = document.documentElement.hasAttribute('data-present');
    const left = this.narrow ? MARGIN : Math.max(this.x + 10 * this.cell + 40, MARGIN + wordsWidth(labels.confusion, present ? 26 : 17) + 30);
    const top = this.narrow ? this.y + 10 * this.cell + 26 : TITLE + 14;
    const columns = 2;
    const most = Math.min(worst.planes, this.narrow ? 4 : 8);
    const w = (this.width - left - MARGIN) / columns;
    const h = Math.min((this.height - top - 6) / Math.max(Math.ceil(most / columns), 2), 130);
    const size = Math.min(h - 12, w * 0.36);
    const title = `<text class="title role-input" x="${left}" y="${top - 16}">${escapeText(labels.worst)}</text>`;
    return title + Array.from({ length: most }, (_, n) => {
      const x = left + (n % columns) * w;
      const y = top + Math.floor(n / columns) * h;
      const words = misread[n].split('\n');
      return `<image class="pixels" href="${paintPlane(worst, n, 1, false)}" x="${x}" y="${y}" width="${size}" height="${size}"/><rect class="picture-edge" x="${x}" y="${y}" width="${size}" height="${size}"/>` +
        words.map((line, k) => `<text class="worst-said" x="${x + size + 8}" y="${y + size / 2 + (k - (words.length - 1) / 2) * (present ? 24 : 18)}">${escapeText(line)}</text>`).join('');
    }).join('');
  }

  show(index) {
    const { confusion } = this.scene.grids;
    const at = Math.min(index, this.count - 1);
    let most = 1;
    for (let i = 0; i < 10; i += 1) for (let j = 0; j < 10; j += 1) most = Math.max(most, confusion.value(at, i, j));
    const parts = [];
    for (let i = 0; i < 10; i += 1) {
      for (let j = 0; j < 10; j += 1) {
        const value = confusion.value(at, i, j);
        parts.push(cellMarkup({ x: this.x + j * this.cell, y: this.y + i * this.cell, cell: this.cell, value, largest: most, role: i === j ? 'output' : 'window', data: { map: 'confusion', i, j }, shown: value ? formatNumber(value) : '' }));
      }
    }
    this.moving.innerHTML = parts.join('');
  }

  sentence(index) {
    const { confusion } = this.scene.grids;
    const at = Math.min(index, this.count - 1);
    let right = 0;
    let all = 0;
    for (let i = 0; i < 10; i += 1) for (let j = 0; j < 10; j += 1) { all += confusion.value(at, i, j); right += i === j ? confusion.value(at, i, j) : 0; }
    return fill(this.scene.labels.said_confusion, { step: formatNumber(this.scene.steps[at]), right: formatNumber(right), all: formatNumber(all) });
  }
}
VIEWS.confusion = ConfusionView;
