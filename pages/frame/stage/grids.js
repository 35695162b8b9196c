// The view of sliding windows: input, filter, products, sum and output, and what moves between them.
import { Convolution } from './convolution.js';
import { cellBeside } from './editor.js';
import { HATCH } from './furniture.js';
import { placeGrids } from './grids_layout.js';
import { cellPlace, hitAt, weightReach } from './grids_pointer.js';
import { filterMarkup, inputMarkup, outputMarkup } from './grids_still.js';
import { sumsMarkup } from './grids_sums.js';
import { wirePath } from './grids_wire.js';
import { LEGIBLE } from './legible.js';
import { reveal } from './reveal.js';
import { node, setAttributes } from './svg.js';
import { outputTable } from './table.js';
import { LEAST_FRAME, WindowsView } from './windows.js';
import { fill } from './words.js';

const MOST_CELLS = 900; // of an output drawn cell by cell

export default class GridsView extends WindowsView {
  // Draw all that stands still for this scene, this size and these chosen channels.
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, output } = scene.grids;
    const photograph = input.kind === 'image';
    const ring = 2 * scene.padding;
    this.numbers = new Convolution(scene, choice);
    this.count = output.rows * output.columns;
    this.many = output.kind === 'image' || this.count > MOST_CELLS;
    this.places = placeGrids(width, height, {
      input: { rows: input.rows + ring, columns: input.columns + ring, planes: photograph ? 1 : input.planes },
      output: { rows: output.rows, columns: output.columns },
      field: this.numbers.field,
      channels: this.numbers.depth,
      filters: scene.filters,
      photograph,
      corner: scene.qr ? 110 : 0, // the QR code's, while projected
    });
    const { channels } = this.places;
    if (channels) channels.shown = this.numbers.around(channels.visible);
    this.outputIsImage = this.places.output.cell < LEGIBLE || this.count > MOST_CELLS;
    this.svg.innerHTML =
      HATCH +
      '<defs><clipPath id="seen"><rect/><rect/></clipPath></defs>' +
      inputMarkup(this) +
      filterMarkup(this) +
      outputMarkup(this);
    this.addMoving();
  }

  addMoving() {
    const { svg, places, numbers } = this;
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, svg);
    this.tapped = node('path', { class: 'tapped', d: '' }, svg);
    this.reach = node('path', { class: 'reach', d: '' }, svg);
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'S F' }, svg);
    this.next = node('rect', { class: 'frame ghost', rx: 2 }, svg);
    this.mark = node('rect', { class: 'frame', rx: 2 }, svg);
    const deep = places.input.stack && numbers.depth > 1 && places.input.cell >= LEGIBLE;
    this.depthEdges = deep ? node('path', { class: 'edges' }, svg) : null;
    this.wire = svg.querySelector('.wire');
    this.outputCells = [...svg.querySelectorAll('.out-cells > *')];
    this.clip = [...svg.querySelectorAll('#seen rect')];
    this.revealed = undefined;
  }

  get corner() {
    return 0; // it keeps the QR code's place clear below the output
  }

  get atOnce() {
    return this.many;
  }

  place(index) {
    return { ...super.place(index), k: this.numbers.k + 1 };
  }

  sentence(index) {
    return this.numbers.sentence(...this.position(index));
  }

  table(caption) {
    return outputTable(this.scene.grids.output, this.numbers.plane, fill(caption, { k: this.numbers.k + 1 }));
  }

  // ---- what depends on the position

  show(index, revealed) {
    const [i, j] = this.position(index);
    const place = this.windowBox(i, j);
    const mark = this.outputMark(i, j);
    setAttributes(this.frame, place);
    setAttributes(this.mark, mark);
    setAttributes(this.next, index + 1 < this.count ? this.windowBox(...this.position(index + 1)) : place);
    this.tapped.setAttribute('d', this.gappedCells(i, j));
    this.depthEdges?.setAttribute('d', this.depthPath(place));
    if (this.outputIsImage) this.uncover(revealed);
    else this.revealTo(revealed);
    this.moving.innerHTML = sumsMarkup(this, i, j);
    // Where the text ends is asked when the browser lays out anyway: asked here it would lay out the page once more.
    cancelAnimationFrame(this.wiring);
    this.wiring = requestAnimationFrame(() => this.wire.setAttribute('d', wirePath(this, mark)));
  }

  windowBox(i, j) {
    const { rows, columns, padding } = this.scene;
    const { x, y, cell } = this.places.input;
    const extent = (cells) => cells[cells.length - 1] - cells[0] + 1;
    const [wide, high] = [extent(columns[j]) * cell, extent(rows[i]) * cell];
    const grow = Math.max(0, LEAST_FRAME - wide) / 2;
    return {
      x: x + (columns[j][0] + padding) * cell - grow,
      y: y + (rows[i][0] + padding) * cell - grow,
      width: wide + 2 * grow,
      height: high + 2 * grow,
    };
  }

  outputMark(i, j) {
    const { x, y, cell } = this.places.output;
    const side = Math.max(cell, 6);
    const grow = (side - cell) / 2;
    return { x: x + j * cell - grow, y: y + i * cell - grow, width: side, height: side };
  }

  // With dilation the window has gaps: the cells that it really touches are marked.
  gappedCells(i, j) {
    const rows = this.scene.rows[i];
    const columns = this.scene.columns[j];
    const { x, y, cell } = this.places.input;
    if (this.numbers.field < 2 || columns[1] - columns[0] < 2 || cell < 4) return '';
    const ring = this.scene.padding;
    const side = cell - 4;
    const mark = (r, c) => `M${x + (c + ring) * cell + 2},${y + (r + ring) * cell + 2}h${side}v${side}h${-side}z`;
    return rows.map((r) => columns.map((c) => mark(r, c)).join('')).join('');
  }

  // The window goes through all channels: a box, of which these are the edges behind its front.
  depthPath({ x, y, width, height }) {
    const shift = Math.min(this.places.input.stack, 24);
    const top = `M${x},${y}l${shift},${-shift}h${width}v${height}l${-shift},${shift}`;
    return `${top}M${x + width},${y}l${shift},${-shift}`;
  }

  // Of an image: the rows above this position, and its own row as far as it.
  uncover(upTo) {
    const { x, y, w, cell } = this.places.output;
    const [i, j] = this.position(Math.min(upTo, this.count - 1));
    const above = upTo >= this.count - 1 ? this.scene.rows.length : i;
    setAttributes(this.clip[0], { x, y, width: w, height: above * cell });
    setAttributes(this.clip[1], { x, y: y + i * cell, width: (j + 1) * cell, height: cell });
  }

  revealTo(upTo) {
    if (this.revealed === upTo) return;
    const redrawn = this.revealed === undefined; // every cell is drawn unseen, and what was seen comes back at once
    const before = redrawn ? -1 : this.revealed;
    this.outputCells.slice(before + 1, upTo + 1).forEach((cell) => {
      reveal(cell, true);
      cell.classList.toggle('fading-in', !redrawn);
    });
    this.outputCells.slice(upTo + 1, before + 1).forEach((cell) => {
      reveal(cell, false);
      cell.classList.remove('fading-in');
    });
    this.revealed = upTo;
  }

  // ---- a hand

  hit(x, y) {
    return hitAt(this, x, y);
  }

  light(hit) {
    const cell = hit && (hit.panel === 'filter' || hit.panel === 'product') ? hit : null;
    this.reach.setAttribute('d', cell ? weightReach(this.scene, this.places.input, cell.i, cell.j) : '');
    this.svg.classList.toggle('reaching', Boolean(cell));
  }

  preview(hit, pinned) {
    if (hit.panel === 'output') return this.indexOf(hit.i, hit.j);
    return hit.panel === 'input' && this.isPhotograph() && !pinned ? this.nearest(hit.at) : null;
  }

  grabs(hit) {
    return hit.panel === 'input';
  }

  dragged(hit) {
    return hit.panel === 'input' ? this.nearest(hit.at) : null;
  }

  tap(hit) {
    if (hit.panel === 'output') return { go: this.indexOf(hit.i, hit.j) };
    if (hit.panel === 'input' && this.isPhotograph()) return { go: this.nearest(hit.at) };
    return hit.panel === 'input' || hit.panel === 'filter' ? { edit: hit } : null;
  }

  isPhotograph() {
    return this.scene.grids.input.kind === 'image';
  }

  // ---- a number edited

  firstEdit(index, other) {
    const [i, j] = this.position(index);
    if (!other) return { panel: 'filter', d: this.numbers.d, i: 0, j: 0 };
    return { panel: 'input', i: Math.max(this.scene.rows[i][0], 0), j: Math.max(this.scene.columns[j][0], 0) };
  }

  // The grid behind a cell and its plane there.
  gridOf({ panel, d }) {
    const { input, filter } = this.scene.grids;
    const { first, k, depth } = this.numbers;
    return panel === 'input' ? [input, first + this.numbers.d] : [filter, k * depth + d];
  }

  editable(hit) {
    const [volume, plane] = this.gridOf(hit);
    const place = cellPlace(this, hit);
    const fixed = this.isPhotograph() || !volume.inside(hit.i, hit.j) || place.cell < LEGIBLE;
    return hit.panel === 'input' && fixed ? null : { place, value: volume.value(plane, hit.i, hit.j) };
  }

  edited(hit, value) {
    const [volume, plane] = this.gridOf(hit);
    const index = hit.panel === 'input' ? [plane, hit.i, hit.j] : [this.numbers.k, hit.d, hit.i, hit.j];
    return { grid: hit.panel, index, same: volume.numerator(plane, hit.i, hit.j) === value * volume.divisors[plane] };
  }

  editNext(hit, step) {
    const [volume] = this.gridOf(hit);
    return cellBeside(hit, step, volume.rows, volume.columns);
  }
}
