// Questions below the stage: "show me" sets the controls, and what it shows is above, so the page is taken there.
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const KEY = ':--key()'.slice(1); // what the class of a key begins with
let pressed = ''; // the key of the choice pressed last

// The top of the page holds title, stage and controls. Where that is more than the screen, it is taken to below the
// title.
// (The stage itself is no measure: on a phone it is pinned.)
function toStage() {
  const stage = document.querySelector('.stage');
  const page = stage?.closest(':--main');
  if (!page) return;
  const head = document.querySelector(':--key(head)').getBoundingClientRect();
  const place = page.scrollTop + head.bottom - page.getBoundingClientRect().top;
  const top = place + stage.offsetHeight <= page.clientHeight ? 0 : place;
  page.scrollTo({ top, behavior: calm.matches ? 'auto' : 'smooth' });
  stage.focus({ preventScroll: true });
}

// A choice that gets its sign is another button for Streamlit, and the hand's place on the page would be lost with it.
export function keepFocus() {
  if (!pressed || document.activeElement !== document.body) return;
  document.querySelector(`.${pressed} button`)?.focus({ preventScroll: true });
}

export function watchQuestions() {
  document.addEventListener('click', ({ target }) => {
    const choice = target instanceof Element && target.closest('button')?.closest(':--key-with(question-)');
    pressed = (choice && [...choice.classList].find((name) => name.startsWith(KEY))) || '';
    if (pressed.endsWith('-show-me')) toStage();
  });
}
