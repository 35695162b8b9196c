// What stands still of the matrix view: where everything is, input, filter, the matrix as cells or pixels, x and y.
Object.assign(MatrixView.prototype, {
  place_() {
    const { width, height, scene } = this;
    const narrow = width < 640;
    const ring = 2 * scene.padding;
    const side = this.scene.grids.input.rows + ring;
    const out = this.scene.grids.output.rows;
    const strip = (cell) => Math.max(8, Math.min(cell, 30));
    const fit = (box) => {
      const cell = Math.min((box.w - 40) / (this.columns + 0.3), (box.h - 40) / this.count, 46);
      const used = { w: cell * this.columns, h: cell * this.count };
      // A tall or wide matrix would be a thread: each way is then stretched by itself.
      const tall = used.h < (box.h - 40) * 0.34 || used.w < (box.w - 40) * 0.34;
      const [cw, ch] = tall && cell < LEGIBLE ? [(box.w - 40) / this.columns, (box.h - 40) / this.count] : [cell, cell];
      const thick = strip(Math.min(cw, ch));
      const w = cw * this.columns;
      const x = box.x + Math.max(0, (box.w - w - thick - 8) / 2);
      return { x, y: box.y + thick + 8, cw, ch, w, h: ch * this.count, thick, square: cw === ch };
    };
    const stackOf = (box, planes, rows) => {
      const gap = planes > 1 ? 8 : 0;
      const across = box.w > box.h;
      const cell = across
        ? Math.min((box.w - gap * (planes - 1)) / (planes * rows), box.h / rows, 52)
        : Math.min((box.h - gap * (planes - 1)) / (planes * rows), box.w / rows, 52);
      const step = rows * cell + gap;
      return { cell, at: (n) => [box.x + (across ? n * step : 0), box.y + (across ? 0 : n * step)], end: across ? box.y + rows * cell : box.y + planes * step - gap };
    };
    if (narrow) {
      const top = TITLE;
      const matrix = fit({ x: 4, y: top, w: width - 8, h: height * 0.44 });
      const low = matrix.y + matrix.h + TITLE + 4;
      const third = (width - 4 * MARGIN) / 3;
      const room = height - low - 8;
      const box = (n) => ({ x: MARGIN + n * (third + MARGIN), y: low, w: third, h: room });
      return {
        narrow, matrix, titles: { matrix: 18, low: low - 14 },
        input: stackOf(box(0), this.depth, side), filter: stackOf(box(1), this.depth, this.field), output: stackOf(box(2), 1, out),
        x: [0, 1, 2].map((n) => box(n).x),
      };
    }
    const left = Math.min(width * (this.depth > 1 ? 0.25 : 0.18), 330);
    const right = Math.min(width * 0.16, 250);
    const body = height - TITLE - 10;
    const half = (body - TITLE) * 0.56;
    const input = stackOf({ x: MARGIN, y: TITLE, w: left, h: half }, this.depth, side);
    const low = input.end + TITLE + 6;
    const matrix = fit({ x: MARGIN + left + 26, y: TITLE, w: width - left - right - 2 * MARGIN - 62, h: body });
    const x = [MARGIN, MARGIN, width - MARGIN - right];
    return {
      narrow, matrix, x, titles: { matrix: 20, low },
      input, filter: stackOf({ x: MARGIN, y: low + 18, w: left, h: height - low - 28 }, this.depth, this.field),
      output: stackOf({ x: x[2], y: TITLE, w: right, h: body }, 1, out),
    };
  },

  title(x, y, role, words, detail = '') {
    return stillGrids.title(x, y, role, words, this.places.narrow ? '' : detail);
  },

  planeAt(box, d) {
    const [x, y] = box.at(d);
    return { x, y, cell: box.cell };
  },

  inputMarkup() {
    const { scene, places } = this;
    const { input } = scene.grids;
    const parts = [this.title(places.x[0], places.narrow ? places.titles.low : 20, 'input', scene.labels.input, scene.labels.input_size)];
    for (let d = 0; d < this.depth; d += 1) {
      const { x, y, cell } = this.planeAt(places.input, d);
      const inner = { x: x + scene.padding * cell, y: y + scene.padding * cell, cell };
      parts.push(
        `<g class="panel" aria-hidden="true" data-symbols="W D">` +
          planeMarkup(input, d, { ...inner, largest: input.largest(), data: { map: 'input', d } }) + ringMarkup(input, scene.padding, { x, y, cell }) + '</g>',
      );
    }
    return parts.join('');
  },

  value(t, k) {
    const { filter } = this.scene.grids;
    return filter.values[k * this.each + t] / filter.divisors[k * this.depth];
  },

  // The filter of the row, each weight in its tint.
  filterMarkup(k) {
    const { scene, places, field } = this;
    const name = this.filters > 1 ? fill(scene.labels.filter_n, { n: k + 1 }) : scene.labels.filter;
    const parts = [this.title(places.x[1], places.titles.low, 'filter', name)];
    for (let t = 0; t < this.each; t += 1) {
      const { x, y, cell } = this.planeAt(places.filter, Math.floor(t / (field * field)));
      const [a, b] = [Math.floor((t % (field * field)) / field), t % field];
      parts.push(tintedCell({
        x: x + b * cell, y: y + a * cell, cell, n: k * this.each + t, least: this.least, shown: formatNumber(this.value(t, k)),
        note: weightName(t, k, this), data: { map: 'filter', k, d: Math.floor(t / (field * field)), i: a, j: b, v: this.value(t, k) },
      }));
    }
    return parts.join('');
  },

  matrixMarkup() {
    const { scene, places, columns, count } = this;
    const box = places.matrix;
    const { x, y, cw, ch, w, h, thick } = box;
    const { input } = scene.grids;
    const parts = [
      this.title(x, places.titles.matrix, 'filter', scene.labels.matrix, ''),
      `<rect class="sheet empty" x="${x}" y="${y}" width="${w}" height="${h}"/>`,
    ];
    const xs = [];
    for (let c = 0; c < columns; c += 1) {
      const value = input.values[c] / input.divisors[0];
      if (box.square && cw >= LEGIBLE) {
        xs.push(cellMarkup({ x: x + c * cw, y: y - thick - 6, cell: Math.min(cw, thick), value, largest: input.largest(), role: 'input', data: { map: 'x', j: c }, shown: cw < this.least ? '' : formatNumber(value) }));
      } else {
        xs.push(`<rect x="${x + c * cw}" y="${y - thick - 6}" width="${cw + 0.05}" height="${thick}" style="${tintStyle(value, input.largest(), 'input')}"/>`);
      }
    }
    parts.push(`<g aria-hidden="true">${xs.join('')}</g><g class="panel" aria-hidden="true" data-panel="matrix" data-symbols="F">`);
    if (!this.coarse && box.square && cw >= LEGIBLE) parts.push(this.cells(box));
    else parts.push(`<image class="pixels" href="${this.painted()}" x="${x}" y="${y}" width="${w}" height="${h}" preserveAspectRatio="none"/>`);
    parts.push(`<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="none" stroke="var(--role-line)"/></g>`);
    return parts.join('');
  },

  cells({ x, y, cw }) {
    const parts = [];
    for (let r = 0; r < this.count; r += 1) {
      const k = this.filterOf(r);
      for (let t = 0; t < this.each; t += 1) {
        const c = this.wires[r * this.each + t];
        if (c < 0) continue;
        parts.push(tintedCell({
          x: x + c * cw, y: y + r * cw, cell: cw, n: k * this.each + t, least: this.least, shown: weightName(t, k, this),
          data: { map: 'matrix', i: r, j: c, v: this.value(t, k) },
        }));
      }
    }
    return parts.join('');
  },

  // As pixels: each weight its tint, or, of a large matrix, how much of each block is filled.
  painted() {
    const canvas = document.createElement('canvas');
    const { density } = this.scene.arrays;
    [canvas.height, canvas.width] = density ? density.shape : [this.count, this.columns];
    const context = canvas.getContext('2d');
    const probe = document.createElement('span');
    document.querySelector('.stApp').append(probe);
    const resolved = (colour) => {
      probe.style.color = colour;
      return getComputedStyle(probe).color;
    };
    if (density) {
      const top = density.values.reduce((most, each) => Math.max(most, each), 0) || 1;
      const steps = Array.from({ length: 17 }, (_, n) => resolved(`color-mix(in srgb, var(--role-filter) ${25 + n * 4}%, var(--role-paper))`));
      density.values.forEach((share, at) => {
        if (!share) return;
        context.fillStyle = steps[Math.round((share / top) * 16)];
        context.fillRect(at % canvas.width, Math.floor(at / canvas.width), 1, 1);
      });
    } else {
      for (let n = 0; n < this.each * this.filters; n += 1) {
        context.fillStyle = resolved(`color-mix(in srgb, oklch(from var(--role-filter) l c calc(h + ${(n * TURN) % 360})) 75%, var(--role-paper))`);
        const [k, t] = [Math.floor(n / this.each), n % this.each];
        const rows = this.count / this.filters;
        for (let r = k * rows; r < (k + 1) * rows; r += 1) {
          const c = this.wires[r * this.each + t];
          if (c >= 0) context.fillRect(c, r, 1, 1);
        }
      }
    }
    probe.remove();
    return canvas.toDataURL();
  },

  outputMarkup() {
    const { scene, places } = this;
    const { output } = scene.grids;
    const { x, y, ch, w, thick, square } = places.matrix;
    const parts = [this.title(places.x[2], places.narrow ? places.titles.low : 20, 'output', scene.labels.output, scene.labels.output_size)];
    const ys = [];
    for (let r = 0; r < this.count; r += 1) {
      const value = output.values[r] / output.divisors[0];
      ys.push(
        square && ch >= LEGIBLE
          ? cellMarkup({ x: x + w + 6, y: y + r * ch, cell: ch, value, largest: output.largest(), role: 'output', data: { map: 'y', i: r }, shown: ch < this.least ? '' : formatNumber(value) })
          : `<rect x="${x + w + 6}" y="${y + r * ch}" width="${thick}" height="${ch + 0.05}" style="${tintStyle(value, output.largest(), 'output')}"/>`,
      );
    }
    return `${parts.join('')}<g aria-hidden="true">${ys.join('')}</g><g class="panel matrix-output" aria-hidden="true" data-panel="output" data-symbols="K"></g>`;
  },
});
