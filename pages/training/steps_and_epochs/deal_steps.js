// What one iteration does, in a row above the rails: the batch, forward, loss, gradient, update; lit one after the other.
const DEAL_STEPS = ['batch', 'forward', 'loss', 'gradient', 'update'];

function dealSteps({ x, y, width, narrow, labels, within }) {
  const gap = narrow ? 10 : 26;
  const each = (width - gap * (DEAL_STEPS.length - 1)) / DEAL_STEPS.length;
  const h = narrow ? 20 : document.documentElement.hasAttribute('data-present') ? 34 : 26;
  return DEAL_STEPS.map((id, n) => {
    const left = x + n * (each + gap);
    const name = !n && !within ? labels.do_shuffle : labels[`do_${id}`];
    const lit = within ? 'lit' : n ? '' : 'lit';
    const arrow = n ? `<path class="step-arrow" d="M${left - gap + 2},${y}h${gap - 5}m-4,-4l4,4l-4,4"/>` : '';
    return `${arrow}<g class="deal-step ${lit}" style="animation-delay:${n * 90}ms" data-map="deal-step" data-i="${n}"><rect x="${left}" y="${y - h / 2}" width="${each}" height="${h}" rx="${h / 2}"/><text x="${left + each / 2}" y="${y}">${escapeText(name)}</text></g>`;
  }).join('');
}
