// One map taken apart: the maps that it was made from, its filter, the window of one pixel with its products and its
// sum, the map before RELU and behind it, and what the ten scores are with this filter.
class OneMapView extends View {
  static legible = 24; // px of a cell from which a number such as -12.34 can be read

  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { map } = scene.grids;
    this.count = map.rows * map.columns;
    this.field = scene.columns[0].length;
    this.k = Math.min(choice.front || 0, scene.maps - 1);
    this.known = this.k === scene.front; // another map was chosen: its numbers are on their way
    this.d = Math.min(choice.slice || 0, scene.slices - 1);
    this.present = document.documentElement.hasAttribute('data-present');
    this.places = oneMapPlaces(width, height, this);
    const held = this.svg.contains(document.activeElement) ? document.activeElement.dataset.chip : null;
    this.svg.innerHTML = this.givenMarkup() + this.headMarkup() + this.madeMarkup() + this.pickMarkup() + this.scoresMarkup();
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    if (held) this.svg.querySelector(`[data-chip="${held}"]`)?.focus(); // the button pressed is drawn anew
  }

  get atOnce() { return true; }

  stride() { return this.scene.columns.length; }

  // A coarse sweep over a large map, every pixel of a small one.
  after(index) {
    const side = this.scene.columns.length;
    const step = Math.ceil(side / 8);
    if (step === 1) return index + 1;
    const [i, j] = this.position(index);
    if (j + step < side) return index + step;
    return i + step < this.scene.rows.length ? (i + step) * side : this.count;
  }

  position(index) { return [Math.floor(index / this.scene.columns.length), index % this.scene.columns.length]; }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: this.k + 1, layer: this.scene.name };
  }

  title(x, y, role, said, detail = '') {
    const more = detail ? `<tspan class="detail" dx="6">${escapeText(detail)}</tspan>` : '';
    return `<text class="title role-${role}" style="font-size:${this.places.type}px" x="${x}" y="${y}">${escapeText(said)}${more}</text>`;
  }

  // Two buttons beside a title: the one before, the one after.
  chips(x, y, what, at, count) {
    if (count < 2) return '';
    const { labels } = this.scene;
    const one = (to, sign, left, name) =>
      `<g class="chip" role="button" tabindex="0" data-chip="${what}-${name}" data-choose="${what}" data-n="${(to + count) % count}" ` +
      `aria-label="${escapeText(fill(labels[`choose_${what}`], { n: ((to + count) % count) + 1 }))}">` +
      `<rect class="chip-box role-${what === 'slice' ? 'input' : 'output'}" x="${left}" y="${y - 10}" width="20" height="20" rx="4"/><text x="${left + 10}" y="${y}">${sign}</text></g>`;
    return one(at - 1, '‹', x, 'back') + one(at + 1, '›', x + 23, 'on');
  }

  // ---- what stands still

  givenMarkup() {
    const { scene, places } = this;
    const { given } = scene.grids;
    const { x, y, tile, columns, gap } = places.given;
    const parts = [this.title(x, places.given.titleY, 'input', fill(scene.labels.from, { layer: scene.before }), scene.beforeSize)];
    for (let d = 0; d < scene.slices; d += 1) {
      const left = x + (d % columns) * tile;
      const top = y + Math.floor(d / columns) * tile;
      const side = tile - gap;
      parts.push(
        `<g data-panel="given" data-d="${d}"><image class="pixels" href="${paintPlane(given, d, scene.scaleGiven, false)}" x="${left}" y="${top}" width="${side}" height="${side}" preserveAspectRatio="none"/>` +
        `<rect class="tile${d === this.d ? ' on' : ''}" x="${left}" y="${top}" width="${side}" height="${side}"/></g>`,
      );
    }
    return `<g aria-hidden="true">${parts.join('')}</g>`;
  }

  headMarkup() {
    const { scene, places, d } = this;
    const { x, titleY, cell } = places.sums;
    const { labels } = scene;
    if (!scene.grids.filter) return this.title(x[0], titleY, 'input', labels.window);
    const of = scene.slices > 1 ? fill(labels.slice_of, { n: d + 1, count: scene.slices }) : '';
    const { lines, line } = places.sums;
    const chipsX = x[2] + this.field * cell - 43;
    return (
      this.title(x[0], titleY, 'input', labels.window) + this.title(x[1], titleY, 'filter', labels.filter) +
      this.title(x[2], titleY, 'window', labels.product) +
      (of ? `<text class="slice-said" x="${chipsX - 8}" y="${lines + line * 0.75}" style="font-size:${places.type * 0.86}px">${escapeText(of)}</text>` : '') +
      this.chips(chipsX, lines + line * 0.75, 'slice', d, scene.slices)
    );
  }

  madeMarkup() {
    const { scene, places } = this;
    const parts = [];
    const names = { before: scene.acts ? scene.labels.before_relu : fill(scene.labels.made, { layer: scene.name }), after: scene.labels.after_relu };
    Object.entries(places.made).forEach(([which, box]) => {
      const volume = scene.grids[which === 'after' ? 'after' : 'map'];
      parts.push(this.title(box.x, box.titleY, 'output', names[which], which === 'before' && !places.narrow ? `±${formatNumber(scene.scale)}` : ''));
      parts.push(`<rect class="sheet empty" x="${box.x}" y="${box.y}" width="${box.side}" height="${box.side}"/>`);
      const cell = box.side / volume.columns;
      if (!this.known) return;
      const drawn = cell < OneMapView.legible
        ? `<image class="pixels" href="${paintPlane(volume, 0, scene.scale, false)}" x="${box.x}" y="${box.y}" width="${box.side}" height="${box.side}" preserveAspectRatio="none"/>`
        : planeMarkup(volume, 0, { x: box.x, y: box.y, cell, largest: scene.scale, data: { map: which, k: this.k } });
      parts.push(`<g data-panel="${which}" class="panel">${drawn}</g>`);
    });
    return `<g aria-hidden="true">${parts.join('')}</g>`;
  }

  // All maps of the layer, to pick one.
  pickMarkup() {
    const { scene, places } = this;
    const box = places.pick;
    const said = scene.kind === 'fc' ? fill(scene.labels.score_of, { name: scene.classes[this.k] }) : fill(scene.labels.map_of, { layer: scene.name, n: this.k + 1, count: scene.maps });
    const head = this.title(box.x, box.titleY, 'output', said) + this.chips(box.chipsX, box.titleY, 'front', this.k, scene.maps);
    if (!box.tile) return head;
    const x = box.x + (this.k % box.columns) * box.tile;
    const y = box.y + Math.floor(this.k / box.columns) * box.tile;
    const down = Math.ceil(scene.maps / box.columns);
    return (
      `${head}<g data-panel="pick" class="pick"><image class="pixels" href="${paintMaps(scene.grids.maps, box.columns, tintPalette('output'))}" x="${box.x}" y="${box.y}" width="${box.tile * box.columns}" height="${box.tile * down}" preserveAspectRatio="none"/></g>` +
      `<rect class="flow-frame" x="${x}" y="${y}" width="${box.tile}" height="${box.tile}"/>`
    );
  }

  // The ten chances with the weights as they are now; dashed, as training left them.
  scoresMarkup() {
    const { scene, places } = this;
    const { x, y, w, h, titleY, columns } = places.scores;
    const { chances, plainChances, scores } = scene.arrays;
    const rows = Math.ceil(scene.classes.length / columns);
    const [wide, high] = [w / columns, h / rows];
    const size = Math.min(high * 0.7, places.type * 0.86);
    const named = size * 5.5;
    const free = wide - named - size * 4.4;
    const best = chances.values.indexOf(Math.max(...chances.values));
    return this.title(x, titleY, 'window', scene.labels.chances) + scene.classes.map((name, k) => {
      const left = x + Math.floor(k / rows) * wide;
      const middle = y + (k % rows) * high + high / 2;
      const was = scene.edited ? `<rect class="was" x="${left + named}" y="${middle - high * 0.34}" width="${Math.max(free * plainChances.values[k], 1)}" height="${high * 0.68}"/>` : '';
      return (
        `<g class="score${k === best ? ' best' : ''}" data-map="chance" data-k="${k}" data-v="${chances.values[k]}" data-score="${scores.values[k]}"><text class="score-name" x="${left}" y="${middle}" font-size="${size}">${escapeText(name)}</text>` +
        `<rect x="${left + named}" y="${middle - high * 0.3}" width="${Math.max(free * chances.values[k], 1)}" height="${high * 0.6}"/>${was}` +
        `<text class="score-value" x="${left + wide - (columns > 1 ? 14 : 4)}" y="${middle}" font-size="${size}">${formatNumber(100 * chances.values[k])}%</text></g>`
      );
    }).join('');
  }

  table(caption) {
    return this.known ? outputTable(this.scene.grids[this.scene.acts ? 'after' : 'map'], 0, fill(caption, { k: this.k + 1 })) : '';
  }
}
