// What one iteration does, in a row above the rails: batch, forward, loss, gradient, update; lit one after the other.
import { data, group, label, path, rect } from '../../frame/stage/svg.js';

const STEPS = ['batch', 'forward', 'loss', 'gradient', 'update'];

// Before the first iteration of an epoch, `within` 0, only the samples are shuffled.
export function stepsMarkup({ x, y, width, narrow, projected, labels, within }) {
  const gap = narrow ? 10 : 26;
  const each = (width - gap * (STEPS.length - 1)) / STEPS.length;
  const h = narrow ? 20 : projected ? 34 : 26;
  const steps = STEPS.map((id, n) => {
    const left = x + n * (each + gap);
    const name = !n && !within ? labels.do_shuffle : labels[`do_${id}`];
    const arrow = n ? path('step-arrow', `M${left - gap + 2},${y}h${gap - 5}m-4,-4l4,4l-4,4`) : '';
    const box = rect('', left, y - h / 2, each, h, { rx: h / 2 }) + label('', left + each / 2, y, name);
    const names = { style: `animation-delay:${n * 90}ms`, ...data({ map: 'deal-step', i: n }) };
    return arrow + group(`deal-step ${within || !n ? 'lit' : ''}`, box, names);
  });
  return steps.join('');
}
