// The lens below the boxes: the volume looked at and the one made from it, flat and large, and the arithmetic.

Object.assign(VolumesView.prototype, {
  drawLens(before, after, stop, share, lines, outer) {
    const [rows, columns] = [stop.to || [stop.i, stop.i + 1], stop.across || [stop.j, stop.j + 1]];
    this.fillLens([
      { box: before, rows: stop.rows, columns: stop.columns, look: 'kernel', share: 1, outer },
      { box: after, rows, columns, look: 'made', share, outer: stop.to && [rows, columns] },
    ], lines);
  },

  // One volume or two flat, as large as there is room, the arithmetic beside or below them.
  fillLens(panels, lines) {
    const { width, height, narrow } = this;
    const from = this.below + (narrow ? 14 : this.present ? 52 : 42);
    const type = narrow ? this.type : Math.min(this.type, Math.max((height - from - 4) / lines.length - 7, 11));
    const textHigh = lines.length * (type + 7);
    const room = height - from - (narrow ? textHigh + 8 : 8);
    const side = Math.max(Math.min(room - 18, narrow ? (width - 90) / 2 : width * 0.17), 20);
    const lensX = narrow ? (width - panels.length * side - 50) / 2 : 24;
    const y = from + 16;
    const parts = panels.map((panel, n) => this.flat(panel, lensX + n * (side + 50), y, side));
    if (panels.length > 1) parts.push(`<text class="arrow" x="${lensX + side + 25}" y="${y + side / 2}" font-size="22">→</text>`);
    const textX = narrow ? 8 : lensX + panels.length * (side + 50) - 10;
    const textY = narrow ? y + side + 14 : from + Math.max((room - textHigh) / 2, 0) + type;
    lines.forEach((line, n) => {
      parts.push(`<text class="line${n ? '' : ' first'}" data-line="${n}" x="${textX}" y="${textY + n * (type + 7)}" ` +
        `font-size="${this.fitted(line, type, width - textX - 8)}">${escapeText(line)}</text>`);
    });
    if (!narrow && !this.present) parts.push(`<text class="scale-note" x="${width - 8}" y="${height - 8}" font-size="12">${escapeText(this.scene.labels.to_scale)}</text>`);
    this.lens.innerHTML = parts.join('');
  },

  fitted(line, size, room) {
    const wide = [...line].reduce((sum, c) => sum + (c > '⺀' ? 1 : 0.54), 0);
    return Math.min(size, Math.max(room / wide, 9));
  },

  // `outer`: the furthest rows and columns that are to have room, where they lie outside of the volume.
  flat({ box, rows, columns, look, share, outer }, x, y, most) {
    const label = this.present || most < 80 ? box.name : `${box.name} ${box.size}`;
    const name = `<text class="flat-name" x="${x + most / 2}" y="${y - 9}" font-size="${this.present ? 20 : 12}">${escapeText(label)}</text>`;
    if (box.fc) {
      const at = x + most / 2 - 6;
      return `${name}<g class="role-${box.kind === 'input' ? 'input' : 'output'}"><rect class="flat" x="${at}" y="${y}" width="12" height="${most}"/>` +
        `<rect class="flat full" x="${at}" y="${y}" width="12" height="${most * share}"/></g>` +
        (look === 'kernel' ? `<rect class="kernel" x="${at - 3}" y="${y - 3}" width="18" height="${most + 6}"/>` : '');
    }
    // Room for the ring of zeros that the window may stand on.
    const reached = outer || [[0, box.rows], [0, box.columns]];
    const ring = Math.max(0, -Math.min(...reached.map(([first]) => first)));
    const over = Math.max(0, ...reached.map(([, last], n) => last - (n ? box.columns : box.rows)));
    const cell = most / (Math.max(box.rows, box.columns) + ring + Math.max(over, ring));
    const [left, top] = [x + ring * cell, y + ring * cell];
    const [w, h] = [box.columns * cell, box.rows * cell];
    const zeros = ring || over ? `<rect class="zeros" x="${x}" y="${y}" width="${w + (ring + Math.max(over, ring)) * cell}" height="${h + (ring + Math.max(over, ring)) * cell}"/>` : '';
    const lines = cell >= 5
      ? `<path class="lines" d="${Array.from({ length: box.columns - 1 }, (_, j) => `M${left + (j + 1) * cell},${top}v${h}`).join('')}` +
        `${Array.from({ length: box.rows - 1 }, (_, i) => `M${left},${top + (i + 1) * cell}h${w}`).join('')}"/>` : '';
    const done = look === 'made' ? share : 1;
    return (
      `${name}${zeros}<g class="role-${box.kind === 'input' ? 'input' : 'output'}"><rect class="flat" x="${left}" y="${top}" width="${w}" height="${h}"/>` +
      `<rect class="flat full" x="${left}" y="${top}" width="${w}" height="${h * done}"/></g>` +
      (box.photo ? `<image class="pixels" href="${box.photo}" x="${left}" y="${top}" width="${w}" height="${h}" preserveAspectRatio="none"/>` : '') + lines +
      (look && `<rect class="${look}" x="${left + columns[0] * cell}" y="${top + rows[0] * cell}" ` +
      `width="${Math.max((columns[1] - columns[0]) * cell, 2)}" height="${Math.max((rows[1] - rows[0]) * cell, 2)}"/>`)
    );
  },
});
