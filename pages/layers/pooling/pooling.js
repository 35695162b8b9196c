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
    const chips = this.picture ? '' : stillGrids.chips.call(this, MARGIN, boxes.input.y + boxes.input.h + 5, this.narrow ? CHIP.narrow : CHIP.wide, input.planes, this.d, 'slice', 'input');
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
    const { boxes } = this;
    const [i, j] = this.position(index);
    const at = this.windowBox(i, j);
    const grow = Math.max(0, LEAST_FRAME - at.width) / 2; // a window of a photograph would be too small to be seen
    const set = (thing, values) => Object.entries(values).forEach(([key, value]) => thing.setAttribute(key, value));
    set(this.frame, { x: at.x - grow, y: at.y - grow, width: at.width + 2 * grow, height: at.height + 2 * grow });
    const out = boxes.output;
    const mark = Math.max(out.cell, 8);
    set(this.mark, { x: out.x + j * out.cell - (mark - out.cell) / 2, y: out.y + i * out.cell - (mark - out.cell) / 2, width: mark, height: mark });
    this.cells.forEach((each, n) => {
      each.classList.toggle('unseen', n > revealed);
      each.firstChild.setAttribute('data-v', n > revealed ? '' : each.firstChild.dataset.later);
    });
    this.moving.innerHTML = this.shared(i, j) + this.won(index, revealed) + this.windowMarkup(i, j);
  }
}
VIEWS.pooling = PoolingView;
