// The network over shifted copies of the picture: each pass switched on fills further cells of a grid twice as fine.
class ShiftsView extends PhotoView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.shifts.length;
    this.chosen = Math.min(choice.score || 0, this.side * this.side - 1);
    this.filled = scene.arrays.filled.values;
    this.projected = document.documentElement.hasAttribute('data-present');
    this.places_();
    this.svg.innerHTML = NeuronsView.hatch + this.photoMarkup(scene.labels.shifted_photo) + '<g class="shift-cells" aria-hidden="true"></g>';
    this.cellsNode = this.svg.querySelector('.shift-cells');
    this.listNode = node('g', {}, this.svg);
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
  }

  places_() {
    const { width, height, side, narrow } = this;
    if (narrow) {
      const w = Math.min(width * 0.44, height * 0.34);
      this.photo = { x: MARGIN, y: TITLE, w };
      const wide = Math.min(width - 2 * MARGIN, height - TITLE - w - TITLE - 8);
      this.grid = { x: (width - wide) / 2, y: TITLE + w + TITLE, cell: wide / side };
      this.list = { x: 2 * MARGIN + w, y: TITLE, w: width - w - 3 * MARGIN, row: Math.min(w / 7.5, 24) };
      return;
    }
    const w = Math.min(height - TITLE - 8, (width - 4 * MARGIN) * 0.35);
    this.photo = { x: MARGIN, y: TITLE, w };
    this.grid = { x: MARGIN + w + 34, y: TITLE, cell: w / side };
    const x = this.grid.x + w + 34;
    this.list = { x, y: TITLE, w: width - x - MARGIN, row: Math.min(this.projected ? 76 : 46, (height - TITLE) / 8) };
  }

  // Whether a cell has its score: its pass is switched on, and has been computed.
  has(at, index) { return this.filled[at] >= 0 && this.filled[at] <= index; }

  cellsMarkup(index) {
    const { scene, grid } = this;
    const { stitched } = scene.grids;
    const { known } = scene.arrays;
    const parts = [this.title(grid.x, grid.y - 14, 'output', scene.labels.finer), `<rect class="sheet empty" x="${grid.x}" y="${grid.y}" width="${grid.cell * this.side}" height="${grid.cell * this.side}"/>`];
    this.filled.forEach((pass, at) => {
      const [i, j] = this.position(at);
      const [x, y] = [grid.x + j * grid.cell, grid.y + i * grid.cell];
      const small = this.cellAt(i, j);
      const on = this.has(at, index);
      parts.push(`<rect class="shift-dot pass-${on ? pass : 'none'}${on && pass === index ? ' new' : ''}" x="${small.x + 1}" y="${small.y + 1}" width="${small.w - 2}" height="${small.w - 2}"/>`);
      if (!on) parts.push(`<rect class="fold-place" x="${x}" y="${y}" width="${grid.cell}" height="${grid.cell}"/>`);
      else if (!known.values[at]) parts.push(`<rect class="fold-place pass-${pass}" x="${x}" y="${y}" width="${grid.cell}" height="${grid.cell}"/>`);
      else {
        const note = grid.cell >= 20 ? pass + 1 : '';
        parts.push(cellMarkup({ x, y, cell: grid.cell, value: stitched.value(0, i, j), largest: stitched.largest(), role: 'output', data: { map: 'output', k: pass, i, j }, note, extra: `pass-${pass}${pass === index ? ' new' : ''}` }));
      }
    });
    return parts.join('');
  }

  // A line a pass; how many of the cells are filled, and how many have been held against their own crops.
  listMarkup(index) {
    const { labels, lines, sums, arrays, grids } = this.scene;
    const { x, y, row } = this.list;
    const all = this.filled.length;
    const checked = [...arrays.checked.values].filter((done, at) => done && this.has(at, index)).length;
    const apart = Math.max(0, ...[...grids.apart.values].filter((_, at) => this.has(at, index)));
    const size = this.narrow ? Math.min(row * 0.5, 11) : Math.min(row * 0.36, this.projected ? 26 : 17);
    const parts = lines.map((line, n) => {
      const [name, detail] = line.split('|');
      return (
        `<g class="pass-line ${n <= index ? 'on' : ''}" data-n="${n}"><rect class="pass-box pass-${n}" x="${x}" y="${y + n * row + 4}" width="${row - 12}" height="${row - 12}" rx="4"/>` +
        `<text class="pass-name" x="${x + row - 2}" y="${y + (n + (this.narrow ? 0.45 : 0.28)) * row}" font-size="${size}">${escapeText(name)}</text>` +
        (this.narrow ? '' : `<text class="pass-detail" x="${x + row - 2}" y="${y + (n + 0.66) * row}" font-size="${size * 0.86}">${escapeText(detail)}</text>`) + '</g>'
      );
    });
    const under = y + lines.length * row + row * 0.6;
    parts.push(
      `<text class="filled-count" x="${x}" y="${under}" data-map="filled" data-v="${sums[index]}" font-size="${this.narrow ? 17 : 34}">${fill(labels.of_all, { n: formatNumber(sums[index]), all: formatNumber(all) })}</text>`,
      `<text class="pass-detail" x="${x}" y="${under + (this.narrow ? 19 : 40)}" font-size="${this.narrow ? 10 : size}" data-map="checked" data-v="${checked}">${escapeText(fill(labels.checked, { n: formatNumber(checked) }))}</text>`,
      `<text class="pass-detail" x="${x}" y="${under + (this.narrow ? 33 : 64)}" font-size="${this.narrow ? 10 : size}" data-map="largest" data-v="${apart}">${escapeText(fill(labels.largest, { apart: formatSmall(apart) }))}</text>`,
    );
    return (this.narrow ? '' : this.title(x, y - 14, 'window', labels.passes)) + parts.join('');
  }

  show(index) {
    this.index = index;
    const [down, right] = this.scene.shifts[index];
    const { x, y, w } = this.photo;
    const [top, left] = [down * this.scale, right * this.scale];
    const [i, j] = this.position(this.chosen);
    this.cellsNode.innerHTML = this.cellsMarkup(index);
    this.listNode.innerHTML = this.listMarkup(index);
    const cut = down || right ? `<path class="cut" d="M${x},${y}h${w}v${top}h${left - w}v${w - top}h${-left}z"/>` : '';
    this.moving.innerHTML =
      `${cut}<rect class="copy-edge pass-${index}" x="${x + left}" y="${y + top}" width="${w - left}" height="${w - top}"/>` + this.cropMarkup(i, j) +
      `<rect class="frame" x="${this.grid.x + j * this.grid.cell}" y="${this.grid.y + i * this.grid.cell}" width="${this.grid.cell}" height="${this.grid.cell}"/>`;
  }

  sentence(index) {
    const { labels, grids, arrays } = this.scene;
    const [i, j] = this.position(this.chosen);
    const names = { row: i + 1, column: j + 1 };
    if (!this.has(this.chosen, index)) return fill(labels.said_off, names);
    if (!arrays.checked.values[this.chosen]) return fill(labels.said_none, names);
    const [pass, crop] = [grids.stitched.value(0, i, j), grids.direct.value(0, i, j)];
    return fill(labels.said_score, { ...names, pass: formatNumber(pass), crop: formatNumber(crop), apart: formatSmall(Math.abs(pass - crop)), n: this.filled[this.chosen] + 1 });
  }

  get pace() { return 4; }

  place(index) { return { row: 1, column: index + 1, k: index + 1 }; }

  table(caption) { return outputTable(this.scene.grids.stitched, 0, fill(caption, { k: 1 })); }

  hit(px, py) {
    if (this.onPhoto(px, py)) return { panel: 'input', n: this.nearest(px, py) };
    const n = this.inGrid(this.grid, px, py);
    if (n !== null) return { panel: 'output', n };
    const { x, y, row } = this.list;
    const line = Math.floor((py - y) / row);
    return px >= x && line >= 0 && line < this.count ? { panel: 'passes', line } : null;
  }

  tap(hit) { return hit.panel === 'passes' ? { go: hit.line } : { choose: ['score', hit.n] }; }
}
VIEWS.shifts = ShiftsView;
