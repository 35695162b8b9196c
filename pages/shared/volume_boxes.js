// The volumes of a network as boxes: where each stands, its faces, its name and size.
import { group, label, path, tag } from '../frame/stage/svg.js';

const SLANT = { x: 0.42, y: 0.28 }; // how far a column of a box lies to the right and up
const FLAT = { x: 0, y: 0 };

// One scale for all widths and heights; what room is left goes to the depths. A row of numbers is a bar.
export function placeBoxes(volumes, { width, height, narrow, projected }) {
  const top = projected ? 66 : narrow ? 18 : 42;
  const band = height * (narrow ? 0.3 : projected ? 0.5 : 0.6) - top;
  const slant = narrow ? FLAT : SLANT;
  const gap = Math.max(4, Math.min(narrow ? 22 : 60, (width * (narrow ? 0.25 : 0.3)) / volumes.length));
  const room = width - 32 - gap * (volumes.length - 1);
  const bar = Math.max(5, Math.min(narrow ? 7 : 10, room / volumes.length / 2));
  const high = (v) => (v.row ? 0 : (v.rows + slant.y * v.columns) * v.towers + (v.towers - 1) * 0.12 * v.rows);
  const total = (measure) => volumes.reduce((sum, v) => sum + measure(v), 0);
  const wide = total((v) => (v.row ? 0 : slant.x * v.columns));
  const deep = total((v) => (v.row ? 0 : v.deep));
  const bars = total((v) => (v.row ? bar : 0));
  const scale = Math.min(
    band / Math.max(...volumes.map(high), 1), // px a row
    (room * 0.55) / Math.max(wide, 1e-9),
    60,
  );
  const unit = Math.min((room - wide * scale - bars) / Math.max(deep, 1e-9), narrow ? 9 : 12); // px a channel
  const longest = Math.max(...volumes.map((v) => (v.row ? v.deep : 0)), 1);
  const used = wide * scale + deep * unit + bars + gap * (volumes.length - 1);
  let x = (width - used) / 2;
  const boxes = volumes.map((volume) => {
    const size = volume.row
      ? { ox: 0, oy: 0, w: bar, h: Math.max((volume.deep / longest) * band * 0.86, 4) }
      : {
          ox: slant.x * scale,
          oy: slant.y * scale,
          w: Math.max(volume.deep * unit, 2),
          h: Math.max(volume.rows * scale, 3),
        };
    const box = {
      ...volume,
      ...size,
      x,
      fc: volume.row,
      side: size.ox * volume.columns,
      rise: size.oy * volume.columns,
    };
    x += box.w + box.side + gap;
    return { ...box, tops: tops(box, top + band / 2) };
  });
  return { boxes, below: top + band };
}

// Where the front face begins, of one tower or of two above each other.
function tops({ h, rise, towers }, middle) {
  const whole = h + rise;
  const step = whole + Math.max(0.12 * h, 12);
  const middles = towers === 2 ? [middle - step / 2, middle + step / 2] : [middle];
  return middles.map((y) => y - whole / 2 + rise);
}

export function boxMarkup(box, k, name, size) {
  const faces = box.tops.map((y) => facesMarkup(box, y)).join('');
  const names = { 'data-panel': 'volume', 'data-k': k, 'data-volume': box.name, 'data-size': box.size };
  return group(
    `volume role-${box.kind === 'input' ? 'input' : 'output'}`,
    group('pale', faces) + group('full', faces, { 'clip-path': `url(#filled-${k})` }) + name + size,
    names,
  );
}

function facesMarkup({ x, w, h, side, rise, photo }, y) {
  const front = tag('path', { d: `M${x},${y}h${w}v${h}h${-w}z` });
  if (!side) return front;
  // The photograph itself, on the far face of the input.
  const skewed = `matrix(${side} ${-rise} 0 ${h} ${x + w} ${y})`;
  const look = { class: 'pixels', href: photo, width: 1, height: 1, preserveAspectRatio: 'none', transform: skewed };
  return (
    front +
    path('top', `M${x},${y}l${side},${-rise}h${w}l${-side},${rise}z`) +
    path('end', `M${x + w},${y}l${side},${-rise}v${h}l${-side},${rise}z`) +
    (photo ? tag('image', look) : '')
  );
}

// The names above the boxes and the sizes below them: a label that would run into its neighbour stands a line
// further off (a row of numbers has room under its name); where two lines are not enough, only those of the layers
// looked at are seen.
export function labelBoxes(boxes, { narrow, projected, below }) {
  const type = projected ? 20 : narrow ? 10 : 13;
  const nameY = projected ? 46 : narrow ? 9 : 28;
  const nameStep = narrow ? 10 : projected ? 22 : 15;
  const names = stagger(boxes, 'name', type).map(({ box, look, middle, line }) => {
    const y = nameY + line * (box.fc || narrow ? nameStep : -nameStep);
    return label(look, middle, y, box.name, { 'font-size': type });
  });
  const sizeY = below + (projected ? 14 : 10);
  const sizes = stagger(boxes, 'size', type - 1).map(({ box, look, middle, line }) =>
    label(look, middle, sizeY + line * (type + 3), box.size, { 'font-size': type - 1 }),
  );
  return { names, sizes: narrow ? sizes.map(() => '') : sizes };
}

// Of each box its label's look, and the line, 0 or 1, on which it has room.
function stagger(boxes, what, type) {
  const ends = [-Infinity, -Infinity];
  const middleOf = (box) => box.x + (box.w + box.side) / 2;
  const lines = boxes.map((box) => {
    const half = (box[what].length * type * 0.58) / 2 + 3;
    const line = ends.findIndex((end) => middleOf(box) - half >= end);
    if (line >= 0) ends[line] = middleOf(box) + half;
    return line;
  });
  const crowded = lines.includes(-1);
  return boxes.map((box, k) => ({
    box,
    look: `${what}${crowded ? ' crowded' : ''}`,
    middle: middleOf(box),
    line: crowded ? k % 2 : lines[k],
  }));
}
