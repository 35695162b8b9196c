// The window on a volume, and the wires from it to what it makes in the next.
import { path } from '../frame/stage/svg.js';

function clamp(n, most) {
  return Math.min(Math.max(n, 0), most);
}

// A block through the whole depth of a box, over these rows and columns; what lies in the padding is cut off.
export function prism(box, y, rows, columns, look) {
  if (box.fc) return path(look, `M${box.x - 2},${y - 2}h${box.w + 4}v${box.h + 4}h${-box.w - 4}z`);
  const [top, bottom] = rows.map((n) => clamp(n, box.rows));
  const [left, right] = columns.map((n) => clamp(n, box.columns));
  const step = box.h / box.rows;
  const at = ([row, column, depth]) => `${box.x + depth * box.w + column * box.ox},${y + row * step - column * box.oy}`;
  const face = (...corners) => `M${corners.map(at).join('L')}z`;
  const near = face([top, left, 0], [top, left, 1], [bottom, left, 1], [bottom, left, 0]);
  if (!box.ox) return path(`${look} thin`, near);
  const above = face([top, left, 0], [top, right, 0], [top, right, 1], [top, left, 1]);
  const end = face([top, left, 1], [top, right, 1], [bottom, right, 1], [bottom, left, 1]);
  return path(`${look} thin`, near) + path(`${look} thin`, above) + path(look, end);
}

// From the window's far edge in the box before to place i, j of the box after, or to its share of a row.
export function wires(before, y, { rows, columns, i, j }, after, to, share) {
  const start = (row, column) => {
    const across = clamp(column, before.columns);
    const down = clamp(row, before.rows) * (before.h / before.rows);
    return `${before.x + before.w + across * before.ox},${y + down - across * before.oy}`;
  };
  const starts = before.fc
    ? [y, y + before.h].map((end) => `${before.x + before.w},${end}`)
    : rows.map((row) => start(row, columns[1]));
  const down = after.fc ? share * after.h : (i + 0.5) * (after.h / after.rows) - (j + 0.5) * after.oy;
  const end = `${after.x + (after.fc ? 0 : (j + 0.5) * after.ox)},${to + down}`;
  return starts.map((corner) => path('edges', `M${corner}L${end}`)).join('');
}
