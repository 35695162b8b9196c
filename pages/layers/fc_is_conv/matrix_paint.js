// A large matrix as pixels: each weight in its tint, or, of a very large one, how much of each block is filled.
import { resolvedColours } from '../../frame/stage/tint.js';
import { hueTurn } from './tinted.js';

// Of `density` the shares of filled cells, a block each.
export function paintDensity({ shape: [rows, columns], values }) {
  const top = Math.max(...values) || 1;
  const steps = resolvedColours(
    Array.from({ length: 17 }, (_, n) => `color-mix(in srgb, var(--role-filter) ${25 + n * 4}%, var(--role-paper))`),
  );
  return painted(rows, columns, (context) => {
    values.forEach((share, at) => {
      if (!share) return;
      context.fillStyle = steps[Math.round((share / top) * 16)];
      context.fillRect(at % columns, Math.floor(at / columns), 1, 1);
    });
  });
}

// `wires`: of each row the columns that its weights stand in, so many `each`; a filter has `rows / filters` rows.
export function paintWeights({ rows, columns, each, filters, wires }) {
  const weights = Array.from({ length: each * filters }, (_, n) => n);
  const colours = resolvedColours(
    weights.map((n) => {
      const turned = `oklch(from var(--role-filter) l c calc(h + ${hueTurn(n)}))`;
      return `color-mix(in srgb, ${turned} 75%, var(--role-paper))`;
    }),
  );
  return painted(rows, columns, (context) => {
    weights.forEach((n) => {
      context.fillStyle = colours[n];
      const [k, t] = [Math.floor(n / each), n % each];
      for (let r = (k * rows) / filters; r < ((k + 1) * rows) / filters; r += 1) {
        const c = wires[r * each + t];
        if (c >= 0) context.fillRect(c, r, 1, 1);
      }
    });
  });
}

function painted(rows, columns, paint) {
  const canvas = document.createElement('canvas');
  [canvas.height, canvas.width] = [rows, columns];
  paint(canvas.getContext('2d'));
  return canvas.toDataURL();
}
