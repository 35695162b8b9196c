// The dotted line (`wire`) from the result to the output cell that it fills: past all that is added, then along the
// line below the cell's row, so that it runs through no number and stays within the stage.
const AWAY = 8; // px from what it joins

export function wirePath({ moving, places }, mark) {
  const result = moving.querySelector('.result');
  if (!result || places.narrow) return '';
  const own = result.getBBox();
  const sums = moving.getBBox();
  const from = own.x + own.width + AWAY;
  const past = Math.max(from, sums.x + sums.width + AWAY);
  const middle = own.y + own.height / 2;
  const edge = places.output.x - AWAY;
  const line = mark.y + mark.height;
  const half = (past + edge) / 2;
  return `M${from},${middle}H${past}C${half},${middle} ${half},${line} ${edge},${line}H${mark.x}`;
}
