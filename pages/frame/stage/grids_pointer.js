// The view of sliding windows under a hand: which cell lies where, and what a weight meets.
import { channelBox } from './grids_layout.js';
import { cellUnder, isIn } from './layout.js';

const MOST_MARKS = 3000;

// Which panel and cell lie under a point of the drawing.
export function hitAt({ scene, places, numbers }, x, y) {
  const { input, output } = places;
  if (isIn(input, x, y)) {
    const [i, j] = cellUnder(input, x, y);
    const ring = scene.padding;
    const at = [(y - input.y) / input.cell - ring, (x - input.x) / input.cell - ring];
    return { panel: 'input', i: i - ring, j: j - ring, at };
  }
  if (isIn(output, x, y)) {
    const [i, j] = cellUnder(output, x, y);
    return { panel: 'output', i, j };
  }
  const found = weightGrids(places, numbers).find(({ box }) => isIn(box, x, y));
  if (!found) return null;
  const [i, j] = cellUnder(found.box, x, y);
  return { panel: found.panel, d: found.d, i, j };
}

// The grids of weights and of products, with their channels.
function weightGrids({ filter, product, channels }, { d: front, field }) {
  if (!channels) {
    return [
      { panel: 'filter', d: front, box: filter },
      { panel: 'product', d: front, box: product },
    ];
  }
  return channels.shown.flatMap((d, n) => [
    { panel: 'filter', d, box: channelBox(channels, 1, n, field) },
    { panel: 'product', d, box: channelBox(channels, 2, n, field) },
  ]);
}

// Where a cell of the input, or a weight, is drawn.
export function cellPlace({ scene, places, numbers }, { panel, d, i, j }) {
  const ring = panel === 'input' ? scene.padding : 0;
  const { box } = panel === 'input' ? { box: places.input } : weightGrids(places, numbers).find((grid) => grid.d === d);
  return { x: box.x + (j + ring) * box.cell, y: box.y + (i + ring) * box.cell, cell: box.cell };
}

// One path over all input cells that weight (a, b) meets; `box` is the input's place, ring included.
export function weightReach(scene, box, a, b) {
  const parts = [];
  const { cell } = box;
  const rows = scene.rows.length;
  const columns = scene.columns.length;
  const thin = Math.max(1, Math.ceil(Math.sqrt((rows * columns) / MOST_MARKS)));
  for (let i = 0; i < rows; i += thin) {
    for (let j = 0; j < columns; j += thin) {
      const x = box.x + (scene.columns[j][b] + scene.padding) * cell;
      const y = box.y + (scene.rows[i][a] + scene.padding) * cell;
      parts.push(`M${x + 1},${y + 1}h${cell - 2}v${cell - 2}h${2 - cell}z`);
    }
  }
  return parts.join('');
}
