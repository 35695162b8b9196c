// One neuron: a circle in the tint of its number, dashed and empty until it is revealed (frame/stage/reveal.js).
import { fontSize } from '../frame/stage/legible.js';
import { formatNumber } from '../frame/stage/number.js';
import { circle, data, group, label } from '../frame/stage/svg.js';
import { deepClass, tintStyle } from '../frame/stage/tint.js';

export function neuron(place, value, largest, names, { look = 'neuron', more = {} } = {}) {
  const { x, y, r } = place;
  const filled = filledNeuron(place, value, largest, { ...names, later: value });
  return circle('neuron-empty', x, y, r) + group(look, filled, more);
}

// `fits`: px of a cell that its number fits into; 0 where none is written.
export function filledNeuron({ x, y, r, fits }, value, largest, names) {
  const shown = formatNumber(value);
  const body = circle('cell', x, y, r, { style: tintStyle(value, largest, 'output'), ...data(names) });
  if (!fits) return body;
  return body + label(`number${deepClass(value, largest)}`, x, y, shown, { 'font-size': fontSize(fits, shown) });
}
