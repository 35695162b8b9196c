// Value as depth of tint: symmetric about zero, the role's colour above it, a muted violet below.
export const DEEPEST = 82; // per cent of the colour in the paper at the largest value
const TINTED = ['input', 'filter', 'output', 'window', 'negative', 'padding', 'ink', 'quiet'];
const TINT_STEP = 2; // per cent

export function tintDepth(value, largest) {
  return largest ? Math.min(Math.abs(value) / largest, 1) : 0;
}

// A rule for each tint there is. Cells that share a class share their computed style: with the mixing written into
// each cell, the browser would do it a cell at a time.
export function makeTints() {
  const rules = TINTED.flatMap((role) =>
    Array.from({ length: DEEPEST / TINT_STEP + 1 }, (_, n) => {
      const mix = `color-mix(in srgb, var(--role-${role}) ${n * TINT_STEP}%, var(--role-paper))`;
      return `.stage .tint-${role}-${n * TINT_STEP} { fill: ${mix}; }`;
    }),
  );
  const sheet = document.createElement('style');
  sheet.textContent = rules.join('\n');
  document.head.append(sheet);
}

export function tintClass(value, largest, role) {
  const share = Math.round((tintDepth(value, largest) * DEEPEST) / TINT_STEP) * TINT_STEP;
  return `tint-${value < 0 ? 'negative' : role}-${share}`;
}

// For what is no cell: CSS does the mixing here too, so a change of theme needs no redraw.
export function tintStyle(value, largest, role) {
  const share = Math.round(tintDepth(value, largest) * DEEPEST);
  return `fill:color-mix(in srgb, var(--role-${value < 0 ? 'negative' : role}) ${share}%, var(--role-paper))`;
}

// What is written on such a tint is white: with this class.
export function deepClass(value, largest) {
  return tintDepth(value, largest) > 0.86 ? ' deep' : '';
}

// For an image: the theme's colours as numbers, each asked for once, since asking makes the browser style the page.
const roleColours = {};

export function roleColour(name) {
  roleColours[name] ??= askRoleColour(name);
  return roleColours[name];
}

// Whether the theme is another than when this was last asked; its colours are then asked for anew.
export function isNewTheme() {
  const paper = askRoleColour('paper');
  if (paper.join() === roleColours.paper?.join()) return false;
  Object.keys(roleColours).forEach((name) => delete roleColours[name]);
  roleColours.paper = paper;
  return true;
}

function askRoleColour(name) {
  const [colour] = resolvedColours([`var(--role-${name})`]);
  return colour.match(/[\d.]+/g).map(Number);
}

// What the browser makes of colours of the style sheets.
export function resolvedColours(colours) {
  const probe = document.createElement('span');
  document.querySelector(':--app').append(probe);
  const resolved = colours.map((colour) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return resolved;
}
