// Where everything stands in the view of sliding windows, for the stage's size and the sizes of the grids.
import { behind, CHIP, gridBox, MARGIN, NARROW, STACKED, TITLE } from './layout.js';
import { isProjected, legibleCell } from './legible.js';

const LARGEST = 88; // px of a cell of input and output, where there is room

export function placeGrids(width, height, sizes) {
  return width < NARROW ? placeNarrow(width, height, sizes) : placeWide(width, height, sizes);
}

function placeNarrow(width, height, { input, field, channels, output, filters }) {
  const chip = CHIP.narrow;
  const chips = channels > 1 || filters > 1 ? chip + 7 : 0;
  const upper = (height - 2 * TITLE - 8 - chips) * 0.52;
  const lower = height - 2 * TITLE - 12 - chips - upper;
  const left = (width - 3 * MARGIN) * 0.6;
  const right = width - 3 * MARGIN - left;
  const lowY = TITLE + upper + chips + TITLE;
  const third = (width - 2 * MARGIN) * 0.4;
  const out = width - 2 * MARGIN - third - 92;
  return {
    narrow: true,
    chip,
    input: gridBox({ x: MARGIN, y: TITLE, w: left, h: upper }, input.rows, input.columns, input.planes, 64, 5),
    filter: gridBox({ x: 2 * MARGIN + left, y: TITLE, w: right, h: upper }, field, field, 1, 40),
    product: gridBox({ x: MARGIN, y: lowY, w: third, h: lower }, field, field, 1, 56),
    sum: { x: MARGIN + third + 6, y: lowY + 16 },
    output: gridBox(
      { x: width - MARGIN - out, y: lowY, w: out, h: lower },
      output.rows,
      output.columns,
      filters,
      60,
      5,
    ),
  };
}

function placeWide(width, height, { input, field, channels, output, filters, photograph, corner }) {
  const top = TITLE;
  const high = height - TITLE - 8;
  const grow = Math.max(1, Math.min(height / 420, 1.7)); // on a projector everything may be larger
  const forSum = 46;
  const visible = Math.max(1, Math.min(channels, Math.floor((high - forSum) / (field * 15 + 12)), 4));
  const rowHigh = (high - forSum) / visible;
  const channelCell = (wide) => Math.min((rowHigh - 12) / field, (wide - 108) / (3 * field), 32 * grow);
  // Channels side by side only where their numbers can be read; else the chosen one, large.
  const usable = width - 2 * MARGIN;
  const least = photograph ? (isProjected() ? 60 : 30) : legibleCell(); // a photograph's numbers have two decimals
  const inRows = channels > 1 && channelCell(usable * (photograph ? 0.31 : 0.4) - 24) >= least;
  const share = photograph ? [0.35, 0.31, 0.34] : inRows ? [0.32, 0.4, 0.28] : [0.37, 0.31, 0.32];
  const left = usable * share[0] - 24;
  const middleX = MARGIN + usable * share[0] + 8;
  const middle = usable * share[1] - 24;
  const rightX = MARGIN + usable * (share[0] + share[1]) + 8;
  const right = usable * share[2] - 12;
  const chip = (right - behind(filters, STACKED)) / 8 - 2 < CHIP.wide ? CHIP.narrow : CHIP.wide; // a row of eight
  const inputHigh = high - (channels > 1 ? chip + 2 : 0); // below it the numbers of the channels, where there are some
  const outputHigh = high - 24 - (filters > 1 ? chip + 4 : 0) - corner;
  const largest = LARGEST * grow;
  const places = {
    narrow: false,
    chip,
    input: gridBox({ x: MARGIN, y: top, w: left, h: inputHigh }, input.rows, input.columns, input.planes, largest),
    output: gridBox({ x: rightX, y: top, w: right, h: outputHigh }, output.rows, output.columns, filters, largest),
  };
  if (inRows) return { ...places, ...placeChannels(middleX, top, visible, rowHigh, channelCell(middle), field) };
  const half = (high - TITLE) / 2;
  const filter = gridBox({ x: middleX, y: top, w: middle - 104, h: half }, field, field, 1, 58 * grow);
  const lowY = top + filter.h + TITLE;
  const product = gridBox({ x: middleX, y: lowY, w: middle - 104, h: half }, field, field, 1, 58 * grow);
  const sum = { x: middleX + product.w + 18, y: Math.max(lowY + product.h - 66, lowY + 14) };
  return { ...places, filter, product, sum };
}

// A row a channel: its window, its weights, their products, side by side.
function placeChannels(x, top, visible, rowHigh, cell, field) {
  const gap = 24;
  const wide = field * cell;
  const first = x + 22;
  const step = Math.min(rowHigh, field * cell + 34);
  const columns = [first, first + wide + gap, first + 2 * (wide + gap)];
  const sumX = first + 3 * wide + 2 * gap + 10;
  return {
    channels: { visible, rowHigh: step, cell, gap, x: columns, labelX: x, sumX },
    sum: { x, y: top + visible * step + 16 },
  };
}

// The box of one of the three grids of the n-th channel shown.
export function channelBox({ x, rowHigh, cell }, column, n, field) {
  return { x: x[column], y: TITLE + n * rowHigh, w: field * cell, h: field * cell, cell };
}
