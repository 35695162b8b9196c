// What the view shows of one position: window, products, sums over slices, the result, and the sum written out.
const summingGrids = {
  inputValue(d, i, j) {
    const { input } = this.scene.grids;
    return input.inside(i, j) ? input.value(this.first + d, i, j) : 0;
  },

  productCell(box, d, a, b, i, j, note, written) {
    const x = this.inputValue(d, this.scene.rows[i][a], this.scene.columns[j][b]);
    const w = this.scene.grids.filter.value(this.k * this.depth + d, a, b);
    const value = x * w;
    return cellMarkup({
      x: box.x + b * box.cell, y: box.y + a * box.cell, cell: box.cell, value, largest: this.largestProduct(), role: 'window',
      data: { map: 'product', k: this.k, d, i: a, j: b, x, w },
      note: note ? `${formatNumber(x)} × ${formatNumber(w)}` : '', written,
    });
  },

  largestProduct() {
    return this.heaviest() * this.scene.grids.input.largest();
  },

  products(box, d, i, j, note = false) {
    const parts = [];
    const noted = note && !projected() && box.cell >= 32; // from far away nobody reads a note
    const written = canBeWritten(noted ? box.cell * 0.86 : box.cell, () => [-this.largestProduct()]); // at every position alike
    for (let a = 0; a < this.field; a += 1) {
      for (let b = 0; b < this.field; b += 1) parts.push(this.productCell(box, d, a, b, i, j, noted, written));
    }
    return parts.join('');
  },

  // The sum over one slice, from Python; undefined until the filter's own numbers have come.
  partial(d, i, j) {
    return this.known ? this.scene.grids.partial.value(this.plane * this.depth + d, i, j) : undefined;
  },

  result(i, j) {
    return this.known ? this.scene.grids.output.value(this.plane, i, j) : NaN;
  },

  sums(i, j) {
    const each = Array.from({ length: this.depth }, (_, d) => this.partial(d, i, j));
    const divisor = this.scene.divisors[this.k];
    return { each, divisor, bias: this.scene.biases[this.k], result: this.result(i, j) };
  },

  singleMarkup(i, j) {
    const { sum, product, narrow } = this.places;
    const { each, divisor, bias, result } = this.sums(i, j);
    const is = (value) => `${isRounded(value) ? '≈' : '='} ${formatNumber(value)}`;
    const about = (value) => (isRounded(value) ? '≈ ' : '') + formatNumber(value);
    const lines = [];
    if (each[0] !== undefined) {
      if (this.depth === 1) lines.push(`Σ ${is(each[0])}`);
      else if (!narrow || this.depth <= 3) each.forEach((value, d) => lines.push(`Σ${d + 1} ${is(value)}`));
      else {
        const rest = each.reduce((sum, value, d) => sum + (d === this.d ? 0 : value), 0); // no room for each of them
        lines.push(`Σ${this.d + 1} ${is(each[this.d])}`, `Σ… ${is(rest)}`);
      }
    }
    if (divisor > 1) lines.push(`÷ ${formatNumber(divisor)}`);
    lines.push(`+ b = ${formatNumber(bias)}`);
    const high = lines.length > 5 || narrow ? 21 : 25;
    const top = sum.y - (lines.length - 2) * high;
    const y = (n) => top + n * high;
    return (
      `<g class="panel" aria-hidden="true" data-panel="product">${this.products(product, this.d, i, j, true)}</g>` +
      lines.map((line, n) => `<text class="sum" x="${sum.x}" y="${y(n)}" ${line.startsWith('+ b') ? 'data-symbols="b"' : ''}>${line}</text>`).join('') +
      `<path class="rule" d="M${sum.x},${y(lines.length - 1) + 14}h${narrow ? 60 : 84}"/>` +
      `<text class="result role-output" x="${sum.x}" y="${y(lines.length) + 4}">${about(result)}</text>`
    );
  },

  rowsMarkup(i, j) {
    const rows = this.places.slices;
    const { input } = this.scene.grids;
    const parts = [];
    this.shownSlices.forEach((d, n) => {
      const y = TITLE + n * rows.rowHigh;
      const written = canBeWritten(rows.cell, () => input.plane(this.first + d));
      for (let a = 0; a < this.field; a += 1) {
        for (let b = 0; b < this.field; b += 1) {
          const [r, c] = [this.scene.rows[i][a], this.scene.columns[j][b]];
          parts.push(
            cellMarkup({
              x: rows.x[0] + b * rows.cell, y: y + a * rows.cell, cell: rows.cell, value: this.inputValue(d, r, c),
              largest: input.largest(), role: 'input', data: { map: 'window', d, i: r, j: c }, written,
              extra: input.inside(r, c) ? '' : 'padded',
            }),
          );
        }
      }
      parts.push(`<g class="panel" aria-hidden="true" data-panel="product">${this.products({ x: rows.x[2], y, cell: rows.cell }, d, i, j)}</g>`);
      const sum = this.partial(d, i, j);
      if (sum !== undefined) {
        parts.push(`<text class="sum" x="${rows.sumX}" y="${y + (this.field * rows.cell) / 2}" data-map="partial" data-d="${d}" data-v="${sum}">${formatNumber(sum)}</text>`);
      }
    });
    parts.push(this.totalLine(i, j));
    return parts.join('');
  },

  totalLine(i, j) {
    const { sum, slices } = this.places;
    const { each, divisor, bias, result } = this.sums(i, j);
    if (each[0] === undefined) return '';
    const inner = each.map((value, d) => (d ? signed(value) : formatNumber(value))).join('');
    const whole = divisor > 1 ? `(${inner}) ÷ ${formatNumber(divisor)}` : inner;
    const rounded = [...each, result].some(isRounded);
    const line = `${whole} + b (${formatNumber(bias)})`;
    const size = Math.min(18, (slices.sumX + 40 - sum.x) / ((line.length + 8) * 0.52));
    return (
      `<text class="sum" style="font-size:${size}px" x="${sum.x}" y="${sum.y}">${line} ${rounded ? '≈' : '='} ` +
      `<tspan class="result role-output">${formatNumber(result)}</tspan></text>`
    );
  },

  // The written-out sum: every product where they are few, the first and last where they are many.
  sentence(index) {
    const [i, j] = this.position(index);
    const { divisor, bias, result } = this.sums(i, j);
    const terms = [];
    let rounded = isRounded(result);
    for (let d = 0; d < this.depth; d += 1) {
      for (let a = 0; a < this.field; a += 1) {
        for (let b = 0; b < this.field; b += 1) {
          const x = this.inputValue(d, this.scene.rows[i][a], this.scene.columns[j][b]);
          const w = this.scene.grids.filter.value(this.k * this.depth + d, a, b);
          rounded = rounded || isRounded(x) || isRounded(w);
          terms.push(`(${formatNumber(x)})(${formatNumber(w)})`);
        }
      }
    }
    const many = terms.length > 12;
    const written = many ? [...terms.slice(0, 8), '…', ...terms.slice(-2)] : terms;
    const inner = written.join(' + ');
    return `${divisor > 1 ? `[${inner}] ÷ ${formatNumber(divisor)}` : inner}${signed(bias)} ${rounded ? '≈' : '='} ${formatNumber(result)}`;
  },
};
