// The end of a whole network: ten scores about zero, and what softmax makes of them, ten chances.
import { formatNumber } from '../../frame/stage/number.js';
import { data, group, label, rect } from '../../frame/stage/svg.js';

export function barsMarkup({ scene, narrow, type }, block, asChances) {
  const { classes, winner, arrays } = scene;
  const { values } = asChances ? arrays.chances : arrays.scores;
  const columns = narrow ? 2 : 1;
  const rows = Math.ceil(classes.length / columns);
  const [w, h] = [block.w / columns, block.h / rows];
  const size = Math.min(type * (narrow ? 1.2 : 1.12), h * 0.6);
  const look = { 'font-size': size };
  const named = size * 5.2;
  const free = w - named - size * 4.2;
  const low = Math.max(0, -Math.min(...values));
  const high = Math.max(0, ...values);
  const bars = classes.map((name, k) => {
    const x = block.x + Math.floor(k / rows) * w;
    const y = block.y + (k % rows) * h + h / 2;
    const zero = x + named + (free * low) / (low + high || 1);
    const long = (free * Math.abs(values[k])) / (low + high || 1);
    const below = values[k] < 0;
    const shown = asChances ? `${formatNumber(100 * values[k])}%` : formatNumber(values[k]);
    return group(
      `score${k === winner ? ' best' : ''}${below ? ' below' : ''}`,
      label('score-name', x, y, name, look) +
        rect('', below ? zero - long : zero, y - h * 0.3, Math.max(long, 1), h * 0.6) +
        label('score-value', x + w - (columns > 1 ? 14 : 2), y, shown, look),
      data({ map: asChances ? 'chance' : 'score', k, v: values[k] }),
    );
  });
  return bars.join('');
}
