// The view of sliding windows: input, filter, products, sum and output, and what moves between them.
const LEAST_FRAME = 12;

class GridsView extends View {
  // Draw all that stands still for this scene, this size and these chosen slices.
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, filter, output } = scene.grids;
    this.field = filter.rows;
    this.depth = filter.planes / scene.filters;
    this.count = output.rows * output.columns;
    this.k = Math.min(choice.front || 0, scene.filters - 1);
    // Of a large scene only one filter's numbers travel; until another's have come, its cells stay blank.
    this.known = scene.only === null || scene.only === this.k;
    this.plane = scene.only === null ? this.k : 0;
    this.d = Math.min(choice.slice || 0, this.depth - 1);
    this.first = scene.firstSlices[this.k] || 0;
    this.many = output.kind === 'picture' || this.count > 900;
    const ring = 2 * scene.padding;
    this.places = placeAll(width, height, {
      input: { rows: input.rows + ring, columns: input.columns + ring, planes: input.kind === 'picture' ? 1 : input.planes },
      output: { rows: output.rows, columns: output.columns },
      field: this.field, slices: this.depth, filters: scene.filters, picture: input.kind === 'picture',
      corner: scene.qr ? 110 : 0, // the QR code's, while projected
    });
    this.svg.innerHTML =
      '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
      '<rect width="6" height="6" class="hatch-paper"/><path d="M0,0V6" class="hatch-line"/></pattern>' +
      '<clipPath id="seen"><rect/><rect/></clipPath></defs>' +
      this.inputMarkup() + this.filterMarkup() + this.outputMarkup();
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    this.tapped = node('path', { class: 'tapped', d: '' }, this.svg);
    this.reach = node('path', { class: 'reach', d: '' }, this.svg);
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'S F' }, this.svg);
    this.next = node('rect', { class: 'frame ghost', rx: 2 }, this.svg);
    this.mark = node('rect', { class: 'frame', rx: 2 }, this.svg);
    this.wire = this.svg.querySelector('.wire');
    if (this.places.input.stack && this.depth > 1 && this.places.input.cell >= LEGIBLE) this.depthEdges = node('path', { class: 'edges' }, this.svg);
    this.outputCells = [...this.svg.querySelectorAll('.out-cells > *')];
    this.clip = [...this.svg.querySelectorAll('#seen rect')];
    this.revealed = undefined;
  }

  get corner() { return 0; } // it keeps the QR code's place clear below the output

  get atOnce() { return this.many; }

  stride() { return this.scene.columns.length; }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: this.k + 1 };
  }

  table(caption) {
    return outputTable(this.scene.grids.output, this.plane, fill(caption, { k: this.k + 1 }));
  }

  position(index) {
    return [Math.floor(index / this.scene.columns.length), index % this.scene.columns.length];
  }

  // The next stop of the clock: each cell of a small map; a coarse sweep over a large one.
  after(index) {
    const rows = this.scene.rows.length;
    const columns = this.scene.columns.length;
    if (!this.atOnce) return index + 1;
    const [i, j] = this.position(index);
    const stepDown = Math.ceil(rows / 32);
    const stepRight = Math.ceil(columns / 4);
    if (j + stepRight < columns) return i * columns + j + stepRight;
    return i + stepDown < rows ? (i + stepDown) * columns : this.count;
  }

  windowBox(i, j) {
    const { scene } = this;
    const box = this.places.input;
    const top = scene.rows[i][0] + scene.padding;
    const left = scene.columns[j][0] + scene.padding;
    const high = scene.rows[i][this.field - 1] - scene.rows[i][0] + 1;
    const wide = scene.columns[j][this.field - 1] - scene.columns[j][0] + 1;
    const grow = Math.max(0, LEAST_FRAME - wide * box.cell) / 2; // a window of a photograph would be too small to be seen
    return {
      x: box.x + left * box.cell - grow, y: box.y + top * box.cell - grow,
      width: wide * box.cell + 2 * grow, height: high * box.cell + 2 * grow,
    };
  }

  // Everything that depends on the position.
  show(index, revealed) {
    const [i, j] = this.position(index);
    this.index = index;
    const place = this.windowBox(i, j);
    Object.entries(place).forEach(([key, value]) => this.frame.setAttribute(key, value));
    this.tapped.setAttribute('d', this.spread(i, j));
    if (this.depthEdges) this.drawDepth(place);
    const out = this.places.output;
    const markCell = Math.max(out.cell, 6);
    const mark = { x: out.x + j * out.cell - (markCell - out.cell) / 2, y: out.y + i * out.cell - (markCell - out.cell) / 2, width: markCell, height: markCell };
    Object.entries(mark).forEach(([key, value]) => this.mark.setAttribute(key, value));
    const follower = index + 1 < this.count ? this.windowBox(...this.position(index + 1)) : place;
    Object.entries(follower).forEach(([key, value]) => this.next.setAttribute(key, value));
    this.reveal(revealed);
    this.moving.innerHTML = this.places.rowsMode ? this.rowsMarkup(i, j) : this.singleMarkup(i, j);
    // Where the text ends is asked when the browser lays out anyway: asked here it would lay out the page once more.
    cancelAnimationFrame(this.wiring);
    this.wiring = requestAnimationFrame(() => this.drawWire(mark));
  }

  // With dilation the window has gaps: the cells that it really touches are marked.
  spread(i, j) {
    const rows = this.scene.rows[i];
    const columns = this.scene.columns[j];
    const { x, y, cell } = this.places.input;
    if (this.field < 2 || columns[1] - columns[0] < 2 || cell < 4) return '';
    const ring = this.scene.padding;
    const mark = (r, c) => `M${x + (c + ring) * cell + 2},${y + (r + ring) * cell + 2}h${cell - 4}v${cell - 4}h${4 - cell}z`;
    return rows.map((r) => columns.map((c) => mark(r, c)).join('')).join('');
  }

  drawDepth({ x, y, width, height }) {
    const shift = Math.min(this.places.input.stack, 24);
    this.depthEdges.setAttribute(
      'd',
      `M${x},${y}l${shift},${-shift}h${width}v${height}l${-shift},${shift}M${x + width},${y}l${shift},${-shift}`,
    );
  }

  reveal(upTo) {
    const output = this.places.output;
    if (this.outputIsImage) {
      const [i, j] = this.position(Math.min(upTo, this.count - 1));
      const above = upTo >= this.count - 1 ? this.scene.rows.length : i;
      const set = (rect, x, y, w, h) => Object.entries({ x, y, width: w, height: h }).forEach(([k, v]) => rect.setAttribute(k, v));
      set(this.clip[0], output.x, output.y, output.w, above * output.cell);
      set(this.clip[1], output.x, output.y + i * output.cell, (j + 1) * output.cell, output.cell);
      return;
    }
    if (this.revealed === upTo) return;
    const redrawn = this.revealed === undefined; // every cell is drawn unseen, and what was seen comes back at once
    const before = redrawn ? -1 : this.revealed;
    for (let n = before + 1; n <= upTo; n += 1) this.seen(this.outputCells[n], true, !redrawn);
    for (let n = upTo + 1; n <= before; n += 1) this.seen(this.outputCells[n], false);
    this.revealed = upTo;
  }

  // A cell that has not been computed yet is not there, and has no number to be read.
  seen(cell, on, fades = false) {
    cell.classList.toggle('unseen', !on);
    cell.classList.toggle('fading-in', fades);
    const rect = cell.firstChild;
    rect.setAttribute('data-v', on ? rect.dataset.later : '');
  }

  drawWire(mark) {
    const said = this.moving.querySelector('.result');
    if (!said || this.places.narrow) return this.wire.setAttribute('d', '');
    const { x: left, y: top, width, height } = said.getBBox();
    const [x, y] = [left + width + 8, top + height / 2];
    const toX = mark.x + mark.width / 2;
    const toY = mark.y + mark.height;
    const bend = Math.max((toX - x) * 0.55, 30);
    return this.wire.setAttribute('d', `M${x},${y}C${x + bend},${y} ${toX},${toY + 70} ${toX},${toY + 6}`);
  }
}
Object.assign(GridsView.prototype, stillGrids, summingGrids, pointedGrids);
VIEWS.grids = GridsView;
