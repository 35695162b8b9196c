// What was pressed while the connection was down is known to the page alone: it asks for a run when it is back.
export function watchConnection(back) {
  const app = document.querySelector(':--app');
  let away = false;
  new MutationObserver(() => {
    const connected = app.matches(':--connected');
    if (connected && away) back();
    away = !connected;
  }).observe(app, { attributes: true });
}
