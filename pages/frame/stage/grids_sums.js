// What the view of sliding windows shows of one position: window, products, sums over channels, the result.
import { cellsMarkup } from './grid.js';
import { channelBox } from './grids_layout.js';
import { canBeWritten, isProjected } from './legible.js';
import { equals, formatNumber, isRounded, signed } from './number.js';
import { escapeText, group, label, path, tag } from './svg.js';

export function sumsMarkup(view, i, j) {
  return view.places.channels ? channelsSummed(view, i, j) : oneChannelSummed(view, i, j);
}

// The products of the channel in front, large, and beside them all that is added.
function oneChannelSummed({ places, numbers }, i, j) {
  const { sum, product, narrow } = places;
  const lines = addends(numbers, narrow, i, j);
  const high = lines.length > 5 || narrow ? 21 : 25;
  const top = sum.y - (lines.length - 2) * high;
  const y = (n) => top + n * high;
  const result = numbers.result(i, j);
  const written = lines.map((line, n) => {
    const symbols = line.startsWith('+ b') ? 'b' : undefined;
    return label('sum', sum.x, y(n), line, { 'data-symbols': symbols });
  });
  return (
    productsMarkup(numbers, product, numbers.d, i, j, true) +
    written.join('') +
    path('rule', `M${sum.x},${y(lines.length - 1) + 14}h${narrow ? 60 : 84}`) +
    label('result role-output', sum.x, y(lines.length) + 4, (isRounded(result) ? '≈ ' : '') + formatNumber(result))
  );
}

// A line for each channel's sum, as far as there is room, the divisor, the bias.
function addends(numbers, narrow, i, j) {
  const { depth, d, divisor, bias } = numbers;
  const sums = numbers.partials(i, j);
  const lines = [];
  if (sums[0] !== undefined) {
    if (depth === 1) lines.push(`Σ ${equals(sums[0])}`);
    else if (!narrow || depth <= 3) sums.forEach((value, n) => lines.push(`Σ${n + 1} ${equals(value)}`));
    else {
      const rest = sums.reduce((sum, value, n) => sum + (n === d ? 0 : value), 0); // no room for each of them
      lines.push(`Σ${d + 1} ${equals(sums[d])}`, `Σ… ${equals(rest)}`);
    }
  }
  if (divisor > 1) lines.push(`÷ ${formatNumber(divisor)}`);
  return [...lines, `+ b = ${formatNumber(bias)}`];
}

// A row a channel, and the whole sum in a line below.
function channelsSummed({ scene, places, numbers }, i, j) {
  const { channels } = places;
  const rows = channels.shown.map((d, n) => {
    const { y, h } = channelBox(channels, 0, n, numbers.field);
    const sum = numbers.partial(d, i, j);
    const data = { 'data-map': 'partial', 'data-d': d, 'data-v': sum };
    return (
      windowMarkup(scene, numbers, channelBox(channels, 0, n, numbers.field), d, i, j) +
      productsMarkup(numbers, channelBox(channels, 2, n, numbers.field), d, i, j) +
      (sum === undefined ? '' : label('sum', channels.sumX, y + h / 2, formatNumber(sum), data))
    );
  });
  return rows.join('') + totalLine(places, numbers, i, j);
}

function windowMarkup(scene, numbers, box, d, i, j) {
  const { input } = scene.grids;
  const written = canBeWritten(box.cell, () => input.plane(numbers.first + d));
  return cellsMarkup(box, numbers.field, numbers.field, (a, b) => {
    const [row, column] = [scene.rows[i][a], scene.columns[j][b]];
    return {
      value: numbers.input(d, row, column),
      largest: input.largest(),
      role: 'input',
      data: { map: 'window', d, i: row, j: column },
      extra: input.inside(row, column) ? '' : 'padded',
      written,
    };
  });
}

function productsMarkup(numbers, box, d, i, j, noted = false) {
  const { k, field } = numbers;
  const notes = noted && !isProjected() && box.cell >= 32; // from far away nobody reads a note
  const largest = numbers.largestProduct();
  const written = canBeWritten(notes ? box.cell * 0.86 : box.cell, () => [-largest]); // at every position alike
  const cells = cellsMarkup(box, field, field, (a, b) => {
    const [x, w] = numbers.factors(d, a, b, i, j);
    const note = notes ? `${formatNumber(x)} × ${formatNumber(w)}` : '';
    return { value: x * w, largest, role: 'window', data: { map: 'product', k, d, x, w }, note, written };
  });
  return group('panel', cells, { 'aria-hidden': 'true', 'data-panel': 'product' });
}

function totalLine({ sum, channels }, numbers, i, j) {
  const sums = numbers.partials(i, j);
  if (sums[0] === undefined) return '';
  const { divisor, bias } = numbers;
  const result = numbers.result(i, j);
  const inner = sums.map((value, d) => (d ? signed(value) : formatNumber(value))).join('');
  const whole = divisor > 1 ? `(${inner}) ÷ ${formatNumber(divisor)}` : inner;
  const line = `${whole} + b (${formatNumber(bias)})`;
  const size = Math.min(18, (channels.sumX + 40 - sum.x) / ((line.length + 8) * 0.52));
  const sign = [...sums, result].some(isRounded) ? '≈' : '=';
  return tag(
    'text',
    { class: 'sum', style: `font-size:${size}px`, x: sum.x, y: sum.y },
    `${escapeText(line)} ${sign} ` + tag('tspan', { class: 'result role-output' }, formatNumber(result)),
  );
}
