// The picture follows the hand: while a slider of the lesson is dragged, its values go to Python as they come.
const EVERY = 60; // ms between two reports

export function watchSliders({ names, page, report }) {
  let dragging = false;
  let last = 0;
  let timer = null;
  const inputs = () =>
    names().flatMap((name) => {
      const key = `${page()}-${name}`;
      const input = document.querySelector(`:--key(${key}) :--slider-input`);
      return input ? [[name, input]] : [];
    });
  const send = () => {
    timer = null;
    last = performance.now();
    if (dragging) report(Object.fromEntries(inputs().map(([name, input]) => [name, Number(input.value)])));
  };
  const changed = () => {
    if (dragging && timer === null) timer = setTimeout(send, Math.max(0, EVERY - (performance.now() - last)));
  };
  const observer = new MutationObserver(changed);
  const down = (event) => {
    const widget = event.target instanceof Element && event.target.closest(':--key(controls) :--slider');
    if (!widget) return;
    dragging = true;
    observer.observe(widget, {
      attributes: true,
      subtree: true,
      attributeFilter: ['value', 'aria-valuetext', 'style'],
    });
  };
  const up = () => {
    if (!dragging) return;
    dragging = false;
    observer.disconnect();
    clearTimeout(timer);
    timer = null;
    // The widget's own value, on its way by now, takes over; a value left behind would win over a later preset, and
    // a report that comes late would meet the preset on its way and undo it.
    setTimeout(() => report(null), 80);
  };
  document.addEventListener('pointerdown', down, true);
  document.addEventListener('pointerup', up, true);
  document.addEventListener('pointercancel', up, true);
  return () => {
    observer.disconnect();
    document.removeEventListener('pointerdown', down, true);
    document.removeEventListener('pointerup', up, true);
    document.removeEventListener('pointercancel', up, true);
  };
}
