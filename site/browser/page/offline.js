// A second visit needs no network: the service worker keeps what this one has used.
export async function keepForLater({ root, kept }) {
  if (!navigator.serviceWorker) return; // plain http: the browser's own cache is all there is
  const registered = await navigator.serviceWorker.register(new URL('service_worker.js', root)).catch(() => null);
  if (!registered) return; // a private window
  const { active } = await navigator.serviceWorker.ready;
  const used = performance.getEntriesByType('resource').map((each) => each.name);
  active.postMessage({ keep: [...kept.map((address) => new URL(address, root).href), ...used] });
}
