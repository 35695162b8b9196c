// A picture moved by some pixels, its edges, and those pooled: as it was above, moved below, and how much has changed.
class ShiftPoolView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const names = ['input', 'map', 'pooled'];
    this.count = scene.grids.input.planes;
    const narrow = width < 640;
    const column = (width - 2 * MARGIN) / 3;
    const text = narrow ? 34 : 46;
    const side = Math.min(column - 16, (height - TITLE - text) / 2 - 12);
    this.places = names.map((name, n) => ({ name, x: MARGIN + n * column, side }));
    this.below = TITLE + side + 12;
    this.wordsY = this.below + side + text / 2;
    const image = (grid, plane, x, y) => `<image class="pixels" href="${paintPlane(grid, plane, grid.largest(), false)}" x="${x}" y="${y}" width="${side}" height="${side}" preserveAspectRatio="none"/><rect class="picture-edge" x="${x}" y="${y}" width="${side}" height="${side}"/>`;
    this.svg.innerHTML = this.places.map(({ name, x }) => {
      const grid = scene.grids[name];
      return `<text class="title role-${grid.role}" x="${x}" y="20">${escapeText(scene.labels[`shift_${name}`])}</text>${image(grid, 0, x, TITLE)}`;
    }).join('');
    this.moved = names.map((name, n) => {
      const grid = scene.grids[name];
      return Array.from({ length: this.count }, (_, plane) => image(grid, plane, this.places[n].x, this.below));
    });
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  show(index) {
    const { changed, labels } = this.scene;
    this.moving.innerHTML = this.places.map(({ name, x }, n) =>
      this.moved[n][index] + `<text class="shift-change" x="${x}" y="${this.wordsY}" data-map="changed-${name}" data-v="${changed[name][index]}">${escapeText(fill(labels.changed_by, { share: formatNumber(changed[name][index]) }))}</text>`,
    ).join('');
  }

  sentence(index) {
    const { changed, labels } = this.scene;
    return fill(labels.said_shift, { n: index, input: formatNumber(changed.input[index]), map: formatNumber(changed.map[index]), pooled: formatNumber(changed.pooled[index]) });
  }
}
VIEWS.shiftpool = ShiftPoolView;
