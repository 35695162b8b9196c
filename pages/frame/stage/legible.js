// Which numbers can be read: from nearby, and from the last row of a class while the page is projected.
import { formatNumber } from './number.js';

export const LEGIBLE = 14; // px of a cell below which numbers cannot be read
const LEAST = { wide: 11, phone: 8 }; // px of a number or a note; a phone is held nearer
const [DIGIT, POINT] = [0.54, 0.28]; // how wide each is written, a sign like a digit, a space like a point
const PHONE = 640; // px of a screen
// px of a cell, and of a number, that the last row of a class can read on a screen of so many lines; a projector of
// fewer throws each line the larger.
const BACK_ROW = { cell: 40, size: 24, lines: 1080 };

export function isProjected() {
  return document.documentElement.hasAttribute('data-present');
}

function forBackRow(px) {
  return px * Math.min(1, screen.height / BACK_ROW.lines);
}

export function legibleCell() {
  return isProjected() ? Math.max(LEGIBLE, forBackRow(BACK_ROW.cell)) : LEGIBLE;
}

// Below this, in px, a number or a note is left out.
export function smallest() {
  if (isProjected()) return forBackRow(BACK_ROW.size);
  return innerWidth > PHONE ? LEAST.wide : LEAST.phone;
}

// How wide a number is written, in its own size.
function widthOf(written) {
  const points = written.split(/[., ]/).length - 1;
  return DIGIT * (written.length - points) + POINT * points;
}

// Of a number in a cell: about half as high as the cell, in a small one as large as can be read, never wider than it.
export function fontSize(cell, content) {
  const high = isProjected() ? 0.6 : 0.46; // from far away the room around a number is better spent on the number
  const fits = (cell * 0.94) / Math.max(widthOf(String(content)), DIGIT);
  return Math.min(Math.max(cell * high, Math.min(LEAST.wide, cell * 0.8)), fits);
}

// How a value is written into a cell: with one decimal where two could not be read. (Of what is less than 1 too much
// would be lost.)
export function fitted(value, cell) {
  const shown = formatNumber(value);
  if (Math.abs(value) < 1 || isReadable(fontSize(cell, shown))) return shown;
  return formatNumber(Math.round(value * 10) / 10);
}

// A size that serves any screen is not held against this one: cells come by the thousand.
export function isReadable(size) {
  return size >= LEAST.wide || size >= smallest();
}

// Whether all these values can be written into cells of this size, so that they can be read. Half a grid of numbers
// would be worse than its tints alone.
export function canBeWritten(cell, values) {
  if (cell < legibleCell()) return false;
  const least = smallest();
  return values().every((value) => fontSize(cell, fitted(value, cell)) >= least);
}
