// Pooling: a window on the input, its numbers large beside it, and the one number that they become.
class PoolingView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, output } = scene.grids;
    this.d = Math.min(choice.slice || 0, input.planes - 1);
    this.count = output.rows * output.columns;
    this.field = scene.rows[0].length;
    this.picture = input.kind === 'picture';
    const narrow = width < 640;
    this.narrow = narrow;
    const ring = 2 * scene.padding;
    const rows = input.rows + ring;
    const foot = input.planes > 1 && !this.picture ? 26 : 6;
    if (narrow) {
      const half = (height - 2 * TITLE - foot) / 2;
      const w = width - 2 * MARGIN;
      this.boxes = {
        input: gridBox({ x: MARGIN, y: TITLE, w, h: half }, rows, rows, 1, 56),
        window: gridBox({ x: MARGIN, y: TITLE + half + TITLE, w: w * 0.46, h: half - 24 }, this.field, this.field, 1, 56),
        output: gridBox({ x: MARGIN + w * 0.54, y: TITLE + half + TITLE, w: w * 0.46, h: half - 24 }, output.rows, output.columns, 1, 56),
      };
    } else {
      const third = (width - 2 * MARGIN) / 3;
      const h = height - TITLE - foot - 8;
      this.boxes = {
        input: gridBox({ x: MARGIN, y: TITLE, w: third * 1.12, h }, rows, rows, 1, 80),
        window: gridBox({ x: MARGIN + third * 1.25, y: TITLE + 20, w: third * 0.72, h: h * 0.62 }, this.field, this.field, 1, 80),
        output: gridBox({ x: MARGIN + third * 2.15, y: TITLE, w: third * 0.84, h }, output.rows, output.columns, 1, 80),
      };
    }
    this.svg.innerHTML = NeuronsView.hatch + this.still(foot);
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'F S' }, this.svg);
    this.mark = node('rect', { class: 'frame', rx: 2 }, this.svg);
    this.cells = [...this.svg.querySelectorAll('.out-cells > *')];
  }

  get atOnce() { return this.picture || this.count > 900; }

  stride() { return this.scene.columns.length; }

  position(index) { return [Math.floor(index / this.scene.columns.length), index % this.scene.columns.length]; }

  after(index) { return this.atOnce ? GridsView.prototype.after.call(this, index) : index + 1; }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: this.d + 1 };
  }

  title(box, role, name) {
    return `<text class="title role-${role}" x="${box.x}" y="${box.y - 14}">${escapeText(name)}</text>`;
  }

  still(foot) {
    const { scene, boxes } = this;
    const { input, output } = scene.grids;
    const inner = { x: boxes.input.x + scene.padding * boxes.input.cell, y: boxes.input.y + scene.padding * boxes.input.cell, cell: boxes.input.cell };
    const chips = this.picture ? '' : stillGrids.chips.call(this, MARGIN, this.narrow ? boxes.input.y + boxes.input.h + 20 : this.height - 6, input.planes, this.d, 'slice', 'input');
    const asImage = boxes.output.cell < LEGIBLE || output.kind === 'picture';
    let cells = '';
    this.asImage = asImage;
    if (asImage) cells = this.outputImage(output, boxes.output);
    else {
      for (let i = 0; i < output.rows; i += 1) {
        for (let j = 0; j < output.columns; j += 1) {
          const value = output.value(this.d, i, j);
          cells += `<g class="unseen">${cellMarkup({ x: boxes.output.x + j * boxes.output.cell, y: boxes.output.y + i * boxes.output.cell, cell: boxes.output.cell, value, largest: output.largest(), role: 'output', data: { map: 'output', k: this.d, i, j, later: value } })}</g>`;
        }
      }
      cells = `<g class="out-cells">${cells}</g>`;
    }
    return (
      this.title(boxes.input, 'input', scene.labels.input) + this.title(boxes.window, 'window', scene.labels.window) + this.title(boxes.output, 'output', scene.labels.output) + chips +
      `<g class="panel" aria-hidden="true" data-panel="input" data-symbols="W"><rect class="sheet" x="${boxes.input.x}" y="${boxes.input.y}" width="${boxes.input.w}" height="${boxes.input.h}"/>` +
      planeMarkup(input, this.d, { ...inner, largest: input.largest(), data: { map: 'input', d: this.d } }) + ringMarkup(input, scene.padding, boxes.input) + '</g>' +
      `<g class="panel" aria-hidden="true" data-panel="output"><rect class="sheet empty" x="${boxes.output.x}" y="${boxes.output.y}" width="${boxes.output.w}" height="${boxes.output.h}"/>${cells}</g>`
    );
  }

  // A pooled photograph keeps its own colours where its values stay within them.
  outputImage(output, box) {
    const own = output.kind === 'picture' && output.largest() <= 1.001;
    return `<image class="pixels" href="${paintPlane(output, this.d, output.largest(), own)}" x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}" preserveAspectRatio="none"/>`;
  }

  show(index, revealed) {
    const { scene, boxes } = this;
    const [i, j] = this.position(index);
    const ring = scene.padding;
    const { cell } = boxes.input;
    const grow = Math.max(0, LEAST_FRAME - this.field * cell) / 2;
    const set = (thing, values) => Object.entries(values).forEach(([key, value]) => thing.setAttribute(key, value));
    set(this.frame, { x: boxes.input.x + (scene.columns[j][0] + ring) * cell - grow, y: boxes.input.y + (scene.rows[i][0] + ring) * cell - grow, width: this.field * cell + 2 * grow, height: this.field * cell + 2 * grow });
    const out = boxes.output;
    const mark = Math.max(out.cell, 8);
    set(this.mark, { x: out.x + j * out.cell - (mark - out.cell) / 2, y: out.y + i * out.cell - (mark - out.cell) / 2, width: mark, height: mark });
    this.cells.forEach((each, n) => {
      each.classList.toggle('unseen', n > revealed);
      each.firstChild.setAttribute('data-v', n > revealed ? '' : each.firstChild.dataset.later);
    });
    this.moving.innerHTML = this.windowMarkup(i, j);
  }

  winner(i, j) {
    const { winners } = this.scene.arrays;
    if (!winners) return null;
    const [, rows, columns] = winners.shape;
    return winners.values[(this.d * rows + i) * columns + j];
  }

  windowCells(i, j) {
    const { input } = this.scene.grids;
    return this.scene.rows[i].flatMap((r, a) => this.scene.columns[j].map((c, b) => {
      const inside = input.inside(r, c);
      return { a, b, inside, value: inside ? input.value(this.d, r, c) : 0 };
    }));
  }

  windowMarkup(i, j) {
    const { scene, boxes } = this;
    const { input, output } = scene.grids;
    const box = boxes.window;
    const winner = this.winner(i, j);
    const parts = this.windowCells(i, j).map(({ a, b, inside, value }, n) =>
      cellMarkup({
        x: box.x + b * box.cell, y: box.y + a * box.cell, cell: box.cell, value, largest: input.largest(), role: 'input',
        data: { map: 'window', i: a, j: b }, shown: inside || winner === null ? formatNumber(value) : '·',
        extra: `${inside ? '' : 'padded'} ${winner === n ? 'winner' : ''} ${winner !== null && winner !== n ? 'outdone' : ''}`,
      }),
    );
    const result = output.value(this.d, i, j);
    const y = box.y + box.h + (this.narrow ? 18 : 34);
    parts.push(`<text class="result role-output" x="${box.x}" y="${y}">${isRounded(result) ? '≈ ' : '= '}${formatNumber(result)}</text>`);
    return parts.join('');
  }

  // How the numbers of the window become one, written out.
  sentence(index) {
    const [i, j] = this.position(index);
    const { how, p } = this.scene;
    const all = this.windowCells(i, j).map(({ value }) => value);
    const values = this.windowCells(i, j).filter(({ inside }) => inside).map(({ value }) => value);
    const result = this.scene.grids.output.value(this.d, i, j);
    const about = isRounded(result) || all.some(isRounded) ? '≈' : '=';
    const few = (list, join) => (list.length > 12 ? [...list.slice(0, 6), '…', ...list.slice(-2)] : list).join(join);
    const bracketed = (list) => list.map((v) => (v < 0 ? `(${formatNumber(v)})` : formatNumber(v)));
    const absolute = all.map((v) => `|${formatNumber(v)}|`);
    const end = `${about} ${formatNumber(result)}`;
    if (how === 'max' || how === 'min') return `${how}(${few(values.map(formatNumber), ', ')}) ${end}`;
    if (how === 'median') return `median(${few([...all].sort((a, b) => a - b).map(formatNumber), ', ')}) ${end}`;
    if (how === 'mean') return `(${few(bracketed(all), ' + ')}) / ${all.length} ${end}`;
    const power = formatNumber(p);
    return how === 'l2' ? `√(${few(bracketed(all).map((v) => `${v}²`), ' + ')}) ${end}` : `(${few(absolute.map((v) => `${v}^${power}`), ' + ')})^(1/${power}) ${end}`;
  }

  table(caption) { return outputTable(this.scene.grids.output, this.d, fill(caption, { k: this.d + 1 })); }

  cellAt(box, x, y) {
    if (x < box.x || y < box.y || x >= box.x + box.w || y >= box.y + box.h) return null;
    return [Math.floor((y - box.y) / box.cell), Math.floor((x - box.x) / box.cell)];
  }

  hit(x, y) {
    const { input, output } = this.boxes;
    const ring = this.scene.padding;
    const on = this.cellAt(input, x, y);
    if (on) return { panel: 'input', i: on[0] - ring, j: on[1] - ring, at: [(y - input.y) / input.cell - ring, (x - input.x) / input.cell - ring] };
    const out = this.cellAt(output, x, y);
    return out && { panel: 'output', i: out[0], j: out[1] };
  }

  grabs(hit) { return hit.panel === 'input'; }

  dragged(hit) { return hit.panel === 'input' ? pointedGrids.nearest.call(this, hit.at) : null; }

  preview(hit) { return hit.panel === 'output' ? hit.i * this.scene.columns.length + hit.j : null; }

  tap(hit) {
    if (hit.panel === 'output') return { go: hit.i * this.scene.columns.length + hit.j };
    return this.picture ? { go: pointedGrids.nearest.call(this, hit.at) } : { edit: hit };
  }

  firstEdit(index) {
    const [i, j] = this.position(index);
    return { panel: 'input', i: Math.max(this.scene.rows[i][0], 0), j: Math.max(this.scene.columns[j][0], 0) };
  }

  editable(hit) {
    const { input } = this.scene.grids;
    const { cell, x, y } = this.boxes.input;
    if (this.picture || !input.inside(hit.i, hit.j) || cell < LEGIBLE) return null;
    const ring = this.scene.padding;
    return { place: { x: x + (hit.j + ring) * cell, y: y + (hit.i + ring) * cell, cell }, value: input.value(this.d, hit.i, hit.j) };
  }

  edited(hit, value) {
    const { input } = this.scene.grids;
    return { grid: 'input', index: [this.d, hit.i, hit.j], same: input.value(this.d, hit.i, hit.j) === value };
  }

  editNext(hit, step) {
    const { input } = this.scene.grids;
    const at = hit.i * input.columns + hit.j + step;
    return at < 0 || at >= input.rows * input.columns ? null : { ...hit, i: Math.floor(at / input.columns), j: at % input.columns };
  }
}
VIEWS.pooling = PoolingView;
