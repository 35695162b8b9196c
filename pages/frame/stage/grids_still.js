// What stands still in the view of sliding windows: titles, stacks, buttons, the cells of input, filter and output.
import { chips, stackBehind, title } from './furniture.js';
import { cellsMarkup, planeMarkup, ringMarkup, unseenCells } from './grid.js';
import { channelBox } from './grids_layout.js';
import { MARGIN } from './layout.js';
import { canBeWritten } from './legible.js';
import { formatNumber } from './number.js';
import { paintPlane } from './paint.js';
import { escapeText, group, label, path, pixels, rect, tag } from './svg.js';
import { tintStyle } from './tint.js';
import { fill } from './words.js';

function panel(name, symbols, inside, more = {}) {
  return group('panel', inside, { 'aria-hidden': 'true', 'data-panel': name, 'data-symbols': symbols, ...more });
}

export function inputMarkup({ scene, places, numbers }) {
  const { input } = scene.grids;
  const { labels, padding } = scene;
  const { x, y, w, h, cell } = places.input;
  const inner = { x: x + padding * cell, y: y + padding * cell, cell };
  const look = { ...inner, largest: input.largest(), data: { map: 'input', d: numbers.first + numbers.d } };
  const dropped = scene.dropped * cell;
  const strip = `M${x + w - dropped},${y}h${dropped}v${h}h${-w}v${-dropped}h${w - dropped}z`;
  const buttons = { x: MARGIN, y: y + h + 5, side: places.chip, count: numbers.depth, chosen: numbers.d };
  return (
    title(MARGIN, 20, 'input', labels.input, { detail: labels.input_size }) +
    chips(scene, { ...buttons, what: 'slice', role: 'input' }) +
    stackBehind(places.input, input.kind === 'image' ? 1 : input.planes, 'input', 'D') +
    panel(
      'input',
      'W D',
      rect('sheet', x, y, w, h) +
        planeMarkup(input, numbers.first + numbers.d, look) +
        ringMarkup(input, padding, places.input) +
        (dropped ? path('dropped', strip) : ''),
    )
  );
}

export function filterMarkup(view) {
  return view.places.channels ? channelsMarkup(view) : singleFilterMarkup(view);
}

function singleFilterMarkup({ scene, places, numbers }) {
  const { filter, product, narrow } = places;
  const { labels } = scene;
  const detail = narrow ? '' : `${labels.filter_size}${divided(numbers.divisor, '  ')}`;
  const buttons = { x: filter.x, y: filter.y + filter.h + 5, side: places.chip, chosen: numbers.k, inRow: 4 };
  return (
    title(filter.x, 20, 'filter', labels.filter, { detail }) +
    chips(scene, { ...buttons, count: narrow ? scene.filters : 0, what: 'front', role: 'filter' }) +
    weightsMarkup(numbers, filter, numbers.d) +
    title(product.x, product.y - 12, 'window', labels.products)
  );
}

// A row a channel: its number, and its weights between the signs of window times weights is products.
function channelsMarkup({ scene, places, numbers }) {
  const { channels } = places;
  const { labels } = scene;
  const filterName = fill(labels.filter_n, { n: numbers.k + 1 });
  const heads =
    title(channels.x[0], 20, 'input', labels.window) +
    title(channels.x[1], 20, 'filter', filterName, { detail: divided(numbers.divisor) }) +
    title(channels.x[2], 20, 'window', labels.product);
  const rows = channels.shown.map((d, n) => {
    const box = channelBox(channels, 1, n, numbers.field);
    const middle = box.y + box.h / 2;
    const button = {
      role: 'button',
      tabindex: 0,
      'data-choose': 'slice',
      'data-n': d,
      'aria-pressed': d === numbers.d,
      'aria-label': fill(labels.choose_slice, { n: d + 1 }),
    };
    return (
      group('channel-label', label('', channels.labelX + 6, middle, d + 1), button) +
      label('sign', channels.x[1] - channels.gap / 2, middle, '×') +
      label('sign', channels.x[2] - channels.gap / 2, middle, '=') +
      weightsMarkup(numbers, box, d)
    );
  });
  return heads + rows.join('');
}

function divided(divisor, before = '') {
  return divisor > 1 ? `${before}÷ ${formatNumber(divisor)}` : '';
}

function weightsMarkup(numbers, box, d) {
  const { k, depth, field, divisor } = numbers;
  const { filter } = numbers.scene.grids;
  const written = canBeWritten(box.cell, () => filter.plane(k * depth + d));
  const look = { largest: numbers.largestWeight(), role: 'filter', data: { map: 'filter', k, d }, written };
  const cells = cellsMarkup(box, field, field, (a, b) => ({
    ...look,
    value: numbers.weight(d, a, b),
    extra: 'weight ',
  }));
  return panel('filter', 'F', cells, { 'data-divisor': divisor });
}

export function outputMarkup(view) {
  const { scene, places, numbers } = view;
  const { output } = scene.grids;
  const { labels, filters } = scene;
  const box = places.output;
  const { x, y, w, h, cell } = box;
  const lines = [];
  if (cell >= 5) {
    for (let i = 0; i <= output.rows; i += 1) lines.push(`M${x},${y + i * cell}h${w}`);
    for (let j = 0; j <= output.columns; j += 1) lines.push(`M${x + j * cell},${y}v${h}`);
  }
  const below = y + h + 5;
  const buttons = { x, y: below, side: places.chip, count: filters, chosen: numbers.k, what: 'front', role: 'output' };
  const under = places.narrow
    ? ''
    : chips(scene, buttons) + legend(box, scene.largest, below + (filters > 1 ? places.chip + 5 : 4));
  return (
    title(x, places.narrow ? y - box.stack - 12 : 20, 'output', labels.output, { detail: labels.output_size }) +
    stackBehind(box, filters, 'output', 'K') +
    panel('output', 'K', rect('sheet empty', x, y, w, h) + path('lines', lines.join('')) + outputCells(view, box)) +
    path('wire', '') +
    under
  );
}

// As an image, which is uncovered; else cell by cell, each unseen until it has been computed.
function outputCells({ scene, numbers, outputIsImage }, box) {
  const { output } = scene.grids;
  const { largest } = scene;
  const { k, plane, known } = numbers;
  if (outputIsImage) {
    const source = known ? paintPlane(output, plane, largest, false) : '';
    return pixels(source, box.x, box.y, box.w, box.h, { 'clip-path': 'url(#seen)' });
  }
  const written = canBeWritten(box.cell, () => output.plane(plane));
  return unseenCells(box, output.rows, output.columns, (i, j) => {
    const value = output.value(plane, i, j);
    return { value, largest, role: 'output', data: { map: 'output', k, later: value, v: '' }, written };
  });
}

// The one symmetric scale that all output maps share.
function legend({ x, w }, largest, y) {
  const left = Math.max(x, x + w - 190);
  const cells = [-1, -0.5, 0, 0.5, 1].map((share, n) =>
    tag('rect', { x: left + 48 + n * 18, y, width: 18, height: 10, style: tintStyle(share, 1, 'output') }),
  );
  return group(
    'legend',
    tag('text', { x: left + 44, y: y + 5, 'text-anchor': 'end' }, escapeText(formatNumber(-largest))) +
      cells.join('') +
      label('', left + 142, y + 5, formatNumber(largest)),
  );
}
