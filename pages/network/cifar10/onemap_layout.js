// Where everything stands in the view of one map, in pixels.
function oneMapPlaces(width, height, { scene, field, present }) {
  const narrow = width < 640;
  const grow = Math.max(1, Math.min(height / 390, 1.6));
  const type = present ? 22 : narrow ? 12 : Math.min(16 * grow, 20);
  const line = type + 10;
  if (narrow) return narrowMapPlaces(width, height, { scene, field, type });
  const usable = width - 2 * MARGIN - 60;
  const deep = scene.grids.filter ? scene.slices > 1 : false;
  const share = deep ? [0.22, 0.34, 0.2, 0.24] : [0.26, 0.28, 0.22, 0.24];
  const starts = share.map((_, n) => MARGIN + share.slice(0, n).reduce((a, b) => a + b, 0) * usable + n * 20);
  const widths = share.map((part) => part * usable);
  const body = height - line - 12;
  const [tile, columns] = FlowView.fitted(scene.slices, widths[0], body);
  const gap = tile > 40 ? 6 : 2;
  const sign = 18;
  const grids = scene.grids.filter ? 3 : 1; // of pooling the window alone
  const cell = Math.min((widths[1] - 2 * sign) / (grids * field), (body * 0.42) / field, (grids > 1 ? 46 : 64) * grow);
  const step = field * cell + sign;
  const twoMaps = scene.acts;
  const side = Math.min(widths[2], twoMaps ? (body - line) / 2 : body * 0.62);
  const third = height * (present ? 0.62 : 0.47);
  const left = height - third - 2 * line + 8 - (scene.qr ? 112 : 0); // the QR code's corner
  const picks = left < 44 ? [0, 1] : FlowView.fitted(scene.maps, widths[3], left);
  return {
    narrow, type, sign,
    given: { x: starts[0], y: line + 4, tile, columns, gap, titleY: type * 0.8 },
    sums: {
      x: [starts[1], starts[1] + step, starts[1] + 2 * step], y: line + 4, cell, step, titleY: type * 0.8, w: widths[1],
      lines: line + 4 + field * cell, line, bottom: height - 8,
    },
    made: {
      before: { x: starts[2], y: line + 4, side, titleY: type * 0.8 },
      ...(twoMaps ? { after: { x: starts[2], y: 2 * line + side + 4, side, titleY: line + side + type } } : {}),
    },
    scores: { x: starts[3], y: line, w: widths[3], h: third - line - 4, titleY: type * 0.8, columns: 1 },
    pick: { x: starts[3], y: third + line + 6, tile: picks[0], columns: picks[1], titleY: third + type * 0.8, chipsX: width - MARGIN - 46 },
  };
}

// On a phone: maps above, the arithmetic in the middle, the scores below; the next map by its buttons.
function narrowMapPlaces(width, height, { scene, field, type }) {
  const line = type + 8;
  const third = (width - 2 * MARGIN - 16) / 3;
  const top = Math.min((height - 4 * line) * 0.34, third);
  const [tile, columns] = FlowView.fitted(scene.slices, third, top);
  const side = Math.min(third, top);
  const sumsY = 2 * line + top + 4;
  const sign = 14;
  const cell = Math.min((width - 2 * MARGIN - 2 * sign - 40) / (3 * field), ((height - 4 * line) * 0.26) / field);
  const step = field * cell + sign;
  const lines = sumsY + field * cell;
  const low = Math.max(height - 6.2 * line, lines + 2.6 * line);
  return {
    narrow: true, type, sign,
    given: { x: MARGIN, y: line, tile, columns, gap: tile > 40 ? 4 : 1, titleY: type * 0.7 },
    sums: { x: [MARGIN, MARGIN + step, MARGIN + 2 * step], y: sumsY, cell, step, titleY: sumsY - line * 0.5, w: width - 2 * MARGIN, lines, line, bottom: low - 4 },
    made: {
      before: { x: MARGIN + third + 8, y: line, side, titleY: type * 0.7 },
      ...(scene.acts ? { after: { x: MARGIN + 2 * (third + 8), y: line, side, titleY: type * 0.7 } } : {}),
    },
    scores: { x: MARGIN, y: low + line, w: width - 2 * MARGIN, h: Math.max(height - low - line - 16, 40), titleY: -40, columns: 2 },
    pick: { x: MARGIN, y: 0, tile: 0, columns: 1, titleY: low + type * 0.5, chipsX: width - MARGIN - 46 },
  };
}
