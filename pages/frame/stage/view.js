// What a stage asks of a view. A view draws a scene into an SVG: `build` what stands still, `show` what depends on the
// position. A script whose default export extends this one is a view; a scene names it by the file's name.
import { NARROW } from './layout.js';
import { isProjected } from './legible.js';

export class View {
  constructor(svg) {
    this.svg = svg;
    this.count = 1;
  }

  // `choice`: what the hand chose, by the names of the lesson's settings (front, slice, layer, ...); pixels.
  build(scene, choice, width, height) {
    Object.assign(this, { scene, choice, width, height });
    this.narrow = width < NARROW;
    this.projected = isProjected();
    this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  }

  // Room at the right, in pixels, that the QR code has while the page is projected.
  get corner() {
    return 128;
  }

  // Everything that depends on the position; `revealed` is the last position whose result is to be seen.
  show(index, revealed) {}

  // The next stop of the clock.
  after(index) {
    return index + 1;
  }

  // Up and down by this many positions: a row of the picture.
  stride() {
    return 1;
  }

  // How many ticks of the clock a position lasts.
  get pace() {
    return 1;
  }

  // Whether the whole result is seen at once when a hand moves (a picture of many cells).
  get atOnce() {
    return false;
  }

  // The line below the picture, and the end of the spoken sentence.
  sentence(index) {
    return '';
  }

  // What fills {row}, {column}, ... of the spoken sentence beside {n}, {count} and {sum}.
  place(index) {
    return {};
  }

  // The table for those who read it so, as HTML; '' where there is none.
  table(caption) {
    return '';
  }

  // Which part of the picture lies under a point: anything with a `panel`, or null.
  hit(x, y) {
    return null;
  }

  // Of a hit: the position to look at while the pointer rests there; the position to drag to; whether it can be
  // grabbed and dragged; what is lit (null: nothing).
  preview(hit, pinned) {
    return null;
  }

  dragged(hit) {
    return null;
  }

  grabs(hit) {
    return false;
  }

  light(hit) {}

  // A view to draw on: whether a hit can be painted, and the settings that painting there makes.
  paints(hit) {
    return false;
  }

  paint(hit) {
    return null;
  }

  // What a tap on a hit does: { go: index }, { edit: hit }, { choose: [name, n] }, { set: { name: value } } or null.
  tap(hit) {
    return null;
  }

  // The settings that a press by keyboard makes, on a button drawn with data-press.
  press(what) {
    return null;
  }

  // What E and Shift+E edit first.
  firstEdit(index, other) {
    return null;
  }

  // Editing a cell, where a view allows it: its place and value, and { grid, index, same } of a new value.
  editable(hit) {
    return null;
  }

  edited(hit, value) {
    return null;
  }

  editNext(hit, step) {
    return null;
  }
}
