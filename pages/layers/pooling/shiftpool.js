// A picture moved by some pixels, its edges, and those pooled: as they are now, what has changed since the picture
// stood still, and how much that is at each step.
class ShiftPoolView extends View {
  static stages = ['input', 'map', 'pooled'];

  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.grids.input.planes;
    this.narrow = width < 640;
    const column = (width - 2 * MARGIN) / 3;
    const bars = this.count * Math.max(17, Math.min(height / 20, 30)); // at least; where the pictures leave more, they take it
    // Beside each other where the place is wide, under each other where it is not.
    const flat = Math.min((column - 34) / 2, height - TITLE - 24 - bars);
    const stacked = Math.min(column - 22, (height - TITLE - 40 - bars) / 2);
    this.beside = flat >= stacked;
    const side = Math.max(flat, stacked);
    this.side = side;
    this.places = ShiftPoolView.stages.map((name, n) => {
      const x = MARGIN + n * column;
      const second = this.beside ? [x + side + 8, TITLE + 16] : [x, TITLE + side + 22];
      return { name, x, wide: column - 26, first: [x, TITLE + (this.beside ? 16 : 0)], second };
    });
    this.barsY = this.places[0].second[1] + side + 8;
    this.line = Math.min((height - this.barsY - 4) / this.count, 34); // of a bar
    this.top = Math.max(100, ...Object.values(scene.changed).flat());
    this.svg.innerHTML = this.places.map((place) => this.still(place)).join('');
    this.images = []; // of each step, painted when it is first shown
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  still({ name, x, second: [left, top] }) {
    const { grids, labels } = this.scene;
    const said = this.narrow ? '' : `<text class="shift-name" x="${left}" y="${top - 9}">${escapeText(labels.where_changed)}</text>`;
    return `<text class="title role-${grids[name].role}" x="${x}" y="18">${escapeText(labels[`shift_${name}`])}</text>${said}`;
  }

  image(name, plane, [x, y]) {
    const grid = this.scene.grids[name];
    const scale = this.scene.scales[name.replace('_change', '')];
    const source = paintPlane(grid, plane, scale, name === 'input' && scale <= 1);
    const place = `x="${x}" y="${y}" width="${this.side}" height="${this.side}"`;
    return `<image class="pixels" href="${source}" ${place} preserveAspectRatio="none"/><rect class="picture-edge" ${place}/>`;
  }

  // A bar for each step, all on one scale: the one of now is filled.
  bars({ name, x, wide }, index) {
    const { changed, labels } = this.scene;
    const from = x + (this.narrow ? 13 : 18);
    const longest = wide - (this.narrow ? 50 : 84);
    return changed[name].map((share, n) => {
      const y = this.barsY + n * this.line;
      const said = fill(labels.changed_by, { share: formatNumber(share) });
      return (
        `<g class="shift-bar ${n === index ? 'now' : ''} role-${this.scene.grids[name].role}"><text class="shift-step" x="${x + 5}" y="${y + this.line / 2}">${n}</text>` +
        `<rect x="${from}" y="${y + 2}" width="${Math.max((longest * share) / this.top, 1)}" height="${this.line - 4}" data-map="changed-${name}" data-n="${n}" data-v="${share}"/>` +
        `<text class="shift-change" x="${from + (longest * share) / this.top + 6}" y="${y + this.line / 2}">${escapeText(said)}</text></g>`
      );
    }).join('');
  }

  show(index) {
    this.images[index] ??= this.places.map(({ name, first, second }) => this.image(name, index, first) + this.image(`${name}_change`, index, second)).join('');
    this.moving.innerHTML = this.images[index] + this.places.map((place) => this.bars(place, index)).join('');
  }

  sentence(index) {
    const { changed, labels } = this.scene;
    return fill(labels.said_shift, { n: index, input: formatNumber(changed.input[index]), map: formatNumber(changed.map[index]), pooled: formatNumber(changed.pooled[index]) });
  }

  place(index) { return { row: 1, column: index + 1, k: 1 }; }

  hit(px, py) {
    const n = Math.floor((py - this.barsY) / this.line);
    return n >= 0 && n < this.count ? { panel: 'bars', n } : null;
  }

  preview({ n }) { return n; }

  tap({ n }) { return { go: n }; }
}
VIEWS.shiftpool = ShiftPoolView;
