// The two charts below the words: iterations per epoch over the batch size, updates over the epochs, with now marked;
// and what is said of updates that are made more rarely, or with a rate that grows.
import { formatNumber } from '../../frame/stage/number.js';
import { circle, data, escapeText, label, path, tag } from '../../frame/stage/svg.js';

const [WIDE, HIGH] = [456, 240]; // units of a chart
const BOX = { x: 112, y: 54, w: 296, h: 136 };

export function chartsMarkup({ charts, arrays, labels }) {
  const drawn = charts.map((chart) => chartMarkup(chart, arrays[chart.curve], labels));
  const said = ['accumulation', 'warm_up'].map((name) => tag('p', {}, escapeText(labels[name])));
  return tag('div', { class: 'charts-beside' }, drawn.join('')) + said.join('');
}

function chartMarkup(chart, { values }, labels) {
  const { curve, now } = chart;
  const [x, y] = places(chart);
  const points = Array.from({ length: values.length / 2 }, (_, n) => [x(values[2 * n]), y(values[2 * n + 1])]);
  const line = points.map((point, n) => (n ? 'L' : 'M') + point.map((each) => each.toFixed(1)).join()).join('');
  const [left, top] = [x(now[0]), y(now[1])];
  const name = labels[`chart_${curve}`];
  const inside =
    label('chart-title', BOX.x, 16, name) +
    marks(chart, x, y) +
    label('chart-axis', BOX.x + BOX.w, HIGH - 8, labels[`axis_${curve}`], { style: 'text-anchor:end' }) +
    path('chart-line', line) +
    path('chart-lead', `M${left},${BOX.y + BOX.h}V${top}H${BOX.x}`) +
    circle('chart-now', left, top, 7, data({ map: curve, x: now[0], v: now[1] })) +
    nowLabel(chart, left, top);
  const spoken = `${name}: ${now.map(formatNumber).join(' → ')}`;
  return tag('svg', { viewBox: `0 0 ${WIDE} ${HIGH}`, role: 'img', 'aria-label': spoken }, inside);
}

// Where numbers stand, along and up: in even strides, or in even powers of ten.
function places({ power, x, y }) {
  const share = (value, scale) => {
    const last = scale[scale.length - 1];
    return power ? Math.log(value) / Math.log(last) : value / last;
  };
  return [(value) => BOX.x + BOX.w * share(value, x), (value) => BOX.y + BOX.h * (1 - share(value, y))];
}

function marks({ x: across, y: up }, x, y) {
  const end = BOX.y + BOX.h;
  const below = across.map(
    (value) => path('chart-grid', `M${x(value)},${BOX.y}V${end}`) + label('', x(value), end + 15, formatNumber(value)),
  );
  const beside = up.map((value) => {
    const written = label('', BOX.x - 8, y(value), formatNumber(value), { style: 'text-anchor:end' });
    return path('chart-grid', `M${BOX.x},${y(value)}h${BOX.w}`) + written;
  });
  return below.join('') + beside.join('');
}

// On the side of the point where the curve is not: above one that falls, below one that rises; near the right edge the
// other way round.
function nowLabel({ power, now }, left, top) {
  const atEnd = left > BOX.x + BOX.w * 0.7;
  const dy = power || atEnd ? -17 : 18;
  const style = `text-anchor:${atEnd ? 'end' : 'start'}`;
  return label('chart-number', left + (atEnd ? -6 : 8), top + dy, now.map(formatNumber).join(' → '), { style });
}
