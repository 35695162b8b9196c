// The output as a table, for those who read it so; built when it is opened.
const MOST_ROWS = 64;

function outputTable(volume, k, caption) {
  const rows = Math.min(volume.rows, MOST_ROWS);
  const columns = Math.min(volume.columns, MOST_ROWS);
  const head = Array.from({ length: columns }, (_, j) => `<th scope="col">${j + 1}</th>`).join('');
  const body = Array.from({ length: rows }, (_, i) => {
    const cells = Array.from({ length: columns }, (__, j) => `<td>${formatNumber(volume.value(k, i, j))}</td>`);
    return `<tr><th scope="row">${i + 1}</th>${cells.join('')}</tr>`;
  });
  return `<table><caption>${escapeText(caption)}</caption><tr><td></td>${head}</tr>${body.join('')}</table>`;
}
