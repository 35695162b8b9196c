// "Copy link": to the clipboard, or, where the browser grants none, shown and selected.
function linkOfNow() {
  const url = new URL(window.location.href);
  url.searchParams.set('lang', document.documentElement.lang.slice(0, 2));
  return url.href;
}

export function watchCopy() {
  document.addEventListener('click', async (event) => {
    const button = event.target instanceof Element && event.target.closest('.copy-link');
    if (!button) return;
    const link = linkOfNow();
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
