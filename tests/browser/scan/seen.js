// What a reader sees on a page: each line of text with the box of its ink, and each shape that the stage draws.
const INK = 0.7; // of a font's size: so high are digits, capitals and Chinese characters, whatever room a line has
const box = (left, top, right, bottom) => ({ left, top, right, bottom, width: right - left, height: bottom - top });

// Words for a reader who hears the page; Streamlit's link past the menu, which waits above the screen; a closed menu.
const UNSEEN =
  'script, style, title, noscript, .spoken:not(.seen), [href="#stMain"], .stSidebar[data-collapsed="true"]';

function isSeen(element) {
  const passed = `${UNSEEN}, ${PASSED}`; // of the second list __init__.py tells the reasons
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest(passed);
}

// How many px on the screen a px of this element has: a drawing may be scaled.
function scaleOf(element) {
  const matrix = element.getScreenCTM?.();
  return matrix ? Math.hypot(matrix.a, matrix.b) : 1;
}

// Every line of every text: { words, element, size, boxes }; boxes are those of the ink, in px of the screen.
function textsIn(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const texts = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const { parentElement: element } = node;
    const words = node.data.trim();
    if (!words || !isSeen(element)) continue;
    range.selectNodeContents(node);
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * scaleOf(element);
    const boxes = [...range.getClientRects()]
      .filter(({ width, height }) => width > 0.5 && height > 0.5)
      .map(({ left, right, top, bottom }) => {
        const middle = (top + bottom) / 2;
        const half = Math.min(bottom - top, size * INK) / 2;
        return box(left, middle - half, right, middle + half);
      });
    if (boxes.length && size > 0) texts.push({ words, element, size, boxes });
  }
  return texts;
}

const SHAPES = 'rect, path, circle, ellipse, line, polyline, polygon, image, foreignObject';

// Every shape that the stage draws and that can be seen: { element, box, opaque }.
function shapesIn(svg) {
  return [...svg.querySelectorAll(SHAPES)]
    .filter((element) => !element.closest('defs, clipPath, pattern, marker') && isSeen(element))
    .map((element) => {
      const { fill, stroke, fillOpacity, opacity } = getComputedStyle(element);
      const picture = element.matches('image, foreignObject');
      const filled = picture || (fill !== 'none' && !/, 0\)|transparent/.test(fill) && Number(fillOpacity) > 0.05);
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return {
        element,
        box: box(left, top, right, bottom),
        drawn: Number(opacity) > 0.05 && (filled || (stroke !== 'none' && !/, 0\)/.test(stroke))),
        opaque: filled && Number(fillOpacity) * Number(opacity) > 0.9 && !/[/,] ?0?\.\d+\)/.test(fill),
      };
    })
    .filter(({ box: { width, height }, drawn }) => drawn && width + height > 0);
}
