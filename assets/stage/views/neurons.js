// A row of neurons over a row of inputs: wires to what each sees, its weights below, the sum written out.
class NeuronsView extends View {
  static labelled = 30; // px of a cell from which weights are written on the wires

  static hatch = '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<rect width="6" height="6" class="hatch-paper"/><path d="M0,0V6" class="hatch-line"/></pattern></defs>';

  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, filter, output } = scene.grids;
    this.k = Math.min(choice.front || 0, scene.filters - 1);
    this.field = filter.columns;
    this.count = output.columns;
    this.places = this.place_(width, height, input.columns + 2 * scene.padding, scene.filters);
    this.svg.innerHTML = NeuronsView.hatch + this.titles() + this.faint() + this.inputs() + this.neurons();
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    this.reach = node('path', { class: 'reach', d: '' }, this.svg);
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'S F' }, this.svg);
    this.mark = node('circle', { class: 'frame' }, this.svg);
    this.cells = [...this.svg.querySelectorAll('.neuron')];
  }

  place_(width, height, cells, filters) {
    const narrow = width < 640;
    const left = narrow ? MARGIN : 128;
    const wide = width - left - MARGIN;
    const title = narrow ? 24 : 0;
    const foot = narrow ? 40 : 0;
    const behind = (filters - 1) * 5; // at most: smaller where the cells are
    const cell = Math.min(wide / cells, 74 * Math.max(1, height / 460), (height - foot - 4 * title - behind - 70) / (4.4 + this.under));
    const x = left + (wide - cells * cell) / 2;
    const under = 10 + this.under * cell;
    const wires = Math.min(height - foot - 4 * title - behind - 4 * cell - under - 30, cell * 3.2 + 40);
    const block = 4 * cell + under - 10 + wires + behind + 4 * title + 22;
    const top = 8 + Math.max(0, (height - foot - 10 - block) / 2) + behind;
    const out = top + title;
    const input = out + cell + wires + title;
    const weights = input + cell + under + title;
    return { narrow, left, cell, x, out, input, weights, products: weights + cell + 8 + title, foot: height - 16 };
  }

  // Room under the inputs, in cells.
  get under() { return 0; }

  middle(o) {
    const taps = this.scene.columns[o];
    const { x, cell } = this.places;
    return x + (this.scene.padding + (taps[0] + taps[taps.length - 1] + 1) / 2) * cell;
  }

  titles() {
    const { labels, filters } = this.scene;
    const { narrow, cell, out, input, weights, products } = this.places;
    const at = (y) => (narrow ? y - 12 : y + cell / 2);
    const title = (y, role, name) => `<text class="title role-${role}" x="${MARGIN}" y="${at(y)}">${escapeText(name)}</text>`;
    return (
      title(out, 'output', labels.output) + title(input, 'input', labels.input) +
      title(weights, 'filter', labels.filter) + title(products, 'window', labels.products) +
      stillGrids.chips.call(this, narrow ? 120 : MARGIN, at(weights) + (narrow ? 4 : 30), filters, this.k, 'front', 'filter', 5)
    );
  }

  // Every wire of every neuron, quiet.
  faint() {
    const parts = this.scene.columns.map((taps, o) => taps.map((tap) => this.wirePath(o, tap)).join(''));
    return `<path class="neuron-wires" d="${parts.join('')}"/>`;
  }

  wirePath(o, tap) {
    const { x, cell, out, input } = this.places;
    return `M${this.middle(o)},${out + cell * 0.95}L${x + (tap + this.scene.padding + 0.5) * cell},${input}`;
  }

  inputs() {
    const { scene } = this;
    const { input } = scene.grids;
    const { x, cell, input: y } = this.places;
    const ring = scene.padding;
    const parts = [];
    for (let j = -ring; j < input.columns + ring; j += 1) {
      const left = x + (j + ring) * cell;
      if (j >= 0 && j < input.columns) {
        parts.push(cellMarkup({ x: left, y, cell, value: input.value(0, 0, j), largest: input.largest(), role: 'input', data: { map: 'input', i: 0, j } }));
      } else {
        parts.push(
          `<rect class="cell padded" data-symbols="P" x="${left}" y="${y}" width="${cell}" height="${cell}" data-map="padding" data-j="${j}" data-v="0"/>` +
            (cell < LEGIBLE ? '' : `<text class="number quiet" x="${left + cell / 2}" y="${y + cell / 2}" font-size="${cell * 0.42}">0</text>`),
        );
      }
    }
    const dropped = scene.dropped * cell;
    const end = x + (input.columns + 2 * ring) * cell;
    if (dropped) parts.push(`<rect class="dropped" x="${end - dropped}" y="${y}" width="${dropped}" height="${cell}"/>`);
    return `<g class="panel" aria-hidden="true" data-panel="input" data-symbols="W">${parts.join('')}</g>`;
  }

  neurons() {
    const { scene } = this;
    const { output } = scene.grids;
    const { cell, out } = this.places;
    const r = cell * 0.46;
    const parts = [];
    for (let o = 0; o < this.count; o += 1) {
      const x = this.middle(o);
      for (let n = scene.filters - 1; n > 0; n -= 1) {
        const shift = n * Math.min(5, cell * 0.22);
        parts.push(`<circle class="behind role-output" data-symbols="K" cx="${x + shift}" cy="${out + cell / 2 - shift}" r="${r}"/>`);
      }
      const value = output.value(this.k, 0, o);
      const shown = formatNumber(value);
      const deep = isDeep(value, output.largest()) ? ' deep' : '';
      parts.push(
        `<circle class="neuron-empty" cx="${x}" cy="${out + cell / 2}" r="${r}"/>` +
          `<g class="neuron"><circle class="cell" cx="${x}" cy="${out + cell / 2}" r="${r}" style="${tintStyle(value, output.largest(), 'output')}" ` +
          `data-map="output" data-k="${this.k}" data-i="0" data-j="${o}" data-later="${value}"/>` +
          (cell < LEGIBLE ? '' : `<text class="number${deep}" x="${x}" y="${out + cell / 2}" font-size="${fontSize(cell * 0.86, shown)}">${shown}</text>`) + '</g>',
      );
    }
    return `<g class="panel" aria-hidden="true" data-panel="output" data-symbols="K">${parts.join('')}</g>`;
  }

  inputAt(j) {
    const { input } = this.scene.grids;
    return j >= 0 && j < input.columns ? input.value(0, 0, j) : 0;
  }

  // The plane of the filter's grid that the neuron in question uses, and what stands beside a weight.
  planeOf() { return this.k; }

  nameOf(a) { return ''; }

  weight(a) { return this.scene.grids.filter.value(this.planeOf(), 0, a); }

  show(index, revealed) {
    const taps = this.scene.columns[index];
    const { x, cell, out, input } = this.places;
    const left = x + (taps[0] + this.scene.padding) * cell;
    const set = (thing, values) => Object.entries(values).forEach(([key, value]) => thing.setAttribute(key, value));
    this.index = index;
    set(this.frame, { x: left, y: input, width: this.field * cell, height: cell });
    set(this.mark, { cx: this.middle(index), cy: out + cell / 2, r: cell * 0.5 });
    this.cells.forEach((neuron, o) => {
      const circle = neuron.firstChild;
      neuron.classList.toggle('unseen', o > revealed);
      circle.setAttribute('data-v', o > revealed ? '' : circle.dataset.later);
    });
    this.moving.innerHTML = this.wired(index) + this.sums(index, left);
  }

  wired(index) {
    const { x, cell, out, input } = this.places;
    const taps = this.scene.columns[index];
    const parts = [`<path class="neuron-lit" d="${taps.map((tap) => this.wirePath(index, tap)).join('')}"/>`];
    if (cell >= NeuronsView.labelled && this.field <= 7) {
      const top = [this.middle(index), out + cell];
      taps.forEach((tap, a) => {
        const end = [x + (tap + this.scene.padding + 0.5) * cell, input];
        const [px, py] = [0, 1].map((c) => top[c] + (end[c] - top[c]) * 0.64);
        const label = formatNumber(this.weight(a));
        parts.push(
          `<rect class="wire-paper" x="${px - 16}" y="${py - 12}" width="32" height="24" rx="6"/>` +
            `<text class="wire-weight role-filter" x="${px}" y="${py}">×${label}</text>`,
        );
      });
    }
    return parts.join('');
  }

  sums(index, left) {
    const { scene } = this;
    const { cell, weights, products: productsY, narrow, foot } = this.places;
    const heaviest = Math.max(...Array.from({ length: this.field }, (_, a) => Math.abs(this.weight(a))));
    const low = [];
    const high = [];
    let largest = 0;
    scene.columns[index].forEach((tap, a) => { largest = Math.max(largest, Math.abs(this.inputAt(tap) * this.weight(a))); });
    scene.columns[index].forEach((tap, a) => {
      const w = this.weight(a);
      const at = left + a * cell;
      high.push(cellMarkup({ x: at, y: weights, cell, value: w, largest: heaviest, role: 'filter', data: { map: 'filter', k: this.k, i: 0, j: a }, extra: 'weight', note: this.nameOf(a) }));
      low.push(cellMarkup({ x: at, y: productsY, cell, value: this.inputAt(tap) * w, largest, role: 'window', data: { map: 'product', i: 0, j: a, x: this.inputAt(tap), w } }));
    });
    const products = scene.columns[index].map((tap, a) => this.inputAt(tap) * this.weight(a));
    const added = this.field > 7 ? 'Σ' : products.map((each, a) => (a ? signed(each) : formatNumber(each))).join('');
    const total = narrow ? `<text class="sum" x="${MARGIN}" y="${foot}">${added}${signed(scene.biases[this.k])} = <tspan class="result role-output">${formatNumber(this.value(index))}</tspan></text>` : '';
    return `<g data-panel="filter" data-symbols="F">${high.join('')}</g><g data-panel="product">${low.join('')}</g>${total}`;
  }

  value(index) { return this.scene.grids.output.value(this.k, 0, index); }

  sentence(index) {
    const terms = this.scene.columns[index].map((tap, a) => `(${formatNumber(this.inputAt(tap))})(${formatNumber(this.weight(a))})`);
    const value = this.value(index);
    const written = terms.length > 12 ? [...terms.slice(0, 8), '…', ...terms.slice(-2)] : terms;
    return `${written.join(' + ')}${signed(this.scene.biases[this.k])} ${isRounded(value) ? '≈' : '='} ${formatNumber(value)}`;
  }

  place(index) { return { row: 1, column: index + 1, k: this.k + 1 }; }

  table(caption) { return outputTable(this.scene.grids.output, this.k, fill(caption, { k: this.k + 1 })); }

  hit(px, py) {
    const { scene, places } = this;
    const { x, cell, input, out, weights } = places;
    const cells = scene.grids.input.columns + 2 * scene.padding;
    const at = (px - x) / cell;
    if (py >= input && py < input + cell && at >= 0 && at < cells) {
      return { panel: 'input', i: 0, j: Math.floor(at) - scene.padding, at: at - scene.padding };
    }
    if (py >= out && py < out + cell) {
      const o = scene.columns.findIndex((_, n) => Math.abs(this.middle(n) - px) < cell / 2);
      if (o >= 0) return { panel: 'output', i: 0, j: o };
    }
    const a = Math.floor(at) - scene.padding - scene.columns[this.index || 0][0];
    if (py >= weights && py < weights + cell && a >= 0 && a < this.field) return { panel: 'filter', i: 0, j: a };
    return null;
  }

  nearest(at) {
    const far = this.scene.columns.map((taps) => Math.abs((taps[0] + taps[taps.length - 1] + 1) / 2 - at));
    return far.indexOf(Math.min(...far));
  }

  light(hit) {
    const { x, cell, input } = this.places;
    const mark = (taps) => `M${x + (taps[hit.j] + this.scene.padding) * cell + 1},${input + 1}h${cell - 2}v${cell - 2}h${2 - cell}z`;
    this.reach.setAttribute('d', hit && hit.panel === 'filter' ? this.scene.columns.map(mark).join('') : '');
  }

  preview(hit) { return hit.panel === 'output' ? hit.j : null; }

  grabs(hit) { return hit.panel === 'input'; }

  dragged(hit) { return hit.panel === 'input' ? this.nearest(hit.at) : null; }

  tap(hit) { return hit.panel === 'output' ? { go: hit.j } : { edit: hit }; }

  firstEdit(index, other) {
    return other ? { panel: 'input', i: 0, j: Math.max(this.scene.columns[index][0], 0) } : { panel: 'filter', i: 0, j: 0 };
  }

  editable(hit) {
    const { x, cell, input, weights } = this.places;
    const volume = this.scene.grids[hit.panel];
    if (!volume.inside(0, hit.j) || cell < LEGIBLE) return null;
    const from = hit.panel === 'input' ? 0 : this.scene.columns[this.index][0];
    const place = { x: x + (hit.j + from + this.scene.padding) * cell, y: hit.panel === 'input' ? input : weights, cell };
    return { place, value: hit.panel === 'input' ? this.inputAt(hit.j) : this.weight(hit.j) };
  }

  edited(hit, value) {
    const now = hit.panel === 'input' ? this.inputAt(hit.j) : this.weight(hit.j);
    return { grid: hit.panel, index: hit.panel === 'input' ? [hit.j] : [this.k, hit.j], same: now === value };
  }

  editNext(hit, step) {
    const next = { ...hit, j: hit.j + step };
    return this.scene.grids[hit.panel].inside(0, next.j) ? next : null;
  }
}
VIEWS.neurons = NeuronsView;
