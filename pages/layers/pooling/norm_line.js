// The line on which a p-norm moves: the sum of sizes (p = 1) at one end, the largest size (p without end) near the
// other, and the mean, which is none of them.
import { formatNumber } from '../../frame/stage/number.js';
import { circle, data, label, path } from '../../frame/stage/svg.js';
import { fill } from '../../frame/stage/words.js';

// `marks`: sum, largest and mean of the window; `result`: the norm now.
export function normLine(labels, { x, y, width }, { sum, largest, mean }, result) {
  const low = Math.min(0, mean);
  const place = (value) => x + ((value - low) / (sum - low || 1)) * width;
  const mark = (name, value, down) => {
    const words = fill(labels[`norm_${name}`], { n: formatNumber(value) });
    return path('norm-tick', `M${place(value)},${y - 7}v14`) + label('norm-name', place(value), y + down, words);
  };
  const names = data({ map: 'norm', v: result, sum, largest, mean });
  return (
    path('norm-line', `M${place(low)},${y}H${place(sum)}`) +
    mark('sum', sum, 22) +
    mark('largest', largest, 22) +
    mark('mean', mean, 40) +
    circle('norm-now role-output', place(result), y, 8, names)
  );
}
