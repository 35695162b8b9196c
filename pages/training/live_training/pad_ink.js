// The ink of a drawing of which a link knows the counts alone: in each block as many dots as were drawn, and where its
// neighbours are dark, so that strokes hang together.
export const FINE = 32; // dots along a side
export const BLOCK = 4; // dots along a block
export const BLOCKS = FINE / BLOCK;

// `drawn`: [[row, column], count] of each block that has ink. 1 where a dot is inked.
export function inked(drawn) {
  const ink = new Uint8Array(FINE ** 2);
  const counts = new Map(drawn.map(([place, count]) => [place.join(), count]));
  drawn.forEach(([[i, j], count]) => {
    const dots = Array.from({ length: BLOCK ** 2 }, (_, n) => [
      i * BLOCK + Math.floor(n / BLOCK),
      j * BLOCK + (n % BLOCK),
    ]);
    const darkest = dots.sort((a, b) => darkness(counts, b) - darkness(counts, a)).slice(0, count);
    darkest.forEach(([row, column]) => (ink[row * FINE + column] = 1));
  });
  return ink;
}

// Between the middles of the four blocks around a dot.
function darkness(counts, dot) {
  const [y, x] = dot.map((at) => (at + 0.5) / BLOCK - 0.5);
  const [top, left] = [Math.floor(y), Math.floor(x)];
  let dark = 0;
  for (const i of [top, top + 1])
    for (const j of [left, left + 1])
      dark += (counts.get(`${i},${j}`) ?? 0) * (1 - Math.abs(y - i)) * (1 - Math.abs(x - j));
  return dark;
}
