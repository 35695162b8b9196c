// Where things stand on a stage, in pixels: margins, titles, and a grid in a box.
export const NARROW = 640; // px of a stage below which it is laid out as on a phone
export const MARGIN = 16;
export const TITLE = 34;
export const CHIP = { narrow: 19, wide: 24 }; // px of a chip's side
export const STACKED = 10; // px by which a channel behind is shifted

export function behind(planes, shift) {
  return Math.min(planes - 1, 3) * shift;
}

// A square-celled grid in a box: a stack's front stands low and left, the others look out behind it.
export function gridBox({ x, y, w, h }, rows, columns, planes, most = 64, shift = STACKED) {
  const stack = behind(planes, shift);
  const cell = Math.min((w - stack) / columns, (h - stack) / rows, most);
  return { x, y: y + stack, cell, rows, columns, w: cell * columns, h: cell * rows, stack, shift };
}

// Whether a point lies in a box, and on which cell of a grid.
export function isIn({ x, y, w, h }, px, py) {
  return px >= x && py >= y && px < x + w && py < y + h;
}

export function cellUnder({ x, y, cell }, px, py) {
  return [Math.floor((py - y) / cell), Math.floor((px - x) / cell)];
}
