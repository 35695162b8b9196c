// The lens below the boxes: one volume or two flat, as large as there is room, and the arithmetic beside or below them.
import { group, label, path, pixels, rect } from '../frame/stage/svg.js';
import { fittedSize } from '../frame/stage/words.js';

export function lensMarkup(view, panels, lines) {
  const { scene, width, height, narrow, projected, below } = view;
  const from = below + (narrow ? 14 : projected ? 52 : 42);
  const type = narrow ? view.type : Math.min(view.type, Math.max((height - from - 4) / lines.length - 7, 11));
  const textHigh = lines.length * (type + 7);
  const room = height - from - (narrow ? textHigh + 8 : 8);
  const side = Math.max(Math.min(room - 18, narrow ? (width - 90) / 2 : width * 0.17), 20);
  const x = narrow ? (width - panels.length * side - 50) / 2 : 24;
  const y = from + 16;
  const flats = panels.map((panel, n) => flat(panel, x + n * (side + 50), y, side, projected));
  const arrow = panels.length > 1 ? label('arrow', x + side + 25, y + side / 2, '→', { 'font-size': 22 }) : '';
  const textX = narrow ? 8 : x + panels.length * (side + 50) - 10;
  const textY = narrow ? y + side + 14 : from + Math.max((room - textHigh) / 2, 0) + type;
  const written = lines.map((line, n) => {
    const size = fittedSize(line, width - textX - 8, type, { least: 9, narrow: 0.54 });
    const look = { 'data-line': n, 'font-size': size };
    return label(`line${n ? '' : ' first'}`, textX, textY + n * (type + 7), line, look);
  });
  const note = label('scale-note', width - 8, height - 8, scene.labels.to_scale, { 'font-size': 12 });
  return flats.join('') + arrow + written.join('') + (narrow || projected ? '' : note);
}

// A panel: the box of a volume, the rows and columns that are marked on it and how they look, the share of it that is
// filled; `outer`: the furthest rows and columns that are to have room, where they lie outside of the volume.
function flat({ box, rows, columns, look, share, outer }, x, y, most, projected) {
  const words = projected || most < 80 ? box.name : `${box.name} ${box.size}`;
  const name = label('flat-name', x + most / 2, y - 9, words, { 'font-size': projected ? 20 : 12 });
  const role = `role-${box.kind === 'input' ? 'input' : 'output'}`;
  const filled = (left, top, w, h, part) =>
    group(role, rect('flat', left, top, w, h) + rect('flat full', left, top, w, h * part));
  if (box.fc) {
    const at = x + most / 2 - 6;
    const kernel = look === 'kernel' ? rect('kernel', at - 3, y - 3, 18, most + 6) : '';
    return name + filled(at, y, 12, most, share) + kernel;
  }
  // Room for the ring of zeros that the window may stand on.
  const reached = outer || [
    [0, box.rows],
    [0, box.columns],
  ];
  const ring = Math.max(0, -Math.min(...reached.map(([first]) => first)));
  const over = Math.max(0, ...reached.map(([, last], n) => last - (n ? box.columns : box.rows)));
  const both = ring + Math.max(over, ring);
  const cell = most / (Math.max(box.rows, box.columns) + both);
  const [left, top] = [x + ring * cell, y + ring * cell];
  const [w, h] = [box.columns * cell, box.rows * cell];
  const marked = () => {
    const [wide, high] = [columns, rows].map(([first, last]) => Math.max((last - first) * cell, 2));
    return rect(look, left + columns[0] * cell, top + rows[0] * cell, wide, high);
  };
  return (
    name +
    (both ? rect('ring-of-zeros', x, y, w + both * cell, h + both * cell) : '') +
    filled(left, top, w, h, look === 'made' ? share : 1) +
    (box.photo ? pixels(box.photo, left, top, w, h) : '') +
    (cell >= 5 ? ruling(box, left, top, cell) : '') +
    (look ? marked() : '')
  );
}

function ruling({ rows, columns }, left, top, cell) {
  const down = Array.from({ length: columns - 1 }, (_, j) => `M${left + (j + 1) * cell},${top}v${rows * cell}`);
  const across = Array.from({ length: rows - 1 }, (_, i) => `M${left},${top + (i + 1) * cell}h${columns * cell}`);
  return path('lines', [...down, ...across].join(''));
}
