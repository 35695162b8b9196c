// Words are handles: a symbol lights its cells and its slider, and a slider or a grid lights its symbol.
const KEY = ':--key()'.slice(1); // what the class of a key begins with
const lit = document.createElement('style');

function light(symbols) {
  lit.textContent = symbols.map(rulesFor).join('\n');
}

function rulesFor(symbol) {
  // F2 is another setting called F.
  const widget = `:is(:--setting(${symbol}), :--setting(${symbol}2)):--element`;
  const rules = [
    `.handle[data-symbol="${symbol}"] { background: color-mix(in srgb, currentColor 22%, transparent); }`,
    `.stage [data-symbols~="${symbol}"] { filter: drop-shadow(0 0 5px var(--role-window)); }`,
    `${widget} { background: color-mix(in srgb, var(--accent) 16%, transparent); }`,
    symbol === 'S' ? '.stage .ghost { opacity: 1; }' : '',
  ];
  return rules.join('\n');
}

function symbolsUnder(target) {
  if (!(target instanceof Element)) return [];
  const handle = target.closest('[data-symbol]');
  if (handle) return [handle.dataset.symbol];
  const widget = target.closest(':--key(controls) :--element');
  const key = widget && [...widget.classList].find((name) => name.startsWith(KEY));
  return key
    ? [
        key
          .split('-')
          .pop()
          .replace(/(?<=^[A-Za-z])2$/, ''),
      ]
    : [];
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
