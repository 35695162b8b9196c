// Cells drawn with their numbers, seen one after the other: what has not been computed yet is not there, and has no
// number to be read. Each is a group whose first node holds its number in `data-later`.
export function reveal(cell, seen) {
  cell.classList.toggle('unseen', !seen);
  const shape = cell.firstChild;
  shape.setAttribute('data-v', seen ? shape.dataset.later : '');
}

export function revealUpTo(cells, position) {
  cells.forEach((cell, n) => reveal(cell, n <= position));
}
