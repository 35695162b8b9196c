// The far end of a layer's input, enlarged: its last windows and neurons, and the cells that none of them reaches.
Object.assign(StackView.prototype, {
  edge(row) {
    const { narrow, grow } = this.places;
    const first = this.squares[0];
    const x = MARGIN + first.w + (narrow ? 14 : 40);
    const top = narrow ? this.base - first.w + 8 : 30 * grow;
    const from = row.last[0];
    const cells = row.W + 2 * row.P - from;
    const cell = Math.min((this.width - x - MARGIN) / (cells + 1.5), 30 * grow, (this.base - this.squares[1].w - top - 62 * grow) / (narrow ? 1 : 3));
    if (cell < 4) return '';
    const left = x + 1.5 * cell;
    const y = top + (narrow ? 40 : 22 * grow + 1.9 * cell);
    const place = (n) => left + (n - from) * cell;
    const square = (n) => {
      const padded = n < row.P || n >= row.W + row.P;
      const lost = n >= row.W + 2 * row.P - row.rest;
      const look = lost ? 'dropped' : padded ? 'cell padded' : 'cell edge-cell';
      return `<rect class="${look}" x="${place(n)}" y="${y}" width="${cell}" height="${cell}"${lost ? ' data-map="lost"' : ''}/>` +
        (lost ? `<path class="crossed" d="M${place(n)},${y}l${cell},${cell}m0,${-cell}l${-cell},${cell}"/>` : '');
    };
    const neuron = (start, n) => {
      const last = n === row.last.length - 1;
      const middle = place(start + row.F / 2);
      const r = cell * 0.45;
      return (
        `<path class="fan${last ? '' : ' quiet'}" d="M${place(start)},${y}L${middle},${y - cell * 1.3 + r}L${place(start + row.F)},${y}"/>` +
        `<circle class="cell edge-neuron" cx="${middle}" cy="${y - cell * 1.3}" r="${r}"/>`
      );
    };
    const end = row.last[row.last.length - 1];
    const size = narrow ? 12 : 16 * grow;
    const said = narrow ? '' : `<text class="edge-words${row.rest ? ' uneven-size' : ''}" style="font-size:${size}px" x="${x}" y="${top}">${escapeText(row.edge)}</text>`;
    return (
      `<g class="edge">${said}<text class="edge-words" style="font-size:${Math.max(cell * 0.7, 12)}px" x="${x}" y="${y + cell / 2}">…</text>` +
      Array.from({ length: cells }, (_, n) => square(from + n)).join('') + row.last.map(neuron).join('') +
      `<rect class="frame" x="${place(end)}" y="${y}" width="${row.F * cell}" height="${cell}"/></g>`
    );
  },
});
