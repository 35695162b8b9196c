// The view of sliding windows: input, filter, products, sum and output, and what moves between them.
const LEAST_FRAME = 12;

class GridsView {
  constructor(svg) {
    this.svg = svg;
  }

  // Draw all that stands still for this scene, this size and these chosen slices.
  build(scene, choice, width, height) {
    Object.assign(this, { scene, choice, width, height });
    const { input, filter, output } = scene.grids;
    this.field = filter.rows;
    this.depth = filter.planes / scene.filters;
    this.count = output.rows * output.columns;
    this.k = Math.min(choice.k, scene.filters - 1);
    // Of a large scene only one filter's numbers travel; until another's have come, its cells stay blank.
    this.known = scene.only === null || scene.only === this.k;
    this.plane = scene.only === null ? this.k : 0;
    this.d = Math.min(choice.d, this.depth - 1);
    this.first = scene.firstSlices[this.k] || 0;
    this.atOnce = output.kind === 'picture' || this.count > 900;
    const ring = 2 * scene.padding;
    this.places = placeAll(width, height, {
      input: { rows: input.rows + ring, columns: input.columns + ring, planes: input.kind === 'picture' ? 1 : input.planes },
      output: { rows: output.rows, columns: output.columns },
      field: this.field, slices: this.depth, filters: scene.filters, picture: input.kind === 'picture',
    });
    this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.svg.innerHTML =
      '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
      '<rect width="6" height="6" class="hatch-paper"/><path d="M0,0V6" class="hatch-line"/></pattern>' +
      '<clipPath id="seen"><rect/><rect/></clipPath></defs>' +
      this.inputMarkup() + this.filterMarkup() + this.outputMarkup();
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    this.reach = node('path', { class: 'reach', d: '' }, this.svg);
    this.frame = node('rect', { class: 'frame', rx: 2, 'data-symbols': 'S F' }, this.svg);
    this.next = node('rect', { class: 'frame ghost', rx: 2 }, this.svg);
    this.mark = node('rect', { class: 'frame', rx: 2 }, this.svg);
    this.wire = node('path', { class: 'wire' }, this.svg);
    if (this.places.input.stack && this.depth > 1 && this.places.input.cell >= LEGIBLE) this.depthEdges = node('path', { class: 'edges' }, this.svg);
    this.outputCells = [...this.svg.querySelectorAll('.out-cells > *')];
    this.clip = [...this.svg.querySelectorAll('#seen rect')];
    this.revealed = undefined;
  }

  title(x, y, role, name, detail) {
    return (
      `<text class="title role-${role}" x="${x}" y="${y}">${escapeText(name)}` +
      (detail ? `<tspan class="detail" dx="8">${escapeText(detail)}</tspan>` : '') + '</text>'
    );
  }

