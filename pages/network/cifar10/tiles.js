// Maps as squares of one size in a box, row by row.

// The largest square of which so many fill a box, and how many of them stand side by side.
export function fitTiles(count, w, h) {
  let best = [0, 1];
  for (let columns = 1; columns <= count; columns += 1) {
    const tile = Math.min(w / columns, h / Math.ceil(count / columns));
    if (tile > best[0]) best = [tile, columns];
  }
  return best;
}

export function tilePlace({ x, y, tile, columns }, n) {
  return [x + (n % columns) * tile, y + Math.floor(n / columns) * tile];
}

// Which of so many squares lies under a point, or null.
export function tileAt({ x, y, tile, columns }, count, px, py) {
  const [column, row] = [Math.floor((px - x) / tile), Math.floor((py - y) / tile)];
  const n = row * columns + column;
  return column >= 0 && row >= 0 && column < columns && n < count ? n : null;
}
