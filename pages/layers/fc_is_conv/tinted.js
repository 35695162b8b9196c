// Each weight in a tint of its own, with a letter where few are enough to be told apart.
import { fontSize, LEGIBLE, smallest } from '../../frame/stage/legible.js';
import { data, label, rect } from '../../frame/stage/svg.js';

const TURN = 137.5; // degrees of hue from one weight to the next: neighbours never look alike

export function hueTurn(n) {
  return (n * TURN) % 360;
}

// The name of weight t of filter k, of so many filters with so many weights each.
export function weightName(t, k, { each, filters }) {
  if (each > 26) return '';
  return String.fromCharCode(97 + t) + (filters > 1 ? '₁₂₃₄'[k] : '');
}

// A cell that is wired to weight n: in that weight's tint.
export function tintedCell({ x, y, cell, n, shown = '', note = '', data: names = {}, least = LEGIBLE }) {
  const middle = x + cell / 2;
  let markup = rect('tinted', x, y, cell, cell, { style: `--turn:${hueTurn(n)}`, ...data(names) });
  if (cell >= least && shown !== '') {
    const size = { 'font-size': fontSize(note ? cell * 0.86 : cell, shown) };
    markup += label('number', middle, y + cell * (note ? 0.42 : 0.5), shown, size);
  }
  if (cell >= least * 1.6 && note) {
    markup += label('note letter', middle, y + cell * 0.82, note, { 'font-size': Math.max(cell * 0.28, smallest()) });
  }
  return markup;
}
