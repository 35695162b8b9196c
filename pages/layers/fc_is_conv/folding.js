// A fully connected layer's weight rows folded into filters, cell by cell, and back; both ways of computing beside them.
class FoldingView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, weights } = scene.grids;
    Object.assign(this, { each: weights.columns, filters: weights.rows, field: input.rows, depth: input.planes });
    this.count = 2 * this.each; // there, and back
    this.narrow = width < 640;
    this.flat = this.flatPlaces();
    this.low = this.lowPlaces(this.flat.end + (this.narrow ? 38 : 52));
    this.svg.innerHTML = this.inputs() + this.results() + '<g class="folds" aria-hidden="true"></g>';
    this.svg.querySelector('.folds').innerHTML = this.weights();
    this.folds = [...this.svg.querySelectorAll('.fold')];
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  // The volume read as one row, and under it a row of weights for each output.
  flatPlaces() {
    const { width, height, each, filters } = this;
    const x = MARGIN;
    const wide = width - 2 * MARGIN - (this.narrow ? 52 : 96);
    const cell = Math.min(wide / each, (height * 0.46 - 2 * TITLE) / (filters + 1), 46);
    const size = Math.min(Math.max(cell, 22), 46); // of a result: it stays legible beside rows that are not
    const rows = TITLE + cell + TITLE - 4 + (size - cell) / 2;
    const right = x + Math.max(each * cell, this.narrow ? 0 : 250) + (this.narrow ? 8 : 30);
    return { x, cell, size, row: (k) => rows + k * (size + 3), titles: [20, TITLE + cell + 20], right, end: rows + filters * (size + 3) };
  }

  // The volume and the filters, slices side by side or one above the other, whichever is larger.
  lowPlaces(y) {
    const { width, height, field, depth, filters } = this;
    const gap = this.narrow ? 14 : 44;
    const between = 5;
    const w = width - 2 * MARGIN - filters * gap - (this.narrow ? 44 : 96);
    const h = height - y - 6;
    const blocks = filters + 1;
    const across = Math.min((w - blocks * (depth - 1) * between) / (blocks * depth * field), h / field, 46);
    const down = Math.min(w / (blocks * field), (h - (depth - 1) * between) / (depth * field), 46);
    const flat = across >= down;
    const cell = Math.max(across, down);
    const step = field * cell + between;
    const block = flat ? depth * step - between : field * cell;
    const left = (n) => MARGIN + n * (Math.max(block, this.narrow ? 20 : 92) + gap);
    return {
      y, cell, title: y - 16, left,
      at: (n, d, i, j) => [left(n) + (flat ? d * step : 0) + j * cell, y + (flat ? 0 : d * step) + i * cell],
      right: left(blocks) - gap + (this.narrow ? 8 : 30),
    };
  }

  title(x, y, role, words) { return `<text class="title role-${role}" x="${x}" y="${y}">${escapeText(words)}</text>`; }

  place3(t) { return this.scene.arrays.places.values.subarray(3 * t, 3 * t + 3); }

  inputs() {
    const { input } = this.scene.grids;
    const { labels } = this.scene;
    const { flat, low } = this;
    const parts = [
      this.title(flat.x, flat.titles[0], 'input', labels.flat_input), this.title(flat.x, flat.titles[1], 'filter', labels.flat_weights),
      this.title(low.left(0), low.title, 'input', labels.volume),
    ];
    for (let k = 0; k < this.filters; k += 1) parts.push(this.title(low.left(k + 1), low.title, 'filter', this.narrow ? k + 1 : fill(labels.kernel_n, { n: k + 1 })));
    for (let t = 0; t < this.each; t += 1) {
      const [d, i, j] = this.place3(t);
      const value = input.value(d, i, j);
      const [x, y] = low.at(0, d, i, j);
      const look = { value, largest: input.largest(), role: 'input' };
      parts.push(cellMarkup({ x: flat.x + t * flat.cell, y: TITLE, cell: flat.cell, ...look, data: { map: 'row', j: t } }), cellMarkup({ x, y, cell: low.cell, ...look, data: { map: 'input', d, i, j } }));
      for (let k = 0; k < this.filters; k += 1) {
        const [left, top] = low.at(k + 1, d, i, j);
        parts.push(this.empty(flat.x + t * flat.cell, flat.row(k), flat.cell), this.empty(left, top, low.cell));
      }
    }
    return `<g class="panel" aria-hidden="true" data-symbols="D F">${parts.join('')}</g>`;
  }

  empty(x, y, cell) { return `<rect class="fold-place" x="${x}" y="${y}" width="${cell}" height="${cell}"/>`; }

  // One number an output, by the row and by the filter.
  results() {
    const { labels, grids } = this.scene;
    const { flat, low } = this;
    const { size } = flat;
    const cell = (x, y, k, map) => cellMarkup({ x, y, cell: size, value: grids[map].value(k, 0, 0), largest: grids[map].largest(), role: 'output', data: { map, k, i: 0, j: 0 } });
    const parts = this.narrow ? [] : [this.title(flat.right, flat.titles[1], 'output', labels.by_fc), this.title(low.right, low.title, 'output', labels.by_conv)];
    for (let k = 0; k < this.filters; k += 1) {
      parts.push(cell(flat.right, flat.row(k) + (flat.cell - size) / 2, k, 'fc'), cell(low.right, low.y + k * (size + 4), k, 'conv'));
      if (!this.narrow) parts.push(`<text class="sign" x="${flat.right - 15}" y="${flat.row(k) + flat.cell / 2}">=</text>`, `<text class="sign" x="${low.right - 15}" y="${low.y + k * (size + 4) + size / 2}">=</text>`);
    }
    return `<g class="panel" aria-hidden="true" data-symbols="K">${parts.join('')}</g>`;
  }

  weights() {
    const { weights } = this.scene.grids;
    const parts = [];
    for (let k = 0; k < this.filters; k += 1) {
      for (let t = 0; t < this.each; t += 1) {
        const [d, i, j] = this.place3(t);
        const value = weights.value(0, k, t);
        parts.push(`<g class="fold" data-t="${t}" data-k="${k}">${tintedCell({ x: 0, y: 0, cell: this.flat.cell, n: k * this.each + t, shown: formatNumber(value), data: { map: 'weight', k, d, i, j, v: value } })}</g>`);
      }
    }
    return parts.join('');
  }

  // Which weight moves at this step, and whether weight t stands in its filter now.
  now(index) { return index % this.each; }

  folded(index, t) { return index < this.each ? t <= index : t > index - this.each; }

  show(index) {
    this.index = index;
    const { flat, low } = this;
    this.folds.forEach((each) => {
      const [t, k] = [Number(each.dataset.t), Number(each.dataset.k)];
      const there = this.folded(index, t);
      const [x, y] = there ? low.at(k + 1, ...this.place3(t)) : [flat.x + t * flat.cell, flat.row(k)];
      each.style.transform = `translate(${x}px, ${y}px) scale(${there ? low.cell / flat.cell : 1})`;
      each.dataset.there = there ? 'filter' : 'row';
    });
    const t = this.now(index);
    const [left, top] = [flat.x + t * flat.cell, TITLE];
    const frame = (x, y, cell, high = cell) => `<rect class="frame" x="${x}" y="${y}" width="${cell}" height="${high}"/>`;
    const cells = Array.from({ length: this.filters + 1 }, (_, n) => low.at(n, ...this.place3(t)));
    const [x, y] = cells[0];
    this.moving.innerHTML =
      `<path class="wire" d="M${left + flat.cell / 2},${top + flat.cell}C${left + flat.cell / 2},${top + flat.cell + 60} ${x + low.cell / 2},${y - 60} ${x + low.cell / 2},${y}"/>` +
      frame(left, top, flat.cell) + frame(left, flat.row(0), flat.cell, flat.row(this.filters - 1) - flat.row(0) + flat.cell) + cells.map(([a, b]) => frame(a, b, low.cell)).join('');
  }

  sentence(index) { return this.scene.sentences[this.now(index)]; }

  stride() { return this.field; }

  table(caption) {
    const { fc, conv } = this.scene.grids;
    const rows = Array.from({ length: this.filters }, (_, k) => `<tr><th scope="row">${k + 1}</th><td>${formatNumber(fc.value(k, 0, 0))}</td><td>${formatNumber(conv.value(k, 0, 0))}</td></tr>`);
    return `<table><caption>${escapeText(fill(caption, { k: 1 }))}</caption><tr><td></td><th scope="col">FC</th><th scope="col">CONV</th></tr>${rows.join('')}</table>`;
  }

  // Any cell of the rows, the volume or the filters: the step at which its weight moves.
  hit(px, py) {
    const { flat, low } = this;
    const within = (x, y, cell) => px >= x && px < x + cell && py >= y && py < y + cell;
    for (let t = 0; t < this.each; t += 1) {
      const x = flat.x + t * flat.cell;
      if (within(x, TITLE, flat.cell)) return { panel: 'flat', t };
      for (let k = 0; k <= this.filters; k += 1) {
        if (within(...low.at(k, ...this.place3(t)), low.cell) || (k && within(x, flat.row(k - 1), flat.cell))) return { panel: 'flat', t };
      }
    }
    return null;
  }

  preview(hit, pinned) { return pinned ? null : hit.t; }

  tap(hit) { return { go: hit.t }; }
}
VIEWS.folding = FoldingView;
