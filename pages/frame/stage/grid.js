// One grid of numbers: cells with their values where these can be read, else one pixelated image.
const LEGIBLE = 14; // px of a cell below which numbers cannot be read
// px of a cell, and of a number, that the last row of a class can read on a screen of so many lines; a projector of
// fewer throws each line the larger.
const BACK_ROW = { cell: 40, size: 24, lines: 1080 };

const projected = () => document.documentElement.hasAttribute('data-present');
const forBackRow = (px) => px * Math.min(1, screen.height / BACK_ROW.lines);
const legibleCell = () => (projected() ? Math.max(LEGIBLE, forBackRow(BACK_ROW.cell)) : LEGIBLE);

function fontSize(cell, content) {
  const high = projected() ? 0.6 : 0.46; // from far away the room around a number is better spent on the number
  return Math.min(cell * high, (cell * 0.94) / (0.58 * Math.max(String(content).length, 1)));
}

// Whether all these values can be written into cells of this size; while projected, for the last row to read. Half a
// grid of numbers would be worse than its tints alone.
function canBeWritten(cell, values) {
  if (cell < legibleCell()) return false;
  return !projected() || values().every((value) => fontSize(cell, formatNumber(value)) >= forBackRow(BACK_ROW.size));
}

function noteSize(cell, note) {
  return Math.min(cell * 0.25, fontSize(cell, note));
}

function cellMarkup({ x, y, cell, value, largest, role, data, note = '', shown = formatNumber(value), extra = '', written = cell >= LEGIBLE }) {
  const deep = isDeep(value, largest) ? ' deep' : '';
  const middle = note ? y + cell * 0.42 : y + cell / 2;
  const attributes = Object.entries({ v: value, ...data }).map(([k, v]) => `data-${k}="${v}"`);
  const size = fontSize(note ? cell * 0.86 : cell, shown);
  return (
    `<rect class="cell ${tintClass(value, largest, role)} ${extra}" x="${x}" y="${y}" width="${cell}" height="${cell}" ` +
    `${attributes.join(' ')}/>` +
    (written ? `<text class="number${deep}" x="${x + cell / 2}" y="${middle}" font-size="${size}">${shown}</text>` : '') +
    (note && written && noteSize(cell, note) > (projected() ? forBackRow(BACK_ROW.size) : 7)
      ? `<text class="note${deep}" x="${x + cell / 2}" y="${y + cell * 0.83}" font-size="${noteSize(cell, note)}">${note}</text>`
      : '')
  );
}

// The whole plane at a place, without its padding ring.
function planeMarkup(volume, plane, { x, y, cell, largest, data, shown }) {
  if (cell < LEGIBLE || volume.kind === 'picture') {
    const source = paintPlane(volume, plane, largest, volume.kind === 'picture');
    return (
      `<image class="pixels" href="${source}" x="${x}" y="${y}" width="${cell * volume.columns}" ` +
      `height="${cell * volume.rows}" preserveAspectRatio="none"/>`
    );
  }
  const parts = [];
  const written = canBeWritten(cell, () => volume.plane(plane));
  for (let i = 0; i < volume.rows; i += 1) {
    for (let j = 0; j < volume.columns; j += 1) {
      if (shown && !shown(i, j)) continue;
      const value = volume.value(plane, i, j);
      parts.push(
        cellMarkup({
          x: x + j * cell, y: y + i * cell, cell, value, largest, role: volume.role, data: { ...data, i, j }, written,
        }),
      );
    }
  }
  return parts.join('');
}

// The ring of zeros around the input; too small to read, it is one hatched frame.
function ringMarkup(volume, padding, { x, y, cell }) {
  if (!padding) return '';
  const wide = (volume.columns + 2 * padding) * cell;
  const high = (volume.rows + 2 * padding) * cell;
  const ring = padding * cell;
  const parts = [
    `<path class="ring" data-symbols="P" fill-rule="evenodd" d="M${x},${y}h${wide}v${high}h${-wide}z` +
      `M${x + ring},${y + ring}v${high - 2 * ring}h${wide - 2 * ring}v${-(high - 2 * ring)}z"/>`,
  ];
  if (cell < legibleCell()) return parts.join('');
  // Hatched once as a whole, ruled with one path and its zeros written a row at a time: each cell for itself would
  // cost more than all the rest of the picture.
  const size = fontSize(cell, '0') * (projected() ? 1 : 0.92); // else quieter than what they surround
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
      const middle = top + cell / 2;
      parts.push(`<text class="zeros quiet" x="${places.join(' ')}" y="${middle}" font-size="${size}">${'0'.repeat(places.length)}</text>`);
    }
  }
  parts.push(`<path class="lines" d="${lines.join('')}"/>`);
  return parts.join('');
}
