// One grid of numbers: cells with their values where these can be read, else one pixelated image.
import { canBeWritten, fitted, fontSize, isReadable, LEGIBLE, legibleCell, smallest } from './legible.js';
import { paintPlane } from './paint.js';
import { data, label, path, pixels, rect } from './svg.js';
import { deepClass, tintClass } from './tint.js';

function noteSize(cell, note) {
  return Math.min(Math.max(cell * 0.25, smallest()), fontSize(cell, note));
}

export function cellMarkup({
  x,
  y,
  cell,
  value,
  largest,
  role,
  data,
  note = '',
  shown = fitted(value, note ? cell * 0.86 : cell),
  extra = '',
  written = cell >= LEGIBLE,
}) {
  const deep = deepClass(value, largest);
  const attributes = Object.entries({ v: value, ...data }).map(([k, v]) => `data-${k}="${v}"`);
  let markup =
    `<rect class="cell ${tintClass(value, largest, role)} ${extra}" x="${x}" y="${y}" ` +
    `width="${cell}" height="${cell}" ${attributes.join(' ')}/>`;
  const [middle, size] = note ? [y + cell * 0.42, fontSize(cell * 0.86, shown)] : [y + cell / 2, fontSize(cell, shown)];
  if (!written || !isReadable(size)) return markup;
  markup += `<text class="number${deep}" x="${x + cell / 2}" y="${middle}" font-size="${size}">${shown}</text>`;
  if (!note || noteSize(cell, note) < smallest()) return markup;
  const below = `x="${x + cell / 2}" y="${y + cell * 0.83}" font-size="${noteSize(cell, note)}"`;
  return `${markup}<text class="note${deep}" ${below}>${note}</text>`;
}

// So many rows and columns of cells at a place; `look` tells what cellMarkup draws at i, j.
export function cellsMarkup(place, rows, columns, look) {
  return eachCell(place, rows, columns, look).join('');
}

// The same, each in a group of its own that is unseen as yet (reveal.js): the cells of an output.
export function unseenCells(place, rows, columns, look) {
  const cells = eachCell(place, rows, columns, look).map((cell) => `<g class="unseen">${cell}</g>`);
  return `<g class="out-cells">${cells.join('')}</g>`;
}

function eachCell({ x, y, cell }, rows, columns, look) {
  const cells = [];
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const looks = look(i, j);
      cells.push(cellMarkup({ ...looks, x: x + j * cell, y: y + i * cell, cell, data: { i, j, ...looks.data } }));
    }
  }
  return cells;
}

// The whole plane at a place, without its padding ring.
export function planeMarkup(volume, plane, { x, y, cell, largest, data }) {
  const { rows, columns, role } = volume;
  if (cell < LEGIBLE || volume.kind === 'image') {
    const source = paintPlane(volume, plane, largest, volume.kind === 'image');
    return pixels(source, x, y, cell * columns, cell * rows);
  }
  const written = canBeWritten(cell, () => volume.plane(plane));
  return cellsMarkup({ x, y, cell }, rows, columns, (i, j) => ({
    value: volume.value(plane, i, j),
    largest,
    role,
    data,
    written,
  }));
}

// The ring of zeros around the input; too small to read, it is one hatched frame.
export function ringMarkup(volume, padding, { x, y, cell }) {
  if (!padding) return '';
  const wide = (volume.columns + 2 * padding) * cell;
  const high = (volume.rows + 2 * padding) * cell;
  const ring = padding * cell;
  const [innerWide, innerHigh] = [wide - 2 * ring, high - 2 * ring];
  const outline =
    `M${x},${y}h${wide}v${high}h${-wide}z` + `M${x + ring},${y + ring}v${innerHigh}h${innerWide}v${-innerHigh}z`;
  const parts = [path('ring', outline, { 'data-symbols': 'P', 'fill-rule': 'evenodd' })];
  if (cell < legibleCell()) return parts.join('');
  // Hatched once as a whole, ruled with one path and its zeros written a row at a time: each cell for itself would
  // cost more than all the rest of the picture.
  const size = fontSize(cell, '0');
  const lines = [];
  for (let i = -padding; i < volume.rows + padding; i += 1) {
    const top = y + (i + padding) * cell;
    const places = [];
    for (let j = -padding; j < volume.columns + padding; j += 1) {
      if (volume.inside(i, j)) continue;
      const left = x + (j + padding) * cell;
      places.push(left + cell / 2 - size * 0.28);
      lines.push(`M${left},${top}h${cell}v${cell}`);
    }
    if (places.length) {
      const middle = `x="${places.join(' ')}" y="${top + cell / 2}" font-size="${size}"`;
      parts.push(`<text class="zeros quiet" ${middle}>${'0'.repeat(places.length)}</text>`);
    }
  }
  parts.push(path('lines', lines.join('')));
  return parts.join('');
}

// One cell of the ring of zeros around a row of inputs.
export function paddingCell(x, y, cell, names = {}) {
  const zero = label('number quiet', x + cell / 2, y + cell / 2, '0', { 'font-size': fontSize(cell, '0') });
  const look = { 'data-symbols': 'P', ...data(names) };
  return rect('cell padded', x, y, cell, cell, look) + (cell < LEGIBLE ? '' : zero);
}
