// Going on to another page or part: it begins at its top, for the eye and for the keyboard.
let leaving; // the title of the page that a link has just left

// The link to the next part opens it as its tab does: with what the sliders say now, and not when the link was drawn.
function openPart(event) {
  const tabs = [...document.querySelectorAll(':--key(parts) :--option')];
  const open = tabs.findIndex((tab) => tab.matches(':--option-chosen'));
  const input = tabs[open + 1]?.querySelector('input');
  if (open < 0 || !input) return;
  event.preventDefault();
  event.stopPropagation();
  input.click();
  input.focus({ preventScroll: true });
}

function pressed(event) {
  const link = event.target instanceof Element && event.target.closest(':--page-link');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // those open it elsewhere
  if (link.closest(':--key(next-part)')) openPart(event);
  else leaving = document.querySelector('h1')?.textContent;
  document.querySelector(':--main').scrollTo(0, 0);
}

// Called when something of the page has been drawn anew. The link is gone, and the focus was on it: it goes to the
// title of what has come.
export function noteArrival() {
  const title = leaving !== undefined && document.querySelector('h1');
  if (!title || title.textContent === leaving) return;
  leaving = undefined;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

export function watchNext() {
  document.addEventListener('click', pressed, true); // before Streamlit hears of it
}
