// Small helpers for SVG: make a node, write a text, escape what goes into markup.
const SVG = 'http://www.w3.org/2000/svg';

function node(name, attributes = {}, parent = null) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (parent) parent.append(made);
  return made;
}

function text(parent, x, y, content, attributes = {}) {
  const made = node('text', { x, y, ...attributes }, parent);
  made.textContent = content;
  return made;
}

function escapeText(content) {
  return String(content).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
}

// About how wide words are, in pixels: a Chinese sign is as wide as it is high.
function wordsWidth(words, size) {
  return [...String(words)].reduce((sum, sign) => sum + size * (sign.charCodeAt(0) > 255 ? 1 : 0.53), 0);
}
