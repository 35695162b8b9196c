// Where everything stands in the view of one map, in pixels.
import { MARGIN } from '../../frame/stage/layout.js';
import { fitTiles } from './tiles.js';

export function placeOneMap(view) {
  return view.narrow ? placeNarrow(view) : placeWide(view);
}

function placeWide({ width, height, scene, field, projected }) {
  const grow = Math.max(1, Math.min(height / 390, 1.6));
  const type = projected ? 22 : Math.min(16 * grow, 20);
  const line = type + 10;
  const usable = width - 2 * MARGIN - 60;
  const share = scene.grids.filter && scene.channels > 1 ? [0.22, 0.34, 0.2, 0.24] : [0.26, 0.28, 0.22, 0.24];
  const starts = share.map((_, n) => MARGIN + share.slice(0, n).reduce((a, b) => a + b, 0) * usable + n * 20);
  const widths = share.map((part) => part * usable);
  const body = height - line - 12;
  const top = line + 4;
  const [tile, columns] = fitTiles(scene.channels, widths[0], body);
  const sign = 18; // px between the grids
  const grids = scene.grids.filter ? 3 : 1; // of pooling the window alone
  const most = (grids > 1 ? 46 : 64) * grow;
  const cell = Math.min((widths[1] - 2 * sign) / (grids * field), (body * 0.42) / field, most);
  const step = field * cell + sign;
  const side = Math.min(widths[2], scene.acts ? (body - line) / 2 : body * 0.62);
  const third = height * (projected ? 0.62 : 0.47);
  const left = height - third - 2 * line + 8 - (scene.qr ? 112 : 0); // the QR code's corner
  const [pickTile, pickColumns] = left < 44 ? [0, 1] : fitTiles(scene.maps, widths[3], left);
  const titleY = type * 0.8;
  return {
    type,
    sign,
    given: { x: starts[0], y: top, tile, columns, gap: tile > 40 ? 6 : 2, titleY },
    sums: {
      x: [starts[1], starts[1] + step, starts[1] + 2 * step],
      y: top,
      cell,
      titleY,
      w: widths[1],
      lines: top + field * cell,
      line,
      bottom: height - 8,
    },
    made: {
      before: { x: starts[2], y: top, side, titleY },
      ...(scene.acts && { after: { x: starts[2], y: 2 * line + side + 4, side, titleY: line + side + type } }),
    },
    scores: { x: starts[3], y: line, w: widths[3], h: third - line - 4, titleY, columns: 1 },
    pick: {
      x: starts[3],
      y: third + line + 6,
      tile: pickTile,
      columns: pickColumns,
      titleY: third + type * 0.8,
      chipsX: width - MARGIN - 46,
    },
  };
}

// On a phone: maps above, the arithmetic in the middle, the scores below; the next map by its buttons.
function placeNarrow({ width, height, scene, field, projected }) {
  const type = projected ? 22 : 12;
  const line = type + 8;
  const wide = width - 2 * MARGIN;
  const third = (wide - 16) / 3;
  const top = Math.min((height - 4 * line) * 0.34, third);
  const [tile, columns] = fitTiles(scene.channels, third, top);
  const side = Math.min(third, top);
  const sumsY = 2 * line + top + 4;
  const sign = 14;
  const cell = Math.min((wide - 2 * sign - 40) / (3 * field), ((height - 4 * line) * 0.26) / field);
  const step = field * cell + sign;
  const lines = sumsY + field * cell;
  const low = Math.max(height - 6.2 * line, lines + 2.6 * line);
  const titleY = type * 0.7;
  return {
    type,
    sign,
    given: { x: MARGIN, y: line, tile, columns, gap: tile > 40 ? 4 : 1, titleY },
    sums: {
      x: [MARGIN, MARGIN + step, MARGIN + 2 * step],
      y: sumsY,
      cell,
      titleY: sumsY - line * 0.5,
      w: wide,
      lines,
      line,
      bottom: low - 4,
    },
    made: {
      before: { x: MARGIN + third + 8, y: line, side, titleY },
      ...(scene.acts && { after: { x: MARGIN + 2 * (third + 8), y: line, side, titleY } }),
    },
    // Without a title: there is no room for one.
    scores: { x: MARGIN, y: low + line, w: wide, h: Math.max(height - low - line - 16, 40), columns: 2 },
    pick: { x: MARGIN, y: 0, tile: 0, columns: 1, titleY: low + type * 0.5, chipsX: width - MARGIN - 46 },
  };
}
