// Which numbers can be read: from nearby, and from the last row of a class while the page is projected.
import { formatNumber } from './number.js';

export const LEGIBLE = 14; // px of a cell below which numbers cannot be read
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

// Below this, in px, a note is left out.
export function smallestNote() {
  return isProjected() ? forBackRow(BACK_ROW.size) : 7;
}

export function fontSize(cell, content) {
  const high = isProjected() ? 0.6 : 0.46; // from far away the room around a number is better spent on the number
  return Math.min(cell * high, (cell * 0.94) / (0.58 * Math.max(String(content).length, 1)));
}

// Whether all these values can be written into cells of this size; while projected, for the last row to read. Half a
// grid of numbers would be worse than its tints alone.
export function canBeWritten(cell, values) {
  if (cell < legibleCell()) return false;
  const size = (value) => fontSize(cell, formatNumber(value));
  return !isProjected() || values().every((value) => size(value) >= forBackRow(BACK_ROW.size));
}