  chips(left, top, count, chosen, what, role, inRow = 8) {
    const parts = [];
    for (let n = 0; n < count && count > 1; n += 1) {
      const on = n === chosen;
      const x = left + (n % inRow) * 21;
      const y = top + Math.floor(n / inRow) * 22;
      parts.push(
        `<g class="chip ${on ? 'on' : ''}" role="button" tabindex="0" data-choose="${what}" data-n="${n}" ` +
          `aria-pressed="${on}" aria-label="${escapeText(fill(this.scene.labels[`choose_${what}`], { n: n + 1 }))}">` +
          `<rect class="chip-box role-${role}" x="${x}" y="${y - 14}" width="19" height="19" rx="4"/>` +
          `<text x="${x + 9.5}" y="${y - 4.5}">${n + 1}</text></g>`,
      );
    }
    return parts.join('');
  }

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
  }

  inputMarkup() {
    const { scene, places } = this;
    const { input } = scene.grids;
    const box = places.input;
    const inner = { x: box.x + scene.padding * box.cell, y: box.y + scene.padding * box.cell, cell: box.cell };
    const slice = this.first + this.d;
    const picture = input.kind === 'picture';
    const title = this.title(MARGIN, 20, 'input', scene.labels.input, scene.labels.input_size);
    const chips = this.chips(MARGIN, places.narrow ? box.y + box.h + 18 : this.height - 6, picture ? 1 : this.depth, this.d, 'd', 'input');
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
  }

  weightCells(box, d, more = '') {
    const { filter } = this.scene.grids;
    const parts = [];
    for (let a = 0; a < this.field; a += 1) {
      for (let b = 0; b < this.field; b += 1) {
        const value = filter.numerator(this.k * this.depth + d, a, b);
        parts.push(
          cellMarkup({
            x: box.x + b * box.cell, y: box.y + a * box.cell, cell: box.cell, value, largest: this.heaviest(),
            role: 'filter', data: { map: 'filter', k: this.k, d, i: a, j: b }, extra: `weight ${more}`,
          }),
        );
      }
    }
    return parts.join('');
  }

  heaviest() {
    const { filter } = this.scene.grids;
    const each = this.field * this.field * this.depth;
    let top = 0;
    for (let at = this.k * each; at < (this.k + 1) * each; at += 1) top = Math.max(top, Math.abs(filter.values[at]));
    return top;
  }

  filterMarkup() {
    const { scene, places } = this;
    const divisor = scene.grids.filter.divisors[this.k * this.depth];
    const detail = `${scene.labels.filter_size}${divisor > 1 ? `  ÷ ${divisor}` : ''}`;
    if (!places.rowsMode) {
      const box = places.filter;
      const low = places.product;
      return (
        this.title(box.x, 20, 'filter', scene.labels.filter, places.narrow ? '' : detail) +
        this.chips(box.x, box.y + box.h + 20, places.narrow ? scene.filters : 0, this.k, 'k', 'filter', 4) +
        `<g class="panel" aria-hidden="true" data-panel="filter" data-symbols="F" data-divisor="${divisor}">${this.weightCells(box, this.d)}</g>` +
        this.title(low.x, low.y - 12, 'window', scene.labels.products, '')
      );
    }
    const rows = places.slices;
    const start = Math.min(Math.max(this.d - Math.floor(rows.visible / 2), 0), this.depth - rows.visible);
    this.shownSlices = Array.from({ length: rows.visible }, (_, n) => start + n);
    const parts = [
      this.title(rows.x[0], 20, 'input', scene.labels.window, ''),
      this.title(rows.x[1], 20, 'filter', fill(scene.labels.filter_n, { n: this.k + 1 }), divisor > 1 ? `÷ ${divisor}` : ''),
      this.title(rows.x[2], 20, 'window', scene.labels.product, ''),
    ];
    this.shownSlices.forEach((d, n) => {
      const y = TITLE + n * rows.rowHigh;
      const middle = y + (this.field * rows.cell) / 2;
      parts.push(
        `<g class="slice-label" role="button" tabindex="0" data-choose="d" data-n="${d}" aria-pressed="${d === this.d}" ` +
          `aria-label="${escapeText(fill(scene.labels.choose_d, { n: d + 1 }))}">` +
          `<text x="${rows.labelX + 6}" y="${middle}">${d + 1}</text></g>`,
        `<text class="sign" x="${rows.x[1] - rows.gap / 2}" y="${middle}">×</text>`,
        `<text class="sign" x="${rows.x[2] - rows.gap / 2}" y="${middle}">=</text>`,
        `<g class="panel" aria-hidden="true" data-panel="filter" data-symbols="F" data-divisor="${divisor}">` +
          `${this.weightCells({ x: rows.x[1], y, cell: rows.cell }, d)}</g>`,
      );
    });
    return parts.join('');
  }

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
      for (let i = 0; i < output.rows; i += 1) {
        for (let j = 0; j < output.columns; j += 1) {
          cells += `<g class="unseen">${cellMarkup({
            x: box.x + j * box.cell, y: box.y + i * box.cell, cell: box.cell, value: output.value(this.plane, i, j),
            largest, role: 'output', data: { map: 'output', k: this.k, i, j, later: output.value(this.plane, i, j) },
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
    const chipsY = box.y + box.h + 22;
    return (
      this.title(box.x, titleY, 'output', scene.labels.output, scene.labels.output_size) +
      this.stack(box, scene.filters, 'output') +
      `<g class="panel" aria-hidden="true" data-panel="output" data-symbols="K">` +
      `<rect class="sheet empty" x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}"/>` +
      `<path class="lines" d="${lines.join('')}"/>${cells}</g>` +
      (places.narrow ? '' : this.chips(box.x, chipsY, scene.filters, this.k, 'k', 'output')) +
      (places.narrow ? '' : this.legend(box, largest, chipsY))
    );
  }

  // The one symmetric scale that all output maps share.
  legend(box, largest, chipsY) {
    const left = Math.max(box.x, box.x + box.w - 190);
    const y = chipsY + (this.scene.filters > 1 ? 12 : -8);
    const cells = [-1, -0.5, 0, 0.5, 1].map(
      (share, n) =>
        `<rect x="${left + 48 + n * 18}" y="${y}" width="18" height="10" style="${tintStyle(share, 1, 'output')}"/>`,
    );
    return (
      `<g class="legend"><text x="${left + 44}" y="${y + 5}" text-anchor="end">${formatNumber(-largest)}</text>` +
      `${cells.join('')}<text x="${left + 142}" y="${y + 5}">${formatNumber(largest)}</text></g>`
    );
  }

  position(index) {
    return [Math.floor(index / this.scene.columns.length), index % this.scene.columns.length];
  }

  // The next stop of the clock: each cell of a small map; a coarse sweep over a large one.
  after(index) {
    const rows = this.scene.rows.length;
    const columns = this.scene.columns.length;
    if (!this.atOnce) return index + 1;
    const [i, j] = this.position(index);
    const stepDown = Math.ceil(rows / 10);
    const stepRight = Math.ceil(columns / 12);
    if (j + stepRight < columns) return i * columns + j + stepRight;
    return i + stepDown < rows ? (i + stepDown) * columns : this.count;
  }

  windowBox(i, j) {
    const { scene } = this;
    const box = this.places.input;
    const top = scene.rows[i][0] + scene.padding;
    const left = scene.columns[j][0] + scene.padding;
    const high = scene.rows[i][this.field - 1] - scene.rows[i][0] + 1;
    const wide = scene.columns[j][this.field - 1] - scene.columns[j][0] + 1;
    const grow = Math.max(0, LEAST_FRAME - wide * box.cell) / 2; // a window of a photograph would be too small to be seen
    return {
      x: box.x + left * box.cell - grow, y: box.y + top * box.cell - grow,
      width: wide * box.cell + 2 * grow, height: high * box.cell + 2 * grow,
    };
  }

  inputValue(d, i, j) {
    const { input } = this.scene.grids;
    return input.inside(i, j) ? input.value(this.first + d, i, j) : 0;
  }

  // Everything that depends on the position.
  show(index, revealed) {
    const [i, j] = this.position(index);
    this.index = index;
    const place = this.windowBox(i, j);
    Object.entries(place).forEach(([key, value]) => this.frame.setAttribute(key, value));
    if (this.depthEdges) this.drawDepth(place);
    const out = this.places.output;
    const markCell = Math.max(out.cell, 6);
    const mark = { x: out.x + j * out.cell - (markCell - out.cell) / 2, y: out.y + i * out.cell - (markCell - out.cell) / 2, width: markCell, height: markCell };
    Object.entries(mark).forEach(([key, value]) => this.mark.setAttribute(key, value));
    const follower = index + 1 < this.count ? this.windowBox(...this.position(index + 1)) : place;
    Object.entries(follower).forEach(([key, value]) => this.next.setAttribute(key, value));
    this.reveal(revealed);
    this.moving.innerHTML = this.places.rowsMode ? this.rowsMarkup(i, j) : this.singleMarkup(i, j);
    this.drawWire(mark);
  }

  drawDepth({ x, y, width, height }) {
    const shift = Math.min(this.places.input.stack, 24);
    this.depthEdges.setAttribute(
      'd',
      `M${x},${y}l${shift},${-shift}h${width}v${height}l${-shift},${shift}M${x + width},${y}l${shift},${-shift}`,
    );
  }

  reveal(upTo) {
    const output = this.places.output;
    if (this.outputIsImage) {
      const [i, j] = this.position(Math.min(upTo, this.count - 1));
      const band = this.atOnce ? Math.ceil(this.scene.rows.length / 10) : 1;
      const above = upTo >= this.count - 1 ? this.scene.rows.length : i;
      const set = (rect, x, y, w, h) => Object.entries({ x, y, width: w, height: h }).forEach(([k, v]) => rect.setAttribute(k, v));
      set(this.clip[0], output.x, output.y, output.w, above * output.cell);
      set(this.clip[1], output.x, output.y + i * output.cell, (j + 1) * output.cell, band * output.cell);
      return;
    }
    if (this.revealed === upTo) return;
    const from = this.revealed === undefined ? 0 : Math.min(this.revealed, upTo);
    const to = this.revealed === undefined ? this.count - 1 : Math.max(this.revealed, upTo);
    for (let n = from; n <= to; n += 1) this.seen(this.outputCells[n], n <= upTo);
    this.revealed = upTo;
  }

  // A cell that has not been computed yet shows nothing and has no number to be read.
  seen(cell, on) {
    cell.classList.toggle('unseen', !on);
    const rect = cell.firstChild;
    if (on) rect.setAttribute('data-v', rect.dataset.later);
    else rect.setAttribute('data-v', '');
  }

  productCell(box, d, a, b, i, j, note) {
    const x = this.inputValue(d, this.scene.rows[i][a], this.scene.columns[j][b]);
    const w = this.scene.grids.filter.numerator(this.k * this.depth + d, a, b);
    const value = x * w;
    return cellMarkup({
      x: box.x + b * box.cell, y: box.y + a * box.cell, cell: box.cell, value, largest: this.largestProduct(), role: 'window',
      data: { map: 'product', k: this.k, d, i: a, j: b, x, w },
      note: note && box.cell >= 32 ? `${formatNumber(x)} × ${formatNumber(w)}` : '',
    });
  }

  largestProduct() {
    return this.heaviest() * this.scene.grids.input.largest();
  }

  products(box, d, i, j, note = false) {
    const parts = [];
    for (let a = 0; a < this.field; a += 1) {
      for (let b = 0; b < this.field; b += 1) parts.push(this.productCell(box, d, a, b, i, j, note));
    }
    return parts.join('');
  }

  // The sum over one slice, from Python; undefined until the filter's own numbers have come.
  partial(d, i, j) {
    return this.known ? this.scene.grids.partial.value(this.plane * this.depth + d, i, j) : undefined;
  }

  result(i, j) {
    return this.known ? this.scene.grids.output.value(this.plane, i, j) : NaN;
  }

  sums(i, j) {
    const each = Array.from({ length: this.depth }, (_, d) => this.partial(d, i, j));
    const divisor = this.scene.grids.filter.divisors[this.k * this.depth];
    return { each, divisor, bias: this.scene.biases[this.k], result: this.result(i, j) };
  }

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
    if (divisor > 1) lines.push(`÷ ${divisor}`);
    lines.push(`+ b = ${formatNumber(bias)}`);
    const high = lines.length > 5 || narrow ? 21 : 25;
    const top = sum.y - (lines.length - 2) * high;
    const y = (n) => top + n * high;
    this.wireFrom = [sum.x + 52, y(lines.length) + 4];
    return (
      `<g class="panel" aria-hidden="true" data-panel="product">${this.products(product, this.d, i, j, true)}</g>` +
      lines.map((line, n) => `<text class="sum" x="${sum.x}" y="${y(n)}" ${line.startsWith('+ b') ? 'data-symbols="b"' : ''}>${line}</text>`).join('') +
      `<path class="rule" d="M${sum.x},${y(lines.length - 1) + 14}h${narrow ? 60 : 84}"/>` +
      `<text class="result role-output" x="${sum.x}" y="${y(lines.length) + 4}">${about(result)}</text>`
    );
  }

  rowsMarkup(i, j) {
    const rows = this.places.slices;
    const parts = [];
    this.shownSlices.forEach((d, n) => {
      const y = TITLE + n * rows.rowHigh;
      for (let a = 0; a < this.field; a += 1) {
        for (let b = 0; b < this.field; b += 1) {
          const [r, c] = [this.scene.rows[i][a], this.scene.columns[j][b]];
          parts.push(
            cellMarkup({
              x: rows.x[0] + b * rows.cell, y: y + a * rows.cell, cell: rows.cell, value: this.inputValue(d, r, c),
              largest: this.scene.grids.input.largest(), role: 'input', data: { map: 'window', d, i: r, j: c },
              extra: this.scene.grids.input.inside(r, c) ? '' : 'padded',
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
  }

  totalLine(i, j) {
    const { sum, slices } = this.places;
    const { each, divisor, bias, result } = this.sums(i, j);
    if (each[0] === undefined) return '';
    const inner = each.map((value, d) => (d ? signed(value) : formatNumber(value))).join('');
    const whole = divisor > 1 ? `(${inner}) ÷ ${divisor}` : inner;
    const rounded = [...each, result].some(isRounded);
    const line = `${whole} + b (${formatNumber(bias)})`;
    const size = Math.min(18, (slices.sumX + 40 - sum.x) / ((line.length + 8) * 0.52));
    const wide = line.length * size * 0.52;
    this.wireFrom = [sum.x + wide + 70, sum.y];
    return (
      `<text class="sum" style="font-size:${size}px" x="${sum.x}" y="${sum.y}">${line} ${rounded ? '≈' : '='} ` +
      `<tspan class="result role-output">${formatNumber(result)}</tspan></text>`
    );
  }

  drawWire(mark) {
    const [x, y] = this.wireFrom;
    const toX = mark.x + mark.width / 2;
    const toY = mark.y + mark.height;
    const bend = Math.max((toX - x) * 0.55, 30);
    this.wire.setAttribute('d', this.places.narrow ? '' : `M${x},${y}C${x + bend},${y} ${toX},${toY + 70} ${toX},${toY + 6}`);
  }

  // The written-out sum: every product where they are few, the first and last where they are many.
  sumText(index) {
    const [i, j] = this.position(index);
    const { divisor, bias, result } = this.sums(i, j);
    const terms = [];
    let rounded = isRounded(result);
    for (let d = 0; d < this.depth; d += 1) {
      for (let a = 0; a < this.field; a += 1) {
        for (let b = 0; b < this.field; b += 1) {
          const x = this.inputValue(d, this.scene.rows[i][a], this.scene.columns[j][b]);
          const w = this.scene.grids.filter.numerator(this.k * this.depth + d, a, b);
          rounded = rounded || isRounded(x) || isRounded(w);
          terms.push(`(${formatNumber(x)})(${formatNumber(w)})`);
        }
      }
    }
    const many = terms.length > 12;
    const written = many ? [...terms.slice(0, 8), '…', ...terms.slice(-2)] : terms;
    const inner = written.join(' + ');
    return `${divisor > 1 ? `[${inner}] ÷ ${divisor}` : inner}${signed(bias)} ${rounded ? '≈' : '='} ${formatNumber(result)}`;
  }

  // Which panel and cell lie under a point of the drawing.
  hit(x, y) {
    const { input, output, filter, product, slices } = this.places;
    const within = (box) => box && x >= box.x && y >= box.y && x < box.x + box.w && y < box.y + box.h;
    const cellOf = (box) => [Math.floor((y - box.y) / box.cell), Math.floor((x - box.x) / box.cell)];
    if (within(input)) {
      const [i, j] = cellOf(input);
      const ring = this.scene.padding;
      return { panel: 'input', i: i - ring, j: j - ring, at: [(y - input.y) / input.cell - ring, (x - input.x) / input.cell - ring] };
    }
    if (within(output)) {
      const [i, j] = cellOf(output);
      return { panel: 'output', i, j };
    }
    if (!slices) {
      if (within(filter)) return { panel: 'filter', d: this.d, i: cellOf(filter)[0], j: cellOf(filter)[1] };
      if (within(product)) return { panel: 'product', d: this.d, i: cellOf(product)[0], j: cellOf(product)[1] };
      return null;
    }
    const wide = slices.cell * this.field;
    for (let n = 0; n < this.shownSlices.length; n += 1) {
      for (const column of [1, 2]) {
        const box = { x: slices.x[column], y: TITLE + n * slices.rowHigh, w: wide, h: wide, cell: slices.cell };
        if (within(box)) {
          return { panel: column === 1 ? 'filter' : 'product', d: this.shownSlices[n], i: cellOf(box)[0], j: cellOf(box)[1] };
        }
      }
    }
    return null;
  }

  // The output position whose window's middle lies nearest to a point of the input.
  nearest([row, column]) {
    const near = (taps, at) => {
      let best = 0;
      taps.forEach((tap, n) => {
        const middle = (each) => (each[0] + each[each.length - 1] + 1) / 2;
        if (Math.abs(middle(tap) - at) < Math.abs(middle(taps[best]) - at)) best = n;
      });
      return best;
    };
    return near(this.scene.rows, row) * this.scene.columns.length + near(this.scene.columns, column);
  }

  inFrame([row, column], index) {
    const [i, j] = this.position(index);
    const rows = this.scene.rows[i];
    const columns = this.scene.columns[j];
    return row >= rows[0] && row <= rows[rows.length - 1] + 1 && column >= columns[0] && column <= columns[columns.length - 1] + 1;
  }

  lightWeight(cell) {
    this.reach.setAttribute('d', cell ? weightReach(this.scene, this.places.input, cell.i, cell.j) : '');
    this.svg.classList.toggle('reaching', Boolean(cell));
  }

  cellPlace(hit) {
    const { input, filter, slices } = this.places;
    if (hit.panel === 'input') {
      return { x: input.x + (hit.j + this.scene.padding) * input.cell, y: input.y + (hit.i + this.scene.padding) * input.cell, cell: input.cell };
    }
    if (!slices) return { x: filter.x + hit.j * filter.cell, y: filter.y + hit.i * filter.cell, cell: filter.cell };
    const n = this.shownSlices.indexOf(hit.d);
    return { x: slices.x[1] + hit.j * slices.cell, y: TITLE + n * slices.rowHigh + hit.i * slices.cell, cell: slices.cell };
  }
}
