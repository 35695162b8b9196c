// Words are handles: a symbol lights its cells and its slider, and a slider or a grid lights its symbol.
const lit = document.createElement('style');

function light(symbols) {
  lit.textContent = symbols
    .map(
      (s) =>
        `.handle[data-symbol="${s}"] { background: color-mix(in srgb, currentColor 22%, transparent); }` +
        `.stage [data-symbols~="${s}"] { filter: drop-shadow(0 0 5px var(--role-window)); }` +
        `:is([class*="-${s} "], [class*="-${s}2 "]).stElementContainer { background: color-mix(in srgb, var(--accent) 16%, transparent); }` +
        (s === 'S' ? '.stage .ghost { opacity: 1; }' : ''),
    )
    .join('\n');
}

function symbolsUnder(target) {
  if (!(target instanceof Element)) return [];
  const handle = target.closest('[data-symbol]');
  if (handle) return [handle.dataset.symbol];
  const widget = target.closest('.st-key-controls .stElementContainer');
  if (!widget) return [];
  const key = [...widget.classList].find((name) => name.startsWith('st-key-'));
  return key
    ? [
        key
          .split('-')
          .pop()
          .replace(/(?<=^[A-Za-z])2$/, ''),
      ]
    : []; // F2 is another setting called F
}

export function watchHandles() {
  document.head.append(lit);
  for (const kind of ['pointerover', 'focusin']) {
    document.addEventListener(kind, (event) => light(symbolsUnder(event.target)));
  }
  document.addEventListener('pointerout', (event) => {
    if (!event.relatedTarget) light([]);
  });
}
