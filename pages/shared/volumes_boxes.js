// The volumes as boxes: where each stands, its faces, its name and size, how far it is filled.
const SLANT = { x: 0.42, y: 0.28 }; // how far a column of a box lies to the right and up

Object.assign(VolumesView.prototype, {
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
  },

  // The picture itself, on the far face of the input.
  photograph(picture) {
    const [input] = this.boxes;
    if (!picture || input.row || ![1, 3].includes(picture.planes) || input.rows < 4) return;
    input.photo = paintPlane(picture, 0, 1, true);
  },

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
    const names = this.titles.get(k), size = this.sizes.get(k);
    return (
      `<g class="volume role-${role}" data-panel="volume" data-k="${k}" data-volume="${escapeText(box.name)}" data-size="${box.size}">` +
      `<g class="pale">${all}</g><g class="full" clip-path="url(#filled-${k})">${all}</g>${names}${size || ''}</g>`
    );
  },

  // The names above the boxes and the sizes below them: a label that would run into its neighbour stands a line
  // further off (a row of numbers has room under its name); where two lines are not enough, only those of the layers
  // looked at are seen.
  label() {
    const { narrow, present } = this;
    const type = present ? 20 : narrow ? 10 : 13;
    const lower = this.below + (present ? 14 : 10);
    const written = (look, of, from, step) => {
      const levels = this.levels(of, look === 'size' ? type - 1 : type);
      const crowded = levels.includes(2);
      return new Map(this.boxes.map((box, k) => [k,
        `<text class="${look}${crowded ? ' crowded' : ''}" x="${box.x + (box.w + box.side) / 2}" y="${from + (crowded ? k % 2 : levels[k]) * (look === 'name' && !box.fc && !narrow ? -step : step)}" ` +
        `font-size="${type - (look === 'size' ? 1 : 0)}">${escapeText(of(box))}</text>`]));
    };
    this.titles = written('name', (box) => box.name, present ? 46 : narrow ? 9 : 28, narrow ? 10 : present ? 22 : 15);
    this.sizes = narrow ? new Map() : written('size', (box) => box.size, lower, type + 3);
  },

  // Of each label the line, 0 or 1, on which it has room; 2 where it has none.
  levels(of, type) {
    const ends = [-Infinity, -Infinity];
    return this.boxes.map((box) => {
      const [middle, half] = [box.x + (box.w + box.side) / 2, (of(box).length * type * 0.58) / 2 + 3];
      const level = ends.findIndex((end) => middle - half >= end);
      if (level < 0) return 2;
      ends[level] = middle + half;
      return level;
    });
  },

  fillTo(k, part) {
    const box = this.boxes[k];
    const from = Math.min(...box.tops) - box.rise;
    const to = Math.max(...box.tops) + box.h;
    this.fills[k].setAttribute('y', from - 1);
    this.fills[k].setAttribute('height', part * (to - from + 2));
  },
});
