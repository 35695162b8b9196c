// The links at the end of a page. The next one begins at its top.
function toTop() {
  document.querySelector(':--main')?.scrollTo(0, 0);
}

// The link to the next part opens the part as its tab does: with what the sliders say now, and not when the link was
// drawn. With Ctrl or the like it is a link as any.
function openPart(event) {
  const tabs = [...document.querySelectorAll(':--key(parts) :--option')];
  const open = tabs.findIndex((tab) => tab.matches(':--option-chosen'));
  const input = tabs[open + 1]?.querySelector('input');
  if (open < 0 || !input) return;
  event.preventDefault();
  event.stopPropagation();
  input.click();
}

export function watchNext() {
  const pressed = (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.target.closest(':--key(next-part) a')) openPart(event);
    if (event.target.closest(':--key(next) a')) toTop();
  };
  document.addEventListener('click', pressed, true); // before Streamlit hears of it
}
