// The button that opens the menu floats where the page begins. Further down it would lie on what is read there.
const BEGINNING = 12; // px of the page's way down

export function watchMenuButton() {
  const look = ({ target }) => {
    if (!(target instanceof Element) || !target.matches(':--main')) return;
    document.documentElement.toggleAttribute('data-scrolled', target.scrollTop > BEGINNING);
  };
  document.addEventListener('scroll', look, { capture: true, passive: true });
}
