// What is wrong with what is seen: each function gives sentences, one a fault.
const TOUCH = 1; // px by which ink may lie over ink, or an edge: less is no more than rounding
const told = (words) => `"${words.length > 40 ? `${words.slice(0, 40)}...` : words}"`;

const common = (a, b) => box(
  Math.max(a.left, b.left), Math.max(a.top, b.top), Math.min(a.right, b.right), Math.min(a.bottom, b.bottom));
const overlap = (a, b) => {
  const { width, height } = common(a, b);
  return width > TOUCH && height > TOUCH;
};
const holds = (outer, inner) => outer.left <= inner.left + TOUCH && outer.top <= inner.top + TOUCH &&
  outer.right >= inner.right - TOUCH && outer.bottom >= inner.bottom - TOUCH;

// Where an element is: the lesson's own names of it.
function where(element) {
  const named = element.closest('[class]:not([class^="st-emotion"])');
  const name = (named?.getAttribute('class') ?? '').split(' ').filter((one) => one && !/^(e[0-9a-z]{6,}|st-emotion)/.test(one));
  const key = element.closest('[class*="st-key-"]')?.className.match(/st-key-([\w-]+)/)?.[1];
  return `${key ? `${key}: ` : ''}${named?.tagName.toLowerCase() ?? ''}.${name.slice(0, 2).join('.')}`;
}

function small(texts, least) {
  const places = Map.groupBy(texts.filter(({ size }) => size < least - 0.01), ({ element }) => where(element));
  return [...places].map(([place, [{ words, size }, ...others]]) =>
    `small: ${size.toFixed(1)} px: ${told(words)}${others.length ? ` and ${others.length} others` : ''} (${place})`);
}

// Of two that are drawn on each other the lower may be covered by a sheet of paper, on which the upper one stands.
function covered(lower, upper, spot, shapes) {
  const after = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
  return shapes.some(({ element, box: sheet, opaque }) =>
    opaque && holds(sheet, spot) && after(lower, element) && after(element, upper));
}

function overlaps(texts, shapes) {
  const lines = texts.flatMap((text) => text.boxes.map((ink) => ({ text, ink }))).sort((a, b) => a.ink.top - b.ink.top);
  const found = [];
  lines.forEach(({ text, ink }, n) => {
    for (let m = n + 1; m < lines.length && lines[m].ink.top < ink.bottom; m += 1) {
      const { text: other, ink: theirs } = lines[m];
      if (other === text || !overlap(ink, theirs)) continue;
      const follows = text.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING;
      const [lower, upper] = follows ? [text, other] : [other, text];
      if (covered(lower.element, upper.element, common(ink, theirs), shapes)) continue;
      found.push(`over: ${told(lower.words)} (${where(lower.element)}) and ${told(upper.words)} (${where(upper.element)})`);
    }
  });
  return found;
}

const WIDGETS = 'button, input:not([type=range], [type=radio], [type=checkbox]), textarea, summary, .as-table';

// A widget lies over words that are not its own.
function hidden(texts) {
  const widgets = [...document.querySelectorAll(WIDGETS)].filter((one) => isSeen(one))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box: { width, height } }) => width > 2 && height > 2);
  return texts.flatMap(({ words, element, boxes }) => widgets
    .filter((one) => !one.element.contains(element) && !element.contains(one.element))
    .filter((one) => boxes.some((ink) => overlap(ink, one.box)))
    .map((one) => `over: ${told(words)} (${where(element)}) and a widget (${where(one.element)})`));
}

// Words that are cut off, by an ancestor that hides what is outside of it, or by the screen's sides.
function cut(texts) {
  return texts.flatMap(({ words, element, boxes }) => {
    const by = boxes.map((ink) => cutter(element, ink)).find(Boolean);
    return by ? [`cut: ${told(words)} (${where(element)}) by ${by}`] : [];
  });
}

function cutter(element, ink) {
  let [across, down] = [true, true];
  for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
    const { overflowX, overflowY, display } = getComputedStyle(outer);
    if (display === 'inline') continue;
    const isPicture = outer.matches('svg');
    const edge = outer.getBoundingClientRect();
    const hides = (flow) => isPicture || flow === 'hidden' || flow === 'clip';
    if (across && hides(overflowX) && (ink.left < edge.left - TOUCH || ink.right > edge.right + TOUCH)) return where(outer);
    if (down && hides(overflowY) && (ink.top < edge.top - TOUCH || ink.bottom > edge.bottom + TOUCH)) return where(outer);
    across &&= !/auto|scroll/.test(overflowX) || outer.matches('.stMain');
    down &&= !/auto|scroll/.test(overflowY);
  }
  return across && (ink.left < -TOUCH || ink.right > innerWidth + TOUCH) ? 'the side of the screen' : '';
}

// A shape, an arrow above all, that leaves the stage.
function outside(shapes, stage) {
  return shapes.filter(({ element, box: shape }) => !holds(stage, shape) && !element.closest('[clip-path], svg svg'))
    .map(({ element, box: { left, top, right, bottom } }) => {
      const by = Math.max(stage.left - left, stage.top - top, right - stage.right, bottom - stage.bottom);
      return `outside: ${where(element)} by ${by.toFixed(1)} px`;
    });
}

const ENDS = 7; // px at both ends of an arrow, where it touches what it joins

// An arrow runs through words that it does not join.
function crossed(svg, texts) {
  return [...svg.querySelectorAll('.wire')].filter((wire) => wire.getAttribute('d') && isSeen(wire)).flatMap((wire) => {
    const [long, matrix] = [wire.getTotalLength(), wire.getScreenCTM()];
    const points = [];
    for (let at = ENDS; at < long - ENDS; at += 3) points.push(wire.getPointAtLength(at).matrixTransform(matrix));
    const on = ({ left, top, right, bottom }) =>
      points.some(({ x, y }) => x > left && x < right && y > top && y < bottom);
    return texts.filter(({ element, boxes }) => svg.contains(element) && boxes.some(on))
      .map(({ words, element }) => `crossed: ${told(words)} (${where(element)}) by an arrow`);
  });
}

// A strip as high or as wide as the stage in which nothing is drawn, as a share of the stage.
function empty(shapes, texts, stage, most) {
  const drawn = [...shapes.map((shape) => shape.box), ...texts.flatMap(({ boxes }) => boxes)];
  const widest = (low, high) => {
    const spans = drawn.map((one) => [one[low], one[high]]).sort(([a], [b]) => a - b);
    let [end, gap] = [stage[low], 0];
    for (const [from, to] of [...spans, [stage[high], stage[high]]]) {
      gap = Math.max(gap, from - end);
      end = Math.max(end, to);
    }
    return gap / (stage[high] - stage[low]);
  };
  const [across, down] = [widest('left', 'right'), widest('top', 'bottom')];
  return [
    ...(across > most ? [`empty: ${Math.round(100 * across)} % of the stage's width`] : []),
    ...(down > most ? [`empty: ${Math.round(100 * down)} % of the stage's height`] : []),
  ];
}

// What floats over the page as it is scrolled lies on words that come by.
function floating(texts) {
  const above = [...document.querySelectorAll('[data-testid="stHeader"] :is(button, a)')].filter(isSeen);
  return above.flatMap((element) => texts
    .filter((text) => !element.contains(text.element))
    .filter(({ boxes }) => boxes.some((ink) => overlap(ink, element.getBoundingClientRect())))
    .map((text) => `floats: ${where(element)} over ${told(text.words)} (${where(text.element)})`));
}
