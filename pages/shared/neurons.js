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
    const { right, bottom } = this.kept(width);
    this.places = this.place_(width - right, height - bottom, width < 640, input.columns + 2 * scene.padding, scene.filters);
    this.svg.innerHTML = NeuronsView.hatch + this.titles() + this.faint() + this.inputs() + this.neurons();
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    this.reach = node('path', { class: 'reach', d: '' }, this.svg);
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'S F' }, this.svg);
    this.mark = node('circle', { class: 'frame' }, this.svg);
    this.cells = [...this.svg.querySelectorAll('.neuron')];
  }

  // What a view that draws more than the row keeps for itself of the stage.
  kept(width) { return { right: 0, bottom: 0 }; }

  place_(width, height, narrow, cells, filters) {
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
      stillGrids.chips.call(this, narrow ? 120 : MARGIN, at(weights) + (narrow ? -10 : 16), CHIP.narrow, filters, this.k, 'front', 'filter', 5)
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
}
VIEWS.neurons = NeuronsView;
