// Value as depth of tint: symmetric about zero, the role's colour above it, a muted violet below.
const DEEPEST = 82; // per cent of the colour in the paper at the largest value

function depth(value, largest) {
  return largest ? Math.min(Math.abs(value) / largest, 1) : 0;
}

const TINTED = ['input', 'filter', 'output', 'window', 'negative', 'padding', 'ink', 'quiet'];
const TINT_STEP = 2; // per cent

// A rule for each tint there is. Cells that share a class share their computed style: with the mixing written into
// each cell, the browser would do it a cell at a time.
function makeTints() {
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

function tintClass(value, largest, role) {
  const share = Math.round((depth(value, largest) * DEEPEST) / TINT_STEP) * TINT_STEP;
  return `tint-${value < 0 ? 'negative' : role}-${share}`;
}

// For what is no cell: CSS does the mixing here too, so a change of theme needs no redraw.
function tintStyle(value, largest, role) {
  const share = Math.round(depth(value, largest) * DEEPEST);
  return `fill:color-mix(in srgb, var(--role-${value < 0 ? 'negative' : role}) ${share}%, var(--role-paper))`;
}

function isDeep(value, largest) {
  return depth(value, largest) > 0.86;
}

// For an image: the theme's colours as numbers, each asked for once, since asking makes the browser style the page.
const roleColours = {};

function roleColour(name) {
  roleColours[name] ??= askRoleColour(name);
  return roleColours[name];
}

// Whether the theme is another than when this was last asked; its colours are then asked for anew.
function isNewTheme() {
  const paper = askRoleColour('paper');
  if (paper.join() === roleColours.paper?.join()) return false;
  Object.keys(roleColours).forEach((name) => delete roleColours[name]);
  roleColours.paper = paper;
  return true;
}

function askRoleColour(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(--role-${name})`;
  document.querySelector('.stApp').append(probe);
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return parts;
}

// A plane as a pixelated picture; `own` keeps the photograph's colours (one or three planes of 0 to 1).
function paintPlane(volume, plane, largest, own) {
  const canvas = document.createElement('canvas');
  canvas.width = volume.columns;
  canvas.height = volume.rows;
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(volume.columns, volume.rows);
  const paper = roleColour('paper');
  const up = roleColour(volume.role);
  const down = roleColour('negative');
  const size = volume.rows * volume.columns;
  for (let at = 0; at < size; at += 1) {
    for (let c = 0; c < 3; c += 1) {
      if (own) {
        const from = volume.planes === 3 ? c : plane;
        pixels.data[at * 4 + c] = (255 * volume.values[from * size + at]) / volume.divisors[from];
      } else {
        const value = volume.values[plane * size + at] / volume.divisors[plane];
        const share = (depth(value, largest) * DEEPEST) / 100;
        pixels.data[at * 4 + c] = paper[c] + ((value < 0 ? down : up)[c] - paper[c]) * share;
      }
    }
    pixels.data[at * 4 + 3] = 255;
  }
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL();
}
