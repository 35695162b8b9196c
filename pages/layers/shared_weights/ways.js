// The three ways to wire a layer, as a switch: what AlexNet's first layer then has of parameters and multiplies, as
// bars of blocks, each ten times the one before.
import { isIn, MARGIN } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { data, escapeText, group, label, path, rect, tag } from '../../frame/stage/svg.js';

const LOW = 58; // px of a way, where they stand side by side under the row of neurons
const BESIDE = 860; // px of a stage from which they stand at its right

// The room that they take from a stage of this width.
export function roomForWays(width) {
  return width < BESIDE ? { right: 0, bottom: LOW + 40 } : { right: 348, bottom: 0 };
}

// The box of each way: `flat` where they stand side by side.
export function placeWays(ways, width, height) {
  const { right, bottom } = roomForWays(width);
  if (!right) {
    const w = (width - 2 * MARGIN + 6) / ways.length;
    return ways.map((way, n) => ({ ...way, x: MARGIN + n * w, y: height - bottom + 20, w: w - 6, h: LOW, flat: true }));
  }
  const [x, top] = [width - right + 24, 56];
  const high = Math.min((height - top - 2) / ways.length, 140);
  return ways.map((way, n) => ({ ...way, x, y: top + n * high, w: width - x - 4, h: high - 8, flat: false }));
}

export function waysMarkup(boxes, chosen, labels) {
  const [{ x, y, flat }] = boxes;
  const key = (role, words, dx) => tag('tspan', { class: `legend-word role-${role}`, dx }, `■ ${escapeText(words)}`);
  const keys = key('filter', labels.ways_parameters, flat ? 10 : undefined) + key('window', labels.ways_macs, 10);
  const head = (top, inside) => tag('text', { class: `title ways-title${flat ? ' small' : ''}`, x, y: top }, inside);
  const words = escapeText(labels.ways_title);
  const heads = flat ? head(y - 9, words + keys) : head(y - 38, words) + head(y - 14, keys);
  return heads + boxes.map((box) => wayMarkup(box, box.id === chosen)).join('');
}

function wayMarkup(box, on) {
  const { id, name, x, y, w, h, flat } = box;
  const button = {
    role: 'button',
    tabindex: 0,
    'aria-pressed': on,
    'aria-label': name,
    'data-choose': 'share',
    'data-n': id,
  };
  return group(
    `way${on ? ' on' : ''}`,
    rect('way-paper', x, y, w, h, { rx: 8 }) +
      label(`way-name${flat ? ' small' : ''}`, x + (flat ? 6 : 12), y + (flat ? 13 : 17), name) +
      (flat ? flatBars(box) : bars(box)),
    button,
  );
}

function bars({ id, counts, lengths, x, y, w, h }) {
  const high = Math.min((h - 40) / 2, 32);
  const parts = counts.map((count, n) => {
    const top = y + 32 + n * (h - 36) * 0.5;
    const long = lengths[n] * (w - 24) * 0.44;
    return (
      bar(id, n, count, x + 12, top, long, high) +
      label('way-count', x + 12 + long + 8, top + high / 2, formatNumber(count))
    );
  });
  return parts.join('');
}

// Of both numbers there is room for the first alone.
function flatBars({ id, counts, lengths, x, y, w, h }) {
  const parts = counts.map((count, n) => bar(id, n, count, x + 6, y + h - 18 + n * 8, lengths[n] * (w - 12), 7));
  return label('way-count small', x + 6, y + 30, formatNumber(counts[0])) + parts.join('');
}

// Cut at each power of ten: else 3,025 times would look like twice.
function bar(id, n, count, x, y, long, high) {
  const [role, map] = n ? ['window', 'way-macs'] : ['filter', 'way-parameters'];
  const tens = Math.log10(count);
  const cuts = Array.from({ length: Math.floor(tens) }, (_, n) => `M${x + ((n + 1) * long) / tens},${y}v${high - 2}`);
  const body = rect(`way-bar role-${role}`, x, y, long, high - 2, { rx: 2, ...data({ map, n: id, v: count }) });
  return body + path('way-tens', cuts.join(''));
}

// The way under a point, by its name.
export function wayAt(boxes, px, py) {
  return boxes.find((box) => isIn(box, px, py))?.id;
}
