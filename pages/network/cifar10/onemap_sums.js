// What the view of one map shows of a pixel: its window on a map before, the products, the sum over each of these maps,
// the sum of all and the bias, and RELU.
import { cellsMarkup } from '../../frame/stage/grid.js';
import { equals, formatNumber, isRounded, signed } from '../../frame/stage/number.js';
import { data, group, label, path, rect, tag } from '../../frame/stage/svg.js';

const WIDEST_BAR = 48; // px

// Window, filter, products of the channel in front; below them the sums of all.
export function convolvedMarkup(view, i, j) {
  const { scene, d, k, places } = view;
  const { filter, given } = scene.grids;
  const [rows, columns] = [scene.rows[i], scene.columns[j]];
  const { x, y, cell } = places.sums;
  const middle = y + (view.field * cell) / 2;
  const sign = (n, words) => label('sign', x[n] - places.sign / 2, middle, words);
  const window = gridMarkup(view, 0, (a, b) => ({
    value: view.given(d, rows[a], columns[b]),
    largest: scene.scaleGiven,
    role: 'input',
    data: { map: 'window', d },
    extra: given.inside(rows[a], columns[b]) ? '' : 'padded',
  }));
  const weights = gridMarkup(view, 1, (a, b) => ({
    value: filter.value(d, a, b),
    largest: filter.largest(),
    role: 'filter',
    data: { map: 'filter', k, d },
    extra: 'weight',
  }));
  const products = gridMarkup(view, 2, (a, b) => {
    const [v, w] = [view.given(d, rows[a], columns[b]), filter.value(d, a, b)];
    const largest = scene.scaleGiven * filter.largest();
    return { value: v * w, largest, role: 'window', data: { map: 'product', k, d, x: v, w } };
  });
  return (
    window +
    sign(1, '×') +
    group('panel', weights, { 'data-panel': 'filter', 'data-symbols': 'F' }) +
    sign(2, '=') +
    products +
    totals(view, i, j)
  );
}

function gridMarkup({ places, field }, column, look) {
  const { x, y, cell } = places.sums;
  return cellsMarkup({ x: x[column], y, cell }, field, field, look);
}

// A bar for each channel's sum, and the whole of it in a line: all of them, the bias, RELU.
function totals({ scene, d, places, narrow, height }, i, j) {
  const { sums, map, after } = scene.grids;
  const { x, w, lines, line, bottom } = places.sums;
  const each = Array.from({ length: scene.channels }, (_, n) => sums.value(n, i, j));
  const whole = each.reduce((sum, value) => sum + value, 0);
  const score = map.value(0, i, j);
  const several = scene.channels > 1;
  const activation = after ? after.value(0, i, j) : null;
  const named = { class: 'result role-output', ...data({ map: 'activation', v: activation }) };
  const relu = after ? tag('tspan', named, formatNumber(activation)) : '';
  const barsTop = lines + line * 1.4;
  const textY = bottom - line * (narrow ? 0.5 : after ? 1.6 : 0.7);
  const room = Math.min(textY - line * 0.8 - barsTop, height * 0.34);
  const own = data({ map: 'sum', d, v: each[d] });
  const total = { class: 'sum total', ...data({ map: 'total', v: score, sum: whole }), x: x[0], y: textY };
  const sum = `wᵀx + b ${equals(whole)}${signed(scene.bias)} ${equals(score)}`;
  return (
    label('sum', x[0], lines + line * 0.75, several ? `Σ${d + 1} ${equals(each[d])}` : '', own) +
    (several && room > 14 ? barsMarkup(each, d, x[0], barsTop, w, room) : '') +
    tag('text', total, `${sum}${narrow && after ? ` → ${relu}` : ''}`) +
    (after && !narrow ? tag('text', { class: 'sum', x: x[0], y: bottom - line * 0.5 }, `RELU → ${relu}`) : '')
  );
}

// How wide the bar of a channel is, with the room around it.
export function barStep({ w }, count) {
  return Math.min(w / count, WIDEST_BAR);
}

function barsMarkup(values, front, x, y, w, h) {
  const most = Math.max(...values.map(Math.abs), 1e-9);
  const step = barStep({ w }, values.length);
  const zero = y + h / 2;
  const bars = values.map((value, n) => {
    const high = Math.max((Math.abs(value) / most) * (h / 2), 0.5);
    const look = `channel-sum${n === front ? ' on' : ''}${value < 0 ? ' below' : ''}`;
    const names = { 'data-panel': 'channel', ...data({ map: 'channel-sum', d: n, v: value }) };
    return rect(look, x + n * step + step * 0.12, value < 0 ? zero : zero - high, step * 0.76, high, names);
  });
  return path('rule', `M${x},${zero}h${step * values.length}`) + bars.join('');
}

// A window of a pooling layer: its numbers, and the first of those that are the one that is kept.
export function pooledMarkup(view, i, j) {
  const { scene, places } = view;
  const { x, lines, line } = places.sums;
  const result = scene.grids.map.value(0, i, j);
  let found = false;
  const cells = gridMarkup(view, 0, (a, b) => {
    const value = view.given(0, scene.rows[i][a], scene.columns[j][b]);
    const won = value === result && !found;
    found ||= won;
    const look = { role: 'input', data: { map: 'window', d: 0 }, extra: won ? 'won' : '' };
    return { value, largest: scene.scaleGiven, ...look };
  });
  const said = tag('tspan', { class: 'result role-output' }, formatNumber(result));
  const total = { class: 'sum', ...data({ map: 'total', v: result }), x: x[0], y: lines + line };
  return (
    cells +
    tag('text', total, `max ${isRounded(result) ? '≈' : '='} ${said}`) +
    label('detail-line', x[0], lines + 2 * line, scene.labels.no_weights)
  );
}
