// What stands still on the view of sliding windows: titles, stacks, chips, the cells of input, filter and output.
const stillGrids = {
  title(x, y, role, name, detail) {
    return (
      `<text class="title role-${role}" x="${x}" y="${y}">${escapeText(name)}` +
      (detail ? `<tspan class="detail" dx="8">${escapeText(detail)}</tspan>` : '') + '</text>'
    );
  },

  // One small button a plane or filter, `side` pixels large.
  chips(left, top, side, count, chosen, what, role, inRow = 8) {
    const parts = [];
    for (let n = 0; n < count && count > 1; n += 1) {
      const on = n === chosen;
      const x = left + (n % inRow) * (side + 2);
      const y = top + Math.floor(n / inRow) * (side + 3);
      parts.push(
        `<g class="chip ${on ? 'on' : ''}" role="button" tabindex="0" data-choose="${what}" data-n="${n}" ` +
          `aria-pressed="${on}" aria-label="${escapeText(fill(this.scene.labels[`choose_${what}`], { n: n + 1 }))}">` +
          `<rect class="chip-box role-${role}" x="${x}" y="${y}" width="${side}" height="${side}" rx="4"/>` +
          `<text x="${x + side / 2}" y="${y + side / 2}" style="font-size:${side * 0.63}px">${n + 1}</text></g>`,
      );
    }
    return parts.join('');
  },

  stack(box, planes, role) {
    const parts = [];
    const shown = Math.min(planes - 1, 3);
    for (let n = shown; n > 0; n -= 1) {
      const shift = n * box.shift;
      parts.push(
        `<rect class="behind role-${role}" data-symbols="${role === 'output' ? 'K' : 'D'}" x="${box.x + shift}" ` +
          `y="${box.y - shift}" width="${box.w}" height="${box.h}"/>`,
      );
    }
    return parts.join('');
  },

  inputMarkup() {
    const { scene, places } = this;
    const { input } = scene.grids;
    const box = places.input;
    const inner = { x: box.x + scene.padding * box.cell, y: box.y + scene.padding * box.cell, cell: box.cell };
    const slice = this.first + this.d;
    const picture = input.kind === 'picture';
    const title = this.title(MARGIN, 20, 'input', scene.labels.input, scene.labels.input_size);
    const chips = this.chips(MARGIN, box.y + box.h + 5, places.chip, this.depth, this.d, 'slice', 'input');
    const dropped = scene.dropped * box.cell;
    const strip = dropped
      ? `<path class="dropped" d="M${box.x + box.w - dropped},${box.y}h${dropped}v${box.h}h${-box.w}v${-dropped}h${box.w - dropped}z"/>`
      : '';
    return (
      title + chips + this.stack(box, picture ? 1 : input.planes, 'input') +
      `<g class="panel" aria-hidden="true" data-panel="input" data-symbols="W D"><rect class="sheet" x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}"/>` +
      planeMarkup(input, slice, { ...inner, largest: input.largest(), data: { map: 'input', d: slice } }) +
      ringMarkup(input, scene.padding, box) + strip + '</g>'
    );
  },

  weightCells(box, d, more = '') {
    const { filter } = this.scene.grids;
    const plane = this.k * this.depth + d;
    const written = canBeWritten(box.cell, () => filter.plane(plane));
    const parts = [];
    for (let a = 0; a < this.field; a += 1) {
      for (let b = 0; b < this.field; b += 1) {
        const value = filter.value(plane, a, b);
        parts.push(
          cellMarkup({
            x: box.x + b * box.cell, y: box.y + a * box.cell, cell: box.cell, value, largest: this.heaviest(),
            role: 'filter', data: { map: 'filter', k: this.k, d, i: a, j: b }, extra: `weight ${more}`, written,
          }),
        );
      }
    }
    return parts.join('');
  },

  heaviest() {
    const { filter } = this.scene.grids;
    const each = this.field * this.field * this.depth;
    let top = 0;
    for (let at = this.k * each; at < (this.k + 1) * each; at += 1) top = Math.max(top, Math.abs(filter.values[at]) / filter.divisors[this.k * this.depth]);
    return top;
  },

  filterMarkup() {
    const { scene, places } = this;
    const divisor = scene.divisors[this.k];
    const detail = `${scene.labels.filter_size}${divisor > 1 ? `  ÷ ${formatNumber(divisor)}` : ''}`;
    if (!places.rowsMode) {
      const box = places.filter;
      const low = places.product;
      return (
        this.title(box.x, 20, 'filter', scene.labels.filter, places.narrow ? '' : detail) +
        this.chips(box.x, box.y + box.h + 5, places.chip, places.narrow ? scene.filters : 0, this.k, 'front', 'filter', 4) +
        `<g class="panel" aria-hidden="true" data-panel="filter" data-symbols="F" data-divisor="${divisor}">${this.weightCells(box, this.d)}</g>` +
        this.title(low.x, low.y - 12, 'window', scene.labels.products, '')
      );
    }
    const rows = places.slices;
    const start = Math.min(Math.max(this.d - Math.floor(rows.visible / 2), 0), this.depth - rows.visible);
    this.shownSlices = Array.from({ length: rows.visible }, (_, n) => start + n);
    const parts = [
      this.title(rows.x[0], 20, 'input', scene.labels.window, ''),
      this.title(rows.x[1], 20, 'filter', fill(scene.labels.filter_n, { n: this.k + 1 }), divisor > 1 ? `÷ ${formatNumber(divisor)}` : ''),
      this.title(rows.x[2], 20, 'window', scene.labels.product, ''),
    ];
    this.shownSlices.forEach((d, n) => {
      const y = TITLE + n * rows.rowHigh;
      const middle = y + (this.field * rows.cell) / 2;
      parts.push(
        `<g class="slice-label" role="button" tabindex="0" data-choose="slice" data-n="${d}" aria-pressed="${d === this.d}" ` +
          `aria-label="${escapeText(fill(scene.labels.choose_slice, { n: d + 1 }))}">` +
          `<text x="${rows.labelX + 6}" y="${middle}">${d + 1}</text></g>`,
        `<text class="sign" x="${rows.x[1] - rows.gap / 2}" y="${middle}">×</text>`,
        `<text class="sign" x="${rows.x[2] - rows.gap / 2}" y="${middle}">=</text>`,
        `<g class="panel" aria-hidden="true" data-panel="filter" data-symbols="F" data-divisor="${divisor}">` +
          `${this.weightCells({ x: rows.x[1], y, cell: rows.cell }, d)}</g>`,
      );
    });
    return parts.join('');
  },

  outputMarkup() {
    const { scene, places } = this;
    const { output } = scene.grids;
    const box = places.output;
    const { largest } = scene;
    let cells;
    if (box.cell < LEGIBLE || this.count > 900) {
      const source = this.known && paintPlane(output, this.plane, largest, false);
      cells =
        `<image class="pixels" clip-path="url(#seen)" href="${source || ''}" x="${box.x}" y="${box.y}" width="${box.w}" ` +
        `height="${box.h}" preserveAspectRatio="none"/>`;
      this.outputIsImage = true;
    } else {
      this.outputIsImage = false;
      cells = `<g class="out-cells">`;
      const written = canBeWritten(box.cell, () => output.plane(this.plane));
      for (let i = 0; i < output.rows; i += 1) {
        for (let j = 0; j < output.columns; j += 1) {
          cells += `<g class="unseen">${cellMarkup({
            x: box.x + j * box.cell, y: box.y + i * box.cell, cell: box.cell, value: output.value(this.plane, i, j),
            largest, role: 'output', data: { map: 'output', k: this.k, i, j, later: output.value(this.plane, i, j), v: '' }, written,
          })}</g>`;
        }
      }
      cells += '</g>';
    }
    const lines = [];
    if (box.cell >= 5) {
      for (let i = 0; i <= output.rows; i += 1) lines.push(`M${box.x},${box.y + i * box.cell}h${box.w}`);
      for (let j = 0; j <= output.columns; j += 1) lines.push(`M${box.x + j * box.cell},${box.y}v${box.h}`);
    }
    const titleY = places.narrow ? box.y - box.stack - 12 : 20;
    const below = box.y + box.h + 5;
    return (
      this.title(box.x, titleY, 'output', scene.labels.output, scene.labels.output_size) +
      this.stack(box, scene.filters, 'output') +
      `<g class="panel" aria-hidden="true" data-panel="output" data-symbols="K">` +
      `<rect class="sheet empty" x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}"/>` +
      `<path class="lines" d="${lines.join('')}"/>${cells}</g><path class="wire"/>` +
      (places.narrow ? '' : this.chips(box.x, below, places.chip, scene.filters, this.k, 'front', 'output')) +
      (places.narrow ? '' : this.legend(box, largest, below + (scene.filters > 1 ? places.chip + 5 : 4)))
    );
  },

  // The one symmetric scale that all output maps share.
  legend(box, largest, y) {
    const left = Math.max(box.x, box.x + box.w - 190);
    const cells = [-1, -0.5, 0, 0.5, 1].map(
      (share, n) =>
        `<rect x="${left + 48 + n * 18}" y="${y}" width="18" height="10" style="${tintStyle(share, 1, 'output')}"/>`,
    );
    return (
      `<g class="legend"><text x="${left + 44}" y="${y + 5}" text-anchor="end">${formatNumber(-largest)}</text>` +
      `${cells.join('')}<text x="${left + 142}" y="${y + 5}">${formatNumber(largest)}</text></g>`
    );
  },
};
