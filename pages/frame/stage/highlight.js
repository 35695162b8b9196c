// What lights up: the inputs that one weight multiplies, and the cells of a symbol.
const MOST_MARKS = 3000;

// One path over all input cells that weight (a, b) meets; `box` is the input's place, ring included.
function weightReach(scene, box, a, b) {
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
