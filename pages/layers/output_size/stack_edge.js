// The far end of a layer's input, enlarged: its last windows and neurons, and the cells that none of them reaches.
import { MARGIN } from '../../frame/stage/layout.js';
import { circle, group, label, path, rect } from '../../frame/stage/svg.js';
import { crossed } from './crossed.js';

// There is room for it beside the first square, above the second.
export function edgeMarkup({ width, narrow, grow, base, squares }, row) {
  const [first, second] = squares.map(({ w }) => w);
  const x = MARGIN + first + (narrow ? 14 : 40);
  const top = narrow ? base - first + 8 : 30 * grow;
  const from = row.last[0];
  const cells = row.W + 2 * row.P - from;
  const high = (base - second - top - 62 * grow) / (narrow ? 1 : 3);
  const cell = Math.min((width - x - MARGIN) / (cells + 1.5), 30 * grow, high);
  if (cell < 4) return '';
  const left = x + 1.5 * cell;
  const y = top + (narrow ? 40 : 22 * grow + 1.9 * cell);
  const place = (n) => left + (n - from) * cell;
  const said = { style: `font-size:${16 * grow}px` };
  const words = narrow ? '' : label(`edge-words${row.rest ? ' uneven-size' : ''}`, x, top, row.edge, said);
  const dots = label('edge-words', x, y + cell / 2, '…', { style: `font-size:${Math.max(cell * 0.7, 12)}px` });
  const inputs = Array.from({ length: cells }, (_, n) => inputCell(row, from + n, place(from + n), y, cell));
  const neurons = row.last.map((start, n) => {
    const middle = place(start + row.F / 2);
    const quiet = n < row.last.length - 1 ? ' quiet' : '';
    const neuronY = y - cell * 1.3;
    const r = cell * 0.45;
    const fan = `M${place(start)},${y}L${middle},${neuronY + r}L${place(start + row.F)},${y}`;
    return path(`fan${quiet}`, fan) + circle('cell edge-neuron', middle, neuronY, r);
  });
  const frame = rect('frame', place(row.last[row.last.length - 1]), y, row.F * cell, cell);
  return group('edge', words + dots + inputs.join('') + neurons.join('') + frame);
}

// One cell of the input or its ring; crossed out where no window reaches it.
function inputCell(row, n, x, y, cell) {
  const padded = n < row.P || n >= row.W + row.P;
  if (n < row.W + 2 * row.P - row.rest) return rect(padded ? 'cell padded' : 'cell edge-cell', x, y, cell, cell);
  return rect('dropped', x, y, cell, cell, { 'data-map': 'lost' }) + crossed(x, y, cell, cell);
}
