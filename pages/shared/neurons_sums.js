// What moves on a row of neurons: the window, the wires of one neuron, its weights and products, the sum written out.
Object.assign(NeuronsView.prototype, {
  inputAt(j) {
    const { input } = this.scene.grids;
    return j >= 0 && j < input.columns ? input.value(0, 0, j) : 0;
  },

  // The plane of the filter's grid that the neuron in question uses, and what stands beside a weight.
  planeOf() { return this.k; },

  nameOf(a) { return ''; },

  weight(a) { return this.scene.grids.filter.value(this.planeOf(), 0, a); },

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
  },

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
          `<rect class="wire-paper" x="${px - 19}" y="${py - 13}" width="38" height="26" rx="6"/>` +
            `<text class="wire-weight role-filter" x="${px}" y="${py}">×${label}</text>`,
        );
      });
    }
    return parts.join('');
  },

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
  },

  value(index) { return this.scene.grids.output.value(this.k, 0, index); },

  sentence(index) {
    const terms = this.scene.columns[index].map((tap, a) => `(${formatNumber(this.inputAt(tap))})(${formatNumber(this.weight(a))})`);
    const value = this.value(index);
    const written = terms.length > 12 ? [...terms.slice(0, 8), '…', ...terms.slice(-2)] : terms;
    return `${written.join(' + ')}${signed(this.scene.biases[this.k])} ${isRounded(value) ? '≈' : '='} ${formatNumber(value)}`;
  },

  place(index) { return { row: 1, column: index + 1, k: this.k + 1 }; },

  table(caption) { return outputTable(this.scene.grids.output, this.k, fill(caption, { k: this.k + 1 })); },
});
