// A picture moved step by step: its map, the old map moved along with it, and where the two differ.
class ShiftedView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { picture, map } = scene.grids;
    this.count = picture.planes;
    const narrow = width < 640;
    const columns = narrow ? 2 : 4;
    const wide = (width - MARGIN * (columns + 1)) / columns;
    const high = narrow ? (height - 8) / 2 : height - 30;
    const sign = narrow ? 0 : 16;
    const boxes = ['picture', 'map', 'moved', 'difference'].map((id, n) => {
      const side = id === 'picture' ? picture.columns : map.columns;
      const cell = Math.min((wide - sign) / side, (high - 56) / side, 52);
      const x = MARGIN + (n % columns) * (wide + MARGIN) + (wide - sign - side * cell) / 2;
      const top = Math.floor(n / columns) * high;
      return [id, { x, left: MARGIN + (n % columns) * (wide + MARGIN), y: top + 34 + Math.max(0, (high - 56 - side * cell) / 2) * (narrow ? 0 : 1), top, cell, side, w: side * cell, end: x + side * cell }];
    });
    this.places = Object.fromEntries(boxes);
    this.narrow = narrow;
    this.svg.innerHTML = NeuronsView.hatch + boxes.map(([id, box]) => this.head(id, box)).join('');
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    const { x, y, w } = this.places.picture;
    node('rect', { class: 'grip', x, y, width: w, height: w, 'data-panel': 'input' }, this.svg);
  }

  head(id, { left, top, y, w, x, end }) {
    const role = { picture: 'input', map: 'output', moved: 'output', difference: 'window' }[id];
    const sign = { picture: '→', map: '−', moved: '=' }[id];
    return (
      `<text class="title role-${role}" x="${left}" y="${top + 16}">${escapeText(this.scene.labels[id])}</text>` +
      `<rect class="sheet" x="${x}" y="${y}" width="${w}" height="${w}"/>` +
      (sign && !this.narrow ? `<text class="shift-sign" x="${end + (this.places.map.left - this.places.picture.left - w) / 2}" y="${y + w / 2}">${sign}</text>` : '')
    );
  }

  show(index) {
    const { grids } = this.scene;
    const parts = ['picture', 'map', 'moved', 'difference'].map((id) => {
      const { x, y, cell } = this.places[id];
      const volume = grids[id];
      const scale = id === 'moved' || id === 'difference' ? grids.map.largest() : volume.largest();
      return planeMarkup(volume, index, { x, y, cell, largest: scale, data: { map: id } });
    });
    this.moving.innerHTML = parts.join('') + this.origin(index) + this.inside(index);
  }

  // How far the picture has come: an arrow from where its corner was.
  origin(index) {
    const { x, y, cell } = this.places.picture;
    const [down, right] = this.scene.steps[index];
    if (!down && !right) return '';
    const [fromX, fromY, toX, toY] = [x + 3, y + 3, x + right * cell + 3, y + down * cell + 3];
    return `<path class="came" d="M${fromX},${fromY}L${toX},${toY}"/><rect class="frame" x="${toX - 3}" y="${toY - 3}" width="${this.places.picture.w - right * cell}" height="${this.places.picture.w - down * cell}"/>`;
  }

  // The outline of the neurons that see the picture alone.
  inside(index) {
    const [top, left, bottom, right] = this.scene.inside[index];
    if (bottom <= top || right <= left) return '';
    const { x, y, cell } = this.places.difference;
    return `<rect class="inside" x="${x + left * cell}" y="${y + top * cell}" width="${(right - left) * cell}" height="${(bottom - top) * cell}"/>`;
  }

  sentence(index) { return this.scene.sentences[index]; }

  place(index) { return { row: 1, column: index + 1, k: 1 }; }

  // The picture is taken and moved: its corner goes where the pointer is, as far as it may.
  hit(px, py) {
    const { x, y, w, cell } = this.places.picture;
    if (px < x || py < y || px >= x + w || py >= y + w) return null;
    return { panel: 'picture', at: [Math.floor((py - y) / cell), Math.floor((px - x) / cell)] };
  }

  grabs(hit) { return true; }

  dragged({ at }) {
    const [down, right] = this.scene.steps[this.count - 1];
    const far = down && right ? Math.min(...at) : down ? at[0] : at[1];
    return Math.min(Math.max(far, 0), this.count - 1);
  }

  tap(hit) { return { go: this.dragged(hit) }; }

  table(caption) {
    const rows = this.scene.sentences.map((said, n) => `<tr><th scope="row">${n}</th><td>${escapeText(said)}</td></tr>`);
    return `<table><caption>${escapeText(caption)}</caption>${rows.join('')}</table>`;
  }
}
VIEWS.shifted = ShiftedView;
