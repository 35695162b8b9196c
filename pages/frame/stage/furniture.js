// What stands around the grids of many views: titles, buttons for planes and filters, the planes behind, hatching.
import { behind } from './layout.js';
import { escapeText, group, label, rect, tag } from './svg.js';
import { fill } from './words.js';

// The pattern of what is no number: zeros around an input, cells left over.
export const HATCH =
  '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<rect width="6" height="6" class="hatch-paper"/><path d="M0,0V6" class="hatch-line"/></pattern></defs>';

// A heading in the colour of its role, smaller print beside it.
export function title(x, y, role, words, { detail = '', dx = 8, size } = {}) {
  const print = detail && tag('tspan', { class: 'detail', dx }, escapeText(detail));
  const style = size && `font-size:${size}px`;
  return tag('text', { class: `title role-${role}`, style, x, y }, escapeText(words) + print);
}

// One small button a plane or filter, `side` pixels large; `what` is the setting that it chooses.
export function chips({ labels }, { x, y, side, count, chosen, what, role, inRow = 8 }) {
  if (count < 2) return '';
  return Array.from({ length: count }, (_, n) => {
    const left = x + (n % inRow) * (side + 2);
    const top = y + Math.floor(n / inRow) * (side + 3);
    return chip(left, top, side, n + 1, fill(labels[`choose_${what}`], { n: n + 1 }), {
      role,
      'data-choose': what,
      'data-n': n,
      'aria-pressed': n === chosen,
    });
  }).join('');
}

// A button drawn into the picture: pressed, it chooses `data-n` of `data-choose`; `name` is for those who hear it.
export function chip(x, y, side, words, name, { role, size = side * 0.63, ...attributes }) {
  const style = size ? `font-size:${size}px` : undefined;
  return group(
    `chip ${attributes['aria-pressed'] ? 'on' : ''}`,
    rect(`chip-box role-${role}`, x, y, side, side, { rx: 4 }) +
      label('', x + side / 2, y + side / 2, words, { style }),
    { role: 'button', tabindex: 0, 'aria-label': name, ...attributes },
  );
}

// The planes behind the front one of a stack.
export function stackBehind(box, planes, role, symbol) {
  return Array.from({ length: behind(planes, 1) }, (_, n) => {
    const shift = (behind(planes, 1) - n) * box.shift;
    return rect(`behind role-${role}`, box.x + shift, box.y - shift, box.w, box.h, { 'data-symbols': symbol });
  }).join('');
}
