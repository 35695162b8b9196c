// A sheet of neurons over the picture: each looks at one patch; behind it the neurons of the other filters.
class SheetView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, output, filter } = scene.grids;
    this.k = Math.min(choice.front || 0, filter.planes - 1);
    this.field = filter.columns;
    this.side = output.columns;
    this.count = output.rows * output.columns;
    const narrow = width < 640;
    const ring = input.columns + 2 * scene.padding;
    const shift = narrow ? 4 : 9;
    const stack = (filter.planes - 1) * shift;
    const listHigh = narrow ? height * 0.42 : height - TITLE - 6;
    const upper = narrow ? height - listHigh - TITLE - 24 : height - TITLE - 8;
    const third = narrow ? (width - 3 * MARGIN) / 2 : (width - 4 * MARGIN) / 3.3;
    const inputCell = Math.min(third / ring, upper / ring, 64);
    const outCell = Math.min((third - stack) / this.side, (upper - stack) / this.side, 64);
    const listX = narrow ? MARGIN : MARGIN * 3 + third * 2.1;
    this.places = {
      narrow, shift,
      input: { x: MARGIN, y: TITLE, cell: inputCell, w: ring * inputCell, h: ring * inputCell },
      output: { x: MARGIN * 2 + third + (narrow ? 0 : 10), y: TITLE + stack, cell: outCell, w: this.side * outCell, h: this.side * outCell },
      list: { x: listX, y: narrow ? TITLE + upper + 34 : TITLE, w: width - listX - MARGIN, row: Math.min((listHigh - (narrow ? 36 : 10)) / filter.planes, 96) },
    };
    this.svg.innerHTML = NeuronsView.hatch + this.inputMarkup() + this.sheets() + this.list().title;
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    node('g', {}, this.svg).innerHTML = this.list().chips;
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'F S' }, this.svg);
    this.neurons = [...this.svg.querySelectorAll('.neuron')];
  }

  title(x, y, role, said) { return `<text class="title role-${role}" x="${x}" y="${y}">${escapeText(said)}</text>`; }

  inputMarkup() {
    const { input } = this.scene.grids;
    const { x, y, cell } = this.places.input;
    const ring = this.scene.padding * cell;
    return (
      this.title(MARGIN, 18, 'input', this.scene.labels.input) +
      '<g class="panel" aria-hidden="true" data-panel="input" data-symbols="W">' +
      planeMarkup(input, 0, { x: x + ring, y: y + ring, cell, largest: input.largest(), data: { map: 'input' } }) +
      ringMarkup(input, this.scene.padding, this.places.input) + '</g>'
    );
  }

  sheets() {
    const { output, filter } = this.scene.grids;
    const { shift, output: box } = this.places;
    const parts = [this.title(box.x, 18, 'output', this.scene.labels.sheet)];
    for (let n = filter.planes - 1; n > 0; n -= 1) {
      parts.push(`<rect class="behind role-output" data-symbols="K" x="${box.x + n * shift}" y="${box.y - n * shift}" width="${box.w}" height="${box.h}"/>`);
    }
    parts.push(`<rect class="sheet" x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}"/>`);
    for (let at = 0; at < this.count; at += 1) {
      const [i, j] = this.position(at);
      const value = output.value(this.k, i, j);
      const [x, y] = this.centre(i, j);
      const r = box.cell * 0.44;
      const shown = formatNumber(value);
      const deep = isDeep(value, output.largest()) ? ' deep' : '';
      parts.push(
        `<circle class="neuron-empty" cx="${x}" cy="${y}" r="${r}"/><g class="neuron"><circle class="cell" cx="${x}" cy="${y}" r="${r}" ` +
          `style="${tintStyle(value, output.largest(), 'output')}" data-map="output" data-k="${this.k}" data-i="${i}" data-j="${j}" data-later="${value}"/>` +
          (box.cell < 20 ? '' : `<text class="number${deep}" x="${x}" y="${y}" font-size="${fontSize(box.cell * 0.84, shown)}">${shown}</text>`) + '</g>',
      );
    }
    return `<g class="panel" aria-hidden="true" data-panel="output" data-symbols="K">${parts.join('')}</g>`;
  }

  // What stands still of the list: its title, and a button a filter.
  list() {
    const { x, y, w, row } = this.places.list;
    const filters = this.scene.grids.filter.planes;
    const chips = Array.from({ length: filters > 1 ? filters : 0 }, (_, k) => {
      const [left, middle] = [x + w - 24, y + (k + 0.5) * row];
      return (
        `<g class="chip ${k === this.k ? 'on' : ''}" role="button" tabindex="0" data-choose="front" data-n="${k}" aria-pressed="${k === this.k}" ` +
        `aria-label="${escapeText(fill(this.scene.labels.choose_front, { n: k + 1 }))}"><rect class="chip-box role-filter" x="${left}" y="${middle - 10}" width="20" height="20" rx="4"/>` +
        `<text x="${left + 10}" y="${middle}">${k + 1}</text></g>`
      );
    });
    return { title: this.title(x, y - 16, 'filter', fill(this.scene.labels.column, { n: filters })), chips: chips.join('') };
  }

  position(index) { return [Math.floor(index / this.side), index % this.side]; }

  centre(i, j) {
    const { x, y, cell } = this.places.output;
    return [x + (j + 0.5) * cell, y + (i + 0.5) * cell];
  }

  stride() { return this.side; }

  show(index, revealed) {
    const [i, j] = this.position(index);
    this.index = index;
    const { x, y, cell } = this.places.input;
    const left = x + (this.scene.columns[j][0] + this.scene.padding) * cell;
    const top = y + (this.scene.rows[i][0] + this.scene.padding) * cell;
    const wide = this.field * cell;
    Object.entries({ x: left, y: top, width: wide, height: wide }).forEach(([key, value]) => this.frame.setAttribute(key, value));
    this.neurons.forEach((neuron, at) => {
      const circle = neuron.firstChild;
      neuron.classList.toggle('unseen', at > revealed);
      circle.setAttribute('data-v', at > revealed ? '' : circle.dataset.later);
    });
    const [cx, cy] = this.centre(i, j);
    const r = this.places.output.cell * 0.5;
    const beam = `<path class="fan" d="M${left + wide},${top}L${cx - r},${cy - r * 0.5}V${cy + r * 0.5}L${left + wide},${top + wide}z"/>`;
    this.moving.innerHTML = `${beam}<circle class="frame" cx="${cx}" cy="${cy}" r="${r}"/>${this.column(i, j)}`;
  }

  // One row a filter: its weights, what they make of this patch, and the neuron.
  column(i, j) {
    const { filter, output } = this.scene.grids;
    const { x, y, row, w } = this.places.list;
    const cell = Math.min((row - 10) / this.field, 30);
    const wide = cell * this.field;
    const r = Math.min(row * 0.42, 26);
    const said = x + wide + 12;
    return Array.from({ length: filter.planes }, (_, k) => {
      const top = y + k * row;
      const middle = top + row / 2;
      const weights = [];
      for (let a = 0; a < this.field; a += 1) {
        for (let b = 0; b < this.field; b += 1) {
          weights.push(cellMarkup({ x: x + b * cell, y: middle - wide / 2 + a * cell, cell, value: filter.value(k, a, b), largest: filter.largest(), role: 'filter', data: { map: 'filter', k, i: a, j: b }, extra: 'weight' }));
        }
      }
      const value = output.value(k, i, j);
      const shown = formatNumber(value);
      const deep = isDeep(value, output.largest()) ? ' deep' : '';
      const at = Math.min(x + w - r - 32, said + (this.places.narrow ? 120 : this.width > 1300 ? 260 : 200));
      return (
        `<g class="filter-row${k === this.k ? ' on' : ''}" data-k="${k}"><rect class="row-paper" x="${x - 6}" y="${top + 2}" width="${w + 6}" height="${row - 4}" rx="8"/>${weights.join('')}` +
        `<text class="row-sum" x="${said}" y="${middle}">${this.places.narrow ? '' : 'wᵀx + b = '}${formatNumber(this.scene.grids.sum.value(k, i, j))}${signed(this.scene.biases[k])} =</text>` +
        `<circle class="cell" cx="${at}" cy="${middle}" r="${r}" style="${tintStyle(value, output.largest(), 'output')}" data-map="column" data-k="${k}" data-v="${value}"/>` +
        `<text class="number${deep}" x="${at}" y="${middle}" font-size="${fontSize(r * 1.8, shown)}">${shown}</text></g>`
      );
    }).join('');
  }

  inputAt(i, j) {
    const { input } = this.scene.grids;
    return input.inside(i, j) ? input.value(0, i, j) : 0;
  }

  sentence(index) {
    const [i, j] = this.position(index);
    const terms = [];
    this.scene.rows[i].forEach((r, a) => this.scene.columns[j].forEach((c, b) => {
      terms.push(`(${formatNumber(this.inputAt(r, c))})(${formatNumber(this.scene.grids.filter.value(this.k, a, b))})`);
    }));
    const written = terms.length > 12 ? [...terms.slice(0, 8), '…', ...terms.slice(-2)] : terms;
    return `${written.join(' + ')}${signed(this.scene.biases[this.k])} = ${formatNumber(this.scene.grids.output.value(this.k, i, j))}`;
  }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: this.k + 1 };
  }

  table(caption) { return outputTable(this.scene.grids.output, this.k, fill(caption, { k: this.k + 1 })); }

  hit(px, py) {
    const { input, output, list } = this.places;
    const within = ({ x, y, w, h }) => px >= x && py >= y && px < x + w && py < y + h;
    if (within(input)) {
      const ring = this.scene.padding;
      return { panel: 'input', at: [(py - input.y) / input.cell - ring, (px - input.x) / input.cell - ring] };
    }
    if (within(output)) return { panel: 'output', i: Math.floor((py - output.y) / output.cell), j: Math.floor((px - output.x) / output.cell) };
    const k = Math.floor((py - list.y) / list.row);
    return px >= list.x - 6 && k >= 0 && k < this.scene.grids.filter.planes ? { panel: 'list', k } : null;
  }

  nearest([row, column]) {
    const near = (taps, at) => {
      const far = taps.map((tap) => Math.abs((tap[0] + tap[tap.length - 1] + 1) / 2 - at));
      return far.indexOf(Math.min(...far));
    };
    return near(this.scene.rows, row) * this.side + near(this.scene.columns, column);
  }

  preview(hit) { return hit.panel === 'output' ? hit.i * this.side + hit.j : null; }

  grabs(hit) { return hit.panel === 'input'; }

  dragged(hit) { return hit.panel === 'input' ? this.nearest(hit.at) : null; }

  tap(hit) {
    if (hit.panel === 'list') return { choose: ['front', hit.k] };
    return { go: hit.panel === 'output' ? hit.i * this.side + hit.j : this.nearest(hit.at) };
  }
}
VIEWS.sheet = SheetView;
