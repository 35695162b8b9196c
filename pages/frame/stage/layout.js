// Where everything stands on the stage, in pixels, for its size and the sizes of the grids.
const MARGIN = 16;
const TITLE = 34;
const LARGEST = 88; // px of a cell of input and output, where there is room
const CHIP = { narrow: 19, wide: 24 }; // px of a chip's side
const STACKED = 10; // px by which a slice behind is shifted

function behind(planes, shift) {
  return Math.min(planes - 1, 3) * shift;
}

// A square-celled grid in a box: a stack's front stands low and left, the others look out behind it.
function gridBox(box, rows, columns, planes, most = 64, shift = STACKED) {
  const stack = behind(planes, shift);
  const cell = Math.min((box.w - stack) / columns, (box.h - stack) / rows, most);
  return { x: box.x, y: box.y + stack, cell, rows, columns, w: cell * columns, h: cell * rows, stack, shift, titleY: box.y - 12 };
}

function placeAll(width, height, { input, field, slices, output, filters, picture, corner }) {
  const narrow = width < 640;
  const body = { y: TITLE, h: height - TITLE - 8 };
  const grow = Math.max(1, Math.min(height / 420, 1.7)); // on a projector everything may be larger
  if (narrow) {
    const chip = CHIP.narrow;
    const chips = slices > 1 || filters > 1 ? chip + 7 : 0;
    const upper = (height - 2 * TITLE - 8 - chips) * 0.52;
    const lower = height - 2 * TITLE - 12 - chips - upper;
    const left = (width - 3 * MARGIN) * 0.6;
    const right = width - 3 * MARGIN - left;
    const lowY = TITLE + upper + chips + TITLE;
    const third = (width - 2 * MARGIN) * 0.4;
    const out = width - 2 * MARGIN - third - 92;
    return {
      narrow, chip, rowsMode: false,
      input: gridBox({ x: MARGIN, y: TITLE, w: left, h: upper }, input.rows, input.columns, input.planes, 64, 5),
      filter: gridBox({ x: 2 * MARGIN + left, y: TITLE, w: right, h: upper }, field, field, 1, 40),
      product: gridBox({ x: MARGIN, y: lowY, w: third, h: lower }, field, field, 1, 56),
      sum: { x: MARGIN + third + 6, y: lowY + 16, anchor: 'start', tight: true },
      output: gridBox({ x: width - MARGIN - out, y: lowY, w: out, h: lower }, output.rows, output.columns, filters, 60, 5),
    };
  }
  const forSum = 46;
  const visible = Math.max(1, Math.min(slices, Math.floor((body.h - forSum) / (field * 15 + 12)), 4));
  const rowHigh = (body.h - forSum) / visible;
  const sliceCell = (middle) => Math.min((rowHigh - 12) / field, (middle - 108) / (3 * field), 32 * grow);
  // Slices side by side only where their numbers can be read; else the chosen one, large.
  const usable = width - 2 * MARGIN;
  const least = picture ? (projected() ? 60 : 30) : legibleCell(); // a photograph's numbers have two decimals
  const rowsMode = slices > 1 && sliceCell(usable * (picture ? 0.31 : 0.4) - 24) >= least;
  const share = picture ? [0.35, 0.31, 0.34] : rowsMode ? [0.32, 0.4, 0.28] : [0.37, 0.31, 0.32];
  const left = usable * share[0] - 24;
  const middleX = MARGIN + usable * share[0] + 8;
  const middle = usable * share[1] - 24;
  const rightX = MARGIN + usable * (share[0] + share[1]) + 8;
  const right = usable * share[2] - 12;
  const chip = (right - behind(filters, STACKED)) / 8 - 2 < CHIP.wide ? CHIP.narrow : CHIP.wide; // a row of eight
  const places = {
    narrow, chip, rowsMode,
    // below it the numbers of the slices, where there are some
    input: gridBox({ x: MARGIN, y: body.y, w: left, h: body.h - (slices > 1 ? chip + 2 : 0) }, input.rows, input.columns, input.planes, LARGEST * grow),
    output: gridBox({ x: rightX, y: body.y, w: right, h: body.h - 24 - (filters > 1 ? chip + 4 : 0) - corner }, output.rows, output.columns, filters, LARGEST * grow),
  };
  if (!rowsMode) {
    const half = (body.h - TITLE) / 2;
    const wide = middle - 104;
    places.filter = gridBox({ x: middleX, y: body.y, w: wide, h: half }, field, field, 1, 58 * grow);
    const lowY = body.y + places.filter.h + TITLE;
    places.product = gridBox({ x: middleX, y: lowY, w: wide, h: half }, field, field, 1, 58 * grow);
    places.sum = { x: middleX + places.product.w + 18, y: Math.max(lowY + places.product.h - 66, lowY + 14), anchor: 'start' };
    return places;
  }
  const cell = sliceCell(middle);
  const rowStep = Math.min(rowHigh, field * cell + 34);
  const gap = 24;
  const wide = field * cell;
  const firstX = middleX + 22;
  places.slices = { visible, rowHigh: rowStep, cell, gap, x: [firstX, firstX + wide + gap, firstX + 2 * (wide + gap)], labelX: middleX };
  places.slices.sumX = firstX + 3 * wide + 2 * gap + 10;
  places.sum = { x: middleX, y: body.y + visible * rowStep + 16, anchor: 'start', line: true };
  return places;
}
