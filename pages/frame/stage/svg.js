// SVG as nodes and as markup. A stage writes most of its picture as markup, at once.
const SVG = 'http://www.w3.org/2000/svg';

export function node(name, attributes = {}, parent = null) {
  const made = document.createElementNS(SVG, name);
  setAttributes(made, attributes);
  parent?.append(made);
  return made;
}

export function setAttributes(element, attributes) {
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
}

export function escapeText(content) {
  return String(content).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
}

// An element; an attribute that is undefined is left out. (Cells come by the thousand: grid.js writes theirs out.)
export function tag(name, attributes, inside = '') {
  return `<${name}${written(attributes)}>${inside}</${name}>`;
}

function written(attributes) {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return given.map(([key, value]) => ` ${key}="${escapeText(value)}"`).join('');
}

export function group(look, inside, more = {}) {
  return tag('g', { class: look, ...more }, inside);
}

export function rect(look, x, y, width, height, more = {}) {
  return tag('rect', { class: look || undefined, x, y, width, height, ...more });
}

export function circle(look, cx, cy, r, more = {}) {
  return tag('circle', { class: look, cx, cy, r, ...more });
}

export function path(look, d, more = {}) {
  return tag('path', { class: look, d, ...more });
}

export function label(look, x, y, words, more = {}) {
  return tag('text', { class: look || undefined, x, y, ...more }, escapeText(words));
}

// Attributes by which tests and other scripts find what is drawn: { map: 'output' } is data-map="output".
export function data(names) {
  return Object.fromEntries(Object.entries(names).map(([key, value]) => [`data-${key}`, value]));
}

// An image that was painted (paint.js): its address, which may be a hundred kilobytes, has nothing to escape.
export function pixels(href, x, y, width, height = width, more = {}) {
  const place = { class: 'pixels', x, y, width, height, preserveAspectRatio: 'none', ...more };
  return `<image href="${href}"${written(place)}></image>`;
}

// A canvas in a picture, to be painted on (paint.js) as often as what it shows changes.
export function canvas(x, y, width, height) {
  return tag('foreignObject', { x, y, width, height }, '<canvas class="pixels"></canvas>');
}
