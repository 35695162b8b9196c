// Where everything stands in the view of a convolution as a matrix, in pixels.
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { LEGIBLE } from '../../frame/stage/legible.js';

// `sizes`: rows and columns of the matrix, sides of input (its ring included), filter and output, channels.
export function placeMatrix(width, height, narrow, sizes) {
  return narrow ? placeNarrow(width, height, sizes) : placeWide(width, height, sizes);
}

function placeNarrow(width, height, sizes) {
  const { depth, side, field, out } = sizes;
  const matrix = fitMatrix({ x: 4, y: TITLE, w: width - 8, h: height * 0.44 }, sizes);
  const low = matrix.y + matrix.h + TITLE + 4;
  const w = (width - 4 * MARGIN) / 3;
  const x = [0, 1, 2].map((n) => MARGIN + n * (w + MARGIN));
  const [first, second, third] = x.map((left) => ({ x: left, y: low, w, h: height - low - 8 }));
  return {
    matrix,
    x,
    titles: { matrix: 18, ends: low - 14, filter: low - 14 },
    input: planesIn(first, depth, side),
    filter: planesIn(second, depth, field),
    output: planesIn(third, 1, out),
  };
}

function placeWide(width, height, sizes) {
  const { depth, side, field, out } = sizes;
  const left = Math.min(width * (depth > 1 ? 0.25 : 0.18), 330);
  const right = Math.min(width * 0.16, 250);
  const body = height - TITLE - 10;
  const input = planesIn({ x: MARGIN, y: TITLE, w: left, h: (body - TITLE) * 0.56 }, depth, side);
  const low = input.end + TITLE + 6;
  const x = [MARGIN, MARGIN, width - MARGIN - right];
  const middle = { x: MARGIN + left + 26, y: TITLE, w: width - left - right - 2 * MARGIN - 62, h: body };
  return {
    matrix: fitMatrix(middle, sizes),
    x,
    titles: { matrix: 20, ends: 20, filter: low },
    input,
    filter: planesIn({ x: MARGIN, y: low + 18, w: left, h: height - low - 28 }, depth, field),
    output: planesIn({ x: x[2], y: TITLE, w: right, h: body }, 1, out),
  };
}

// The matrix in a box, with a strip above for x and one at the right for y, both as thick as its cells.
function fitMatrix(box, { rows, columns }) {
  const [wide, high] = [box.w - 40, box.h - 40];
  const cell = Math.min(wide / (columns + 0.3), high / rows, 46);
  // A tall or wide matrix would be a thread: each way is then stretched by itself.
  const thread = cell * rows < high * 0.34 || cell * columns < wide * 0.34;
  const [cw, ch] = thread && cell < LEGIBLE ? [wide / columns, high / rows] : [cell, cell];
  const thick = Math.max(8, Math.min(cw, ch, 30));
  const w = cw * columns;
  const x = box.x + Math.max(0, (box.w - w - thick - 8) / 2);
  return { x, y: box.y + thick + 8, cw, ch, w, h: ch * rows, thick, square: cw === ch };
}

// Square planes in a box, side by side where it is wide, one above the other where it is high.
function planesIn(box, planes, rows) {
  const gap = planes > 1 ? 8 : 0;
  const across = box.w > box.h;
  const [along, beside] = across ? [box.w, box.h] : [box.h, box.w];
  const cell = Math.min((along - gap * (planes - 1)) / (planes * rows), beside / rows, 52);
  const step = rows * cell + gap;
  const planeAt = (d) => ({ x: box.x + (across ? d * step : 0), y: box.y + (across ? 0 : d * step), cell });
  return { planeAt, end: across ? box.y + rows * cell : box.y + planes * step - gap };
}
