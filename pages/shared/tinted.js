// Each weight in a tint of its own, with a letter where few are enough to be told apart.
const TURN = 137.5; // degrees of hue from one weight to the next: neighbours never look alike

function weightName(t, k, of) {
  if (of.each > 26) return '';
  return String.fromCharCode(97 + t) + (of.filters > 1 ? '₁₂₃₄'[k] : '');
}

// A cell that is wired to weight n: in that weight's tint.
function tintedCell({ x, y, cell, n, shown = '', note = '', data = {}, least = LEGIBLE }) {
  const attributes = Object.entries(data).map(([key, value]) => `data-${key}="${value}"`).join(' ');
  const size = fontSize(note ? cell * 0.86 : cell, shown);
  return (
    `<rect class="tinted" style="--turn:${(n * TURN) % 360}" x="${x}" y="${y}" width="${cell}" height="${cell}" ${attributes}/>` +
    (cell < least || shown === '' ? '' : `<text class="number" x="${x + cell / 2}" y="${y + cell * (note ? 0.42 : 0.5)}" font-size="${size}">${shown}</text>`) +
    (cell < least * 1.6 || !note ? '' : `<text class="note letter" x="${x + cell / 2}" y="${y + cell * 0.82}" font-size="${cell * 0.28}">${note}</text>`)
  );
}
