// What a view shows as a table, for those who read it so; built when it is opened.
import { formatNumber } from './number.js';
import { escapeText } from './svg.js';

const MOST_ROWS = 64;

// The heads of its columns (null: it has none), and rows that begin with their name.
export function tableMarkup(caption, heads, rows) {
  const cells = (open, close, contents) => contents.map((each) => `${open}${escapeText(each)}${close}`).join('');
  const head = heads ? `<tr><td></td>${cells('<th scope="col">', '</th>', heads)}</tr>` : '';
  const body = rows.map(
    ([name, ...rest]) => `<tr>${cells('<th scope="row">', '</th>', [name])}${cells('<td>', '</td>', rest)}</tr>`,
  );
  return `<table><caption>${escapeText(caption)}</caption>${head}${body.join('')}</table>`;
}

// A plane of a volume, as far as anybody would read it.
export function outputTable(volume, plane, caption) {
  const rows = Math.min(volume.rows, MOST_ROWS);
  const columns = Math.min(volume.columns, MOST_ROWS);
  const heads = Array.from({ length: columns }, (_, j) => j + 1);
  const body = Array.from({ length: rows }, (_, i) => [
    i + 1,
    ...heads.map((_, j) => formatNumber(volume.value(plane, i, j))),
  ]);
  return tableMarkup(caption, heads, body);
}
