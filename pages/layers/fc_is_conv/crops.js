// One pass against all crops: scores over the photograph, the same from crops one by one, where they differ, the clock.
class CropsView extends PhotoView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = this.side * this.side;
    this.k = Math.min(choice.front || 0, scene.grids.pass.planes - 1);
    this.named = scene.named;
    this.places_();
    this.svg.innerHTML =
      this.photoMarkup(scene.labels.photo) + `<g aria-hidden="true">${this.over()}</g>` + this.crops() + this.clock() + this.means();
    this.cellNodes = [...this.svg.querySelectorAll('.crop-score')];
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
  }

  places_() {
    const { width, height, side, narrow } = this;
    if (narrow) {
      const w = Math.min(width * 0.54, height * 0.5);
      const low = TITLE + w + TITLE;
      const cell = Math.min((width - 3 * MARGIN) / 2 / side, (height - low - 4) / side);
      this.photo = { x: MARGIN, y: TITLE, w };
      this.grid = { x: MARGIN, y: low, cell };
      this.apart = { x: width / 2 + MARGIN / 2, y: low, w: cell * side };
      this.bars = { x: MARGIN + w + 14, y: TITLE, w: width - w - 2 * MARGIN - 14, row: Math.min(w / 2, 76) };
      this.list = null;
      return;
    }
    const w = Math.min(height - TITLE - 8, width * 0.4);
    this.photo = { x: MARGIN, y: TITLE, w };
    const x = MARGIN + w + 34;
    const wide = Math.min((width - x - MARGIN) * 0.44, (height - 2 * TITLE - 10) * 0.6);
    this.grid = { x, y: TITLE, cell: wide / side };
    const low = TITLE + wide + TITLE;
    this.apart = { x, y: low, w: Math.min(wide, height - low - 6) };
    const right = x + wide + 34;
    this.bars = { x: right, y: TITLE, w: width - right - MARGIN, row: Math.max(document.documentElement.hasAttribute('data-present') ? 66 : 42, height * 0.12) };
    const list = TITLE + 2 * this.bars.row + TITLE;
    this.list = { x: right, y: list, w: width - right - MARGIN, row: Math.min((height - list - 4) / this.scene.grids.pass.planes, 30) };
  }

  best(grid, i, j) {
    const scores = Array.from({ length: grid.planes }, (_, k) => grid.value(k, i, j));
    return scores.indexOf(Math.max(...scores));
  }

  // What stands in a cell: the score of the chosen class, or, where classes have names, the best one's name.
  scoreCell(grid, i, j, x, y, cell, data, extra = '') {
    const k = this.named ? this.best(grid, i, j) : this.k;
    const value = grid.value(k, i, j);
    const largest = this.scene.grids.pass.largest();
    const shown = this.named ? this.scene.names[k] : formatNumber(value);
    const wide = [...shown].reduce((sum, c) => sum + (c > '⺀' ? 1 : 0.56), 0);
    const size = Math.min(cell * 0.44, (cell * 0.92) / wide);
    const text = size < 7 ? '' : `<text class="number${isDeep(value, largest) ? ' deep' : ''}" x="${x + cell / 2}" y="${y + cell / 2}" font-size="${size}">${escapeText(shown)}</text>`;
    return cellMarkup({ x, y, cell, value, largest, role: 'output', data: { ...data, k, i, j }, shown: '', extra }) + text;
  }

  over() {
    if (!this.scene.passed) return '';
    return Array.from({ length: this.count }, (_, at) => {
      const [i, j] = this.position(at);
      const { x, y, w } = this.cellAt(i, j);
      return this.scoreCell(this.scene.grids.pass, i, j, x, y, w, { map: 'pass' }, 'over');
    }).join('');
  }

  crops() {
    const { scene, grid, apart } = this;
    const wide = grid.cell * this.side;
    const cells = Array.from({ length: this.count }, (_, at) => {
      const [i, j] = this.position(at);
      return at < scene.known ? `<g class="crop-score" data-n="${at}">${this.scoreCell(scene.grids.crops, i, j, grid.x + j * grid.cell, grid.y + i * grid.cell, grid.cell, { map: 'output' })}</g>` : '';
    });
    return (
      this.title(grid.x, grid.y - 14, 'output', scene.labels.by_crops) + this.title(apart.x, apart.y - 14, 'window', scene.labels.where_apart) +
      `<g class="panel" aria-hidden="true" data-panel="output"><rect class="sheet empty" x="${grid.x}" y="${grid.y}" width="${wide}" height="${wide}"/>${cells.join('')}</g>`
    );
  }

  // Two bars by the clock of this very machine, and the multiply-adds beside them.
  clock() {
    const { labels, seconds, macs } = this.scene;
    const { x, y, w, row } = this.bars;
    const most = Math.max(...seconds) || 1;
    const lines = [[labels.one_pass, 'pass'], [labels.all_crops, 'crop']].map(([name, look], n) => {
      const top = y + n * row;
      const said = fill(labels.milliseconds, { n: formatNumber(Math.round(1000 * seconds[n])) });
      const work = fill(labels.macs, { n: macs[n] });
      return (
        `<rect class="clock-bar ${look}" x="${x}" y="${top + row * 0.42}" width="${Math.max((w * seconds[n]) / most, 1)}" height="${row * 0.36}" data-map="seconds" data-n="${n}" data-v="${seconds[n]}"/>` +
        `<text class="clock-name" x="${x}" y="${top + row * 0.2}">${escapeText(name)} · ${escapeText(said)}</text>` +
        `<text class="clock-macs" x="${x + w}" y="${top + row * (this.narrow ? 0.86 : 0.2)}">${escapeText(work)}</text>`
      );
    });
    return this.title(x, y - 14, 'window', labels.clock) + lines.join('');
  }

  // The average over all crops, a line a class.
  means() {
    if (!this.list || !this.scene.passed) return '';
    const { x, y, w, row } = this.list;
    const { values } = this.scene.arrays.mean;
    const best = values.indexOf(Math.max(...values));
    const [low, high] = [Math.min(...values, 0), Math.max(...values, 0)];
    const name = 74;
    const to = (value) => x + name + ((w - name - 44) * (value - low)) / (high - low || 1);
    const lines = [...values].map((value, k) => {
      const top = y + k * row;
      const button = this.named ? '' : ` role="button" tabindex="0" data-choose="front" data-n="${k}" aria-pressed="${k === this.k}" aria-label="${escapeText(fill(this.scene.labels.choose_front, { n: k + 1 }))}"`;
      return (
        `<g class="mean ${k === best ? 'best' : ''} ${!this.named && k === this.k ? 'on' : ''}"${button}><rect class="mean-paper" x="${x - 4}" y="${top + 1}" width="${w + 8}" height="${row - 2}" rx="5"/>` +
        `<text class="mean-name" x="${x}" y="${top + row / 2}" font-size="${Math.min(row * 0.62, 16)}">${escapeText(this.named ? this.scene.names[k] : k + 1)}</text>` +
        `<rect class="mean-bar" x="${Math.min(to(0), to(value))}" y="${top + row * 0.22}" width="${Math.abs(to(value) - to(0))}" height="${row * 0.56}" data-map="mean" data-k="${k}" data-v="${value}"/>` +
        `<text class="mean-value" x="${x + w}" y="${top + row / 2}" font-size="${Math.min(row * 0.58, 15)}">${formatNumber(value)}</text></g>`
      );
    });
    return this.title(x, y - 14, 'output', this.scene.labels.means) + lines.join('');
  }

  show(index, revealed) {
    this.index = index;
    const [i, j] = this.position(index);
    this.cellNodes.forEach((each) => each.classList.toggle('unseen', Number(each.dataset.n) > revealed));
    const { x, y, cell } = this.grid;
    this.moving.innerHTML =
      this.cropMarkup(i, j) + `<rect class="frame" x="${x + j * cell}" y="${y + i * cell}" width="${cell}" height="${cell}"/>` + this.apartMarkup(index);
  }

  // Where on this crop's last map the pass and the crop differ.
  apartMarkup(index) {
    const { apart } = this.scene.grids;
    const { x, y, w } = this.apart;
    if (index >= this.scene.known) return `<rect class="sheet empty" x="${x}" y="${y}" width="${w}" height="${w}"/>`;
    const cell = w / apart.rows;
    const parts = [];
    for (let i = 0; i < apart.rows; i += 1) {
      for (let j = 0; j < apart.columns; j += 1) {
        const value = apart.value(index, i, j);
        const shown = value && value < 1e-9 ? '≈0' : formatNumber(value);
        parts.push(cellMarkup({ x: x + j * cell, y: y + i * cell, cell, value, largest: Math.max(apart.largest(), 1e-6), role: 'window', data: { map: 'apart', i, j }, shown }));
      }
    }
    return parts.join('');
  }

  sentence(index) {
    const { labels, grids, names, passed, known } = this.scene;
    const [i, j] = this.position(index);
    if (!passed || index >= known) return fill(labels.said_none, { row: i + 1, column: j + 1 });
    const k = this.named ? this.best(grids.crops, i, j) : this.k;
    const [one, other] = [grids.pass.value(k, i, j), grids.crops.value(k, i, j)];
    return fill(labels.said_crop, {
      row: i + 1, column: j + 1, name: names[k], pass: formatNumber(one), crop: formatNumber(other), apart: formatSmall(Math.abs(one - other)),
    });
  }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: this.k + 1 };
  }

  stride() { return this.side; }

  table(caption) { return outputTable(this.scene.grids.pass, this.k, fill(caption, { k: this.k + 1 })); }

  hit(px, py) {
    if (this.onPhoto(px, py)) return { panel: 'input', n: this.nearest(px, py) };
    const n = this.inGrid(this.grid, px, py);
    return n === null ? null : { panel: 'output', n };
  }

  grabs(hit) { return hit.panel === 'input'; }

  dragged(hit) { return hit.panel === 'input' ? hit.n : null; }

  preview(hit, pinned) { return hit.panel === 'output' && !pinned ? hit.n : null; }

  tap(hit) { return { go: hit.n }; }
}
VIEWS.crops = CropsView;
