// "Copy link": to the clipboard, or, where the browser grants none, shown and selected.

// The page's address now, as others can open it: below the root that the server names.
function linkOfNow({ root }) {
  const { href, pathname } = window.location;
  const url = new URL(`${root}/${pathname.split('/').at(-1)}`);
  url.search = new URL(href).search;
  url.searchParams.set('lang', document.documentElement.lang.slice(0, 2));
  return url.href;
}

export function watchCopy() {
  document.addEventListener('click', async (event) => {
    const element = event.target instanceof Element ? event.target : null;
    const elsewhere = element?.closest('.only-here a');
    if (elsewhere) elsewhere.href = linkOfNow(elsewhere.dataset); // with what was set since the page was drawn
    const button = element?.closest('.copy-link');
    if (!button) return;
    const link = linkOfNow(button.dataset);
    document.querySelector('.only-here')?.classList.add('told');
    try {
      await navigator.clipboard.writeText(link);
      const label = button.textContent;
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
      }, 1500);
    } catch {
      const box = document.createElement('input');
      Object.assign(box, { className: 'link-shown', value: link, readOnly: true, ariaLabel: button.dataset.copy });
      box.addEventListener('blur', () => box.remove());
      button.after(box);
      box.select();
    }
  });
}
