// How the numbers of a window become one, written out.
import { equals, formatNumber, isRounded, shortened } from '../../frame/stage/number.js';

// `how` they are pooled, with the power p of a norm; `cells` of the window, those in the ring of zeros included.
export function writtenOut({ how, p }, cells, result) {
  const all = cells.map(({ value }) => value);
  const inside = cells.filter((cell) => cell.inside).map(({ value }) => value);
  const is = equals(result, isRounded(result) || all.some(isRounded));
  if (how === 'max' || how === 'min') return `${how}(${few(inside.map(formatNumber), ', ')}) ${is}`;
  if (how === 'median') return `median(${few([...all].sort((a, b) => a - b).map(formatNumber), ', ')}) ${is}`;
  const bracketed = all.map((v) => (v < 0 ? `(${formatNumber(v)})` : formatNumber(v)));
  if (how === 'mean') return `(${few(bracketed, ' + ')}) / ${all.length} ${is}`;
  const squares = bracketed.map((v) => `${v}²`);
  if (how === 'l2') return `√(${few(squares, ' + ')}) ${is}`;
  const power = formatNumber(p);
  const powers = all.map((v) => `|${formatNumber(v)}|^${power}`);
  return `(${few(powers, ' + ')})^(1/${power}) ${is}`;
}

function few(terms, join) {
  return shortened(terms, { first: 6 }).join(join);
}
