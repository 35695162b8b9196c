// The volumes of a network, and the picture flowing through them: on a wide screen as boxes, width and height to
// scale and depth compressed; on a phone flat. Below, the window on one volume and the place that it fills on the next.
const SLANT = { x: 0.42, y: 0.28 }; // how far a column of a box lies to the right and up
const NARROW = 640;

class VolumesView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { reach } = scene;
    const volumes = scene.volumes.map((v) => ({ ...v, name: v.kind === 'input' ? scene.labels.input_name : v.name }));
    this.stops = scene.arrays.stops;
    this.steps = reach ? reach.spans.length : this.stops.shape[0];
    this.count = Math.max(this.steps, 1);
    this.narrow = width < NARROW;
    this.present = document.documentElement.hasAttribute('data-present');
    this.type = this.present ? 22 : width >= 1300 ? 19 : this.narrow ? 13 : 16;
    this.place_(volumes);
    this.photograph(scene.grids.picture);
    this.svg.innerHTML =
      `<defs>${this.boxes.map((_, k) => `<clipPath id="filled-${k}"><rect x="0" y="0" width="${width}" height="0"/></clipPath>`).join('')}</defs>` +
      `<g class="volumes">${this.boxes.map((box, k) => this.boxMarkup(box, k)).join('')}</g>` +
      '<g class="moving"></g><g class="lens"></g>';
    this.svg.classList.toggle('reaching', Boolean(reach));
    this.groups = [...this.svg.querySelectorAll('.volume')];
    this.fills = [...this.svg.querySelectorAll('clipPath rect')];
    this.moving = this.svg.querySelector('.moving');
    this.lens = this.svg.querySelector('.lens');
  }

  // One scale for all widths and heights; what room is left goes to the depths.
  place_(volumes) {
    const { width, height, narrow } = this;
    const top = this.present ? 66 : narrow ? 18 : 42;
    const band = height * (narrow ? 0.3 : this.present ? 0.5 : 0.6) - top;
    const slant = narrow ? { x: 0, y: 0 } : SLANT;
    const gap = Math.max(4, Math.min(narrow ? 22 : 60, (width * (narrow ? 0.25 : 0.3)) / volumes.length));
    const room = width - 32 - gap * (volumes.length - 1);
    const high = (v) => (v.row ? 0 : (v.rows + slant.y * v.columns) * v.towers + (v.towers - 1) * 0.12 * v.rows);
    const wide = (v) => (v.row ? 0 : slant.x * v.columns);
    const deep = (v) => (v.row ? 0 : v.deep);
    const rows = volumes.filter((v) => v.row).length;
    const bar = Math.max(5, Math.min(narrow ? 7 : 10, room / volumes.length / 2));
    const total = (f) => volumes.reduce((sum, v) => sum + f(v), 0);
    let scale = band / Math.max(...volumes.map(high), 1);
    scale = Math.min(scale, (room * 0.55) / Math.max(total(wide), 1e-9), 60);
    const unit = Math.min((room - total(wide) * scale - rows * bar) / Math.max(total(deep), 1e-9), narrow ? 9 : 12);
    const longest = Math.max(...volumes.map((v) => (v.row ? v.deep : 0)), 1);
    const used = total(wide) * scale + total(deep) * unit + rows * bar + gap * (volumes.length - 1);
    let x = (width - used) / 2;
    const middle = top + band / 2;
    this.scale = scale;
    this.below = top + band;
    this.boxes = volumes.map((v) => {
      const fc = v.row;
      const box = {
        ...v, x, fc, ox: fc ? 0 : slant.x * scale, oy: fc ? 0 : slant.y * scale,
        w: fc ? bar : Math.max(v.deep * unit, 2), h: fc ? Math.max((v.deep / longest) * band * 0.86, 4) : Math.max(v.rows * scale, 3),
      };
      box.side = box.ox * v.columns;
      box.rise = box.oy * v.columns;
      const whole = box.h + box.rise;
      const apart = whole + Math.max(0.12 * box.h, 12);
      box.tops = v.towers === 2 ? [middle - apart / 2, middle + apart / 2].map((y) => y - whole / 2 + box.rise) : [middle - whole / 2 + box.rise];
      x += box.w + box.side + gap;
      return box;
    });
  }

  // The picture itself, on the far face of the input.
  photograph(picture) {
    const [input] = this.boxes;
    if (!picture || input.row || ![1, 3].includes(picture.planes) || input.rows < 4) return;
    input.photo = paintPlane(picture, 0, 1, true);
  }

  boxMarkup(box, k) {
    const role = box.kind === 'input' ? 'input' : 'output';
    const faces = (y) => {
      const { x, w, h, side, rise } = box;
      return (
        `<path d="M${x},${y}h${w}v${h}h${-w}z"/>` +
        (side ? `<path class="top" d="M${x},${y}l${side},${-rise}h${w}l${-side},${rise}z"/>` +
          `<path class="end" d="M${x + w},${y}l${side},${-rise}v${h}l${-side},${rise}z"/>` : '') +
        (box.photo && side ? `<image class="pixels" href="${box.photo}" width="1" height="1" preserveAspectRatio="none" transform="matrix(${side} ${-rise} 0 ${h} ${x + w} ${y})"/>` : '')
      );
    };
    const all = box.tops.map(faces).join('');
    const small = this.present ? 20 : this.narrow ? 10 : 13;
    const centre = box.x + (box.w + box.side) / 2;
    const crowded = this.boxes.length > 14;
    const level = k % 2 && !this.narrow ? 1 : 0;
    const titleY = this.present ? 46 : this.narrow ? 9 : 28;
    const names = this.narrow && crowded ? '' : `<text class="name" x="${centre}" y="${titleY}" font-size="${small}">${escapeText(box.name)}</text>`;
    const size = this.narrow ? '' :
      `<text class="size${crowded ? ' crowded' : ''}" x="${centre}" y="${this.below + (this.present ? 14 : 10) + level * (small + 3)}" font-size="${small - (crowded ? 2 : 1)}">${box.size}</text>`;
    return (
      `<g class="volume role-${role}" data-panel="volume" data-k="${k}" data-volume="${escapeText(box.name)}" data-size="${box.size}">` +
      `<g class="pale">${all}</g><g class="full" clip-path="url(#filled-${k})">${all}</g>${names}${size}</g>`
    );
  }

  stop(index) {
    const [k, i, j, top, bottom, left, right] = this.stops.values.subarray(index * 7, index * 7 + 7);
    return { k, i, j, rows: [top, bottom], columns: [left, right] };
  }

  // Where a volume begins among the stops, and how many it has.
  range(k) {
    const found = [];
    for (let n = 0; n < this.steps; n += 1) if (this.stops.values[n * 7] === k) found.push(n);
    return found;
  }

  show(index) {
    if (this.scene.reach) this.showReach(index);
    else if (this.steps) this.showFlow(index);
  }

  showFlow(index) {
    const stop = this.stop(index);
    const own = this.range(stop.k);
    const share = (own.indexOf(index) + 1) / own.length;
    this.boxes.forEach((box, k) => {
      const part = k < stop.k ? 1 : k > stop.k ? 0 : share;
      this.fillTo(k, part);
      this.groups[k].classList.toggle('now', k === stop.k);
      this.groups[k].classList.toggle('source', k === stop.k - 1);
    });
    const [before, after] = [this.boxes[stop.k - 1], this.boxes[stop.k]];
    const parts = [];
    before.tops.forEach((y, tower) => {
      parts.push(this.prism(before, y, stop.rows, stop.columns, 'kernel'));
      after.tops.forEach((to, other) => {
        if (after.apart && tower !== other && before.tops.length === after.tops.length) return;
        parts.push(this.wires(before, y, stop, after, to, share));
      });
    });
    after.tops.forEach((y) => {
      if (!after.fc) parts.push(this.prism(after, y, [stop.i, stop.i + 1], [stop.j, stop.j + 1], 'made'));
    });
    this.moving.innerHTML = parts.join('');
    this.drawLens(before, after, stop, share, after.lines, this.edges(before));
  }

  fillTo(k, part) {
    const box = this.boxes[k];
    const from = Math.min(...box.tops) - box.rise;
    const to = Math.max(...box.tops) + box.h;
    this.fills[k].setAttribute('y', from - 1);
    this.fills[k].setAttribute('height', part * (to - from + 2));
  }

  // A block through the whole depth of a box, over these rows and columns; what lies in the padding is cut off.
  prism(box, y, rows, columns, look) {
    if (box.fc) return `<path class="${look}" d="M${box.x - 2},${y - 2}h${box.w + 4}v${box.h + 4}h${-box.w - 4}z"/>`;
    const [top, bottom] = rows.map((n) => Math.min(Math.max(n, 0), box.rows));
    const [left, right] = columns.map((n) => Math.min(Math.max(n, 0), box.columns));
    const step = box.h / box.rows;
    const at = (row, column, depth) => `${box.x + depth * box.w + column * box.ox},${y + row * step - column * box.oy}`;
    return (
      `<path class="${look} thin" d="M${at(top, left, 0)}L${at(top, left, 1)}L${at(bottom, left, 1)}L${at(bottom, left, 0)}z"/>` +
      (box.ox ? `<path class="${look} thin" d="M${at(top, left, 0)}L${at(top, right, 0)}L${at(top, right, 1)}L${at(top, left, 1)}z"/>` +
        `<path class="${look}" d="M${at(top, left, 1)}L${at(top, right, 1)}L${at(bottom, right, 1)}L${at(bottom, left, 1)}z"/>` : '')
    );
  }

  wires(before, y, stop, after, to, share) {
    const step = before.fc ? 0 : before.h / before.rows;
    const clamp = (n, most) => Math.min(Math.max(n, 0), most);
    const start = (row, column) => (before.fc
      ? `${before.x + before.w},${y + (row ? before.h : 0)}`
      : `${before.x + before.w + clamp(column, before.columns) * before.ox},${y + clamp(row, before.rows) * step - clamp(column, before.columns) * before.oy}`);
    const end = after.fc
      ? `${after.x},${to + share * after.h}`
      : `${after.x + (stop.j + 0.5) * after.ox},${to + (stop.i + 0.5) * (after.h / after.rows) - (stop.j + 0.5) * after.oy}`;
    const corners = before.fc ? [[0, 0], [1, 0]] : [[stop.rows[0], stop.columns[1]], [stop.rows[1], stop.columns[1]]];
    return corners.map(([r, c]) => `<path class="edges" d="M${start(r, c)}L${end}"/>`).join('');
  }

  // The lens: both volumes flat and as large as there is room, the arithmetic beside or below them.
  drawLens(before, after, stop, share, lines, outer) {
    const { width, height, narrow, type } = this;
    const from = this.below + (narrow ? 14 : this.present ? 52 : 42);
    const textHigh = lines.length * (type + 7);
    const room = height - from - (narrow ? textHigh + 8 : 8);
    const side = Math.max(Math.min(room - 18, narrow ? (width - 90) / 2 : width * 0.17), 20);
    const lensX = narrow ? (width - 2 * side - 50) / 2 : 24;
    const y = from + 16;
    const parts = [
      this.flat(before, lensX, y, side, stop.rows, stop.columns, 'kernel', 1, outer),
      `<text class="arrow" x="${lensX + side + 25}" y="${y + side / 2}" font-size="22">→</text>`,
      this.flat(after, lensX + side + 50, y, side, stop.to || [stop.i, stop.i + 1], stop.across || [stop.j, stop.j + 1], 'made', share, stop.to && [stop.to, stop.across]),
    ];
    const textX = narrow ? 8 : lensX + 2 * side + 90;
    const textY = narrow ? y + side + 14 : from + Math.max((room - textHigh) / 2, 0) + type;
    lines.forEach((line, n) => {
      parts.push(`<text class="line${n ? '' : ' first'}" data-line="${n}" x="${textX}" y="${textY + n * (type + 7)}" ` +
        `font-size="${this.fitted(line, type, width - textX - 8)}">${escapeText(line)}</text>`);
    });
    if (!narrow && !this.present) parts.push(`<text class="scale-note" x="${width - 8}" y="${height - 8}" font-size="${this.present ? 20 : 12}">${escapeText(this.scene.labels.to_scale)}</text>`);
    this.lens.innerHTML = parts.join('');
  }

  fitted(line, size, room) {
    const wide = [...line].reduce((sum, c) => sum + (c > '⺀' ? 1 : 0.54), 0);
    return Math.min(size, Math.max(room / wide, 9));
  }

  flat(box, x, y, most, rows, columns, look, share, outer) {
    const label = this.present || most < 80 ? box.name : `${box.name} ${box.size}`;
    const name = `<text class="flat-name" x="${x + most / 2}" y="${y - 9}" font-size="${this.present ? 20 : 12}">${escapeText(label)}</text>`;
    if (box.fc) {
      const at = x + most / 2 - 6;
      return `${name}<g class="role-output"><rect class="flat" x="${at}" y="${y}" width="12" height="${most}"/>` +
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
      `<rect class="${look}" x="${left + columns[0] * cell}" y="${top + rows[0] * cell}" ` +
      `width="${Math.max((columns[1] - columns[0]) * cell, 2)}" height="${Math.max((rows[1] - rows[0]) * cell, 2)}"/>`
    );
  }

  // What one neuron sees, a volume further back at each step, until it is the picture.
  showReach(index) {
    const { from, spans, lines } = this.scene.reach;
    const span = (n) => ({ rows: spans[n].slice(0, 2), columns: spans[n].slice(2) });
    this.boxes.forEach((box, k) => {
      this.fillTo(k, k <= from ? 1 : 0);
      this.groups[k].classList.toggle('now', k === from - index);
      this.groups[k].classList.toggle('source', k === from);
    });
    const parts = [];
    for (let n = index; n >= 0; n -= 1) {
      const box = this.boxes[from - n];
      const { rows, columns } = span(n);
      box.tops.forEach((y, tower) => {
        parts.push(this.prism(box, y, rows, columns, n ? 'kernel' : 'made'));
        if (!n) return;
        const next = this.boxes[from - n + 1];
        const to = span(n - 1);
        const middle = { i: (to.rows[0] + to.rows[1] - 1) / 2, j: (to.columns[0] + to.columns[1] - 1) / 2 };
        const inside = (m, most) => Math.min(Math.max(m, 0), most - 1);
        const stop = { rows, columns, i: inside(middle.i, next.rows), j: inside(middle.j, next.columns) };
        next.tops.forEach((other, at) => {
          if (next.apart && tower !== at && box.tops.length === next.tops.length) return;
          parts.push(this.wires(box, y, stop, next, other, 0.5));
        });
      });
    }
    this.moving.innerHTML = parts.join('');
    if (!from) { this.lens.innerHTML = ''; return; }
    const here = Math.max(index, 1);
    const [before, after] = [span(here), span(here - 1)];
    const stop = { ...before, to: after.rows, across: after.columns };
    this.drawLens(this.boxes[from - here], this.boxes[from - here + 1], stop, 1, lines[index], [before.rows, before.columns]);
  }

  // The furthest rows and columns that the windows on this volume reach.
  edges(box) {
    const k = this.boxes.indexOf(box) + 1;
    const own = this.range(k).map((n) => this.stop(n));
    if (!own.length) return [[0, box.rows], [0, box.columns]];
    return ['rows', 'columns'].map((axis) => [Math.min(...own.map((s) => s[axis][0])), Math.max(...own.map((s) => s[axis][1]))]);
  }

  stride() { return this.scene.reach ? 1 : 12; }

  // A step back is worth a longer look than a stop of the window.
  get pace() { return this.scene && this.scene.reach ? 5 : 1; }

  sentence(index) {
    if (this.scene.reach) return this.scene.reach.lines[index].join('; ');
    if (!this.steps) return '';
    const { labels, volumes } = this.scene;
    const { k, i, j, rows, columns } = this.stop(index);
    return fill(volumes[k].kind === 'fc' ? labels.at_all : labels.at, {
      layer: volumes[k].name, before: k > 1 ? volumes[k - 1].name : labels.input_name, row: i + 1, column: j + 1,
      top: formatNumber(rows[0] + 1), bottom: formatNumber(rows[1]), left: formatNumber(columns[0] + 1), right: formatNumber(columns[1]),
    });
  }

  place(index) {
    if (this.scene.reach) return { layer: this.scene.volumes[this.scene.reach.from - index].name };
    if (!this.steps) return { layer: '' };
    return { layer: this.scene.volumes[this.stop(index).k].name };
  }

  hit(x, y) {
    const k = this.boxes.findIndex((box) => x >= box.x - 3 && x <= box.x + box.w + box.side + 3);
    return (k > 0 || (k === 0 && this.scene.reach)) && y <= this.below + 40 ? { panel: 'volume', k } : null;
  }

  tap(hit) {
    return this.scene.reach ? { set: { layer: hit.k } } : { go: this.range(hit.k)[0] };
  }

  table(caption) {
    const rows = this.scene.volumes.map((v) => `<tr><th scope="row">${escapeText(v.name)}</th><td>${v.size}</td><td>${escapeText(v.lines.join('; '))}</td></tr>`);
    return `<table><caption>${escapeText(caption)}</caption>${rows.join('')}</table>`;
  }
}
VIEWS.volumes = VolumesView;
