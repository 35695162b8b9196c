// Words that the stage writes: their names filled in, and about how wide they are.
export function fill(template, names) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in names ? names[name] : whole));
}

// In pixels: a Chinese sign is as wide as it is high, another this share of it.
export function wordsWidth(words, size, narrow = 0.53) {
  return [...String(words)].reduce((sum, sign) => sum + size * (sign > '⺀' ? 1 : narrow), 0);
}

// The size of type, `most` where there is room, at which words are no wider than `room`.
export function fittedSize(words, room, most, { least = 8, narrow = 0.56 } = {}) {
  return Math.min(most, Math.max(room / wordsWidth(words, 1, narrow), least));
}
