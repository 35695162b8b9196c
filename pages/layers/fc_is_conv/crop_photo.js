// A photograph with scores laid over it, each in the middle of the crop that it speaks of; the chosen crop is framed.
class PhotoView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.narrow = width < 640;
    this.starts = scene.arrays.starts.values; // the first pixel of each crop, along either side
    this.cells = scene.arrays.cells.values; // and of the cell that stands for it
    this.side = this.starts.length;
  }

  get scale() { return this.photo.w / this.scene.side; }

  title(x, y, role, words, detail = '') { return stillGrids.title(x, y, role, words, this.narrow ? '' : detail); }

  photoMarkup(words) {
    const { x, y, w } = this.photo;
    const { photo } = this.scene.grids;
    return (
      this.title(x, y - 14, 'input', words) +
      `<g class="panel" aria-hidden="true" data-panel="input"><image class="pixels" href="${paintPlane(photo, 0, 1, true)}" x="${x}" y="${y}" width="${w}" height="${w}"/>` +
      `<rect class="picture-edge" x="${x}" y="${y}" width="${w}" height="${w}"/></g>`
    );
  }

  position(index) { return [Math.floor(index / this.side), index % this.side]; }

  cropAt(i, j) {
    const { x, y } = this.photo;
    return { x: x + this.starts[j] * this.scale, y: y + this.starts[i] * this.scale, w: this.scene.crop * this.scale };
  }

  cellAt(i, j) {
    const { x, y } = this.photo;
    return { x: x + this.cells[j] * this.scale, y: y + this.cells[i] * this.scale, w: this.scene.step * this.scale };
  }

  // The crop's frame, the cell that is its score, and what joins the two.
  cropMarkup(i, j) {
    const [crop, cell] = [this.cropAt(i, j), this.cellAt(i, j)];
    const [l, t, r, b] = [crop.x, crop.y, crop.x + crop.w, crop.y + crop.w];
    const [cl, ct, cr, cb] = [cell.x, cell.y, cell.x + cell.w, cell.y + cell.w];
    return (
      `<path class="edges" d="M${l},${t}L${cl},${ct}M${r},${t}L${cr},${ct}M${l},${b}L${cl},${cb}M${r},${b}L${cr},${cb}"/>` +
      `<rect class="frame crop-frame" x="${l}" y="${t}" width="${crop.w}" height="${crop.w}" data-map="crop" data-i="${i}" data-j="${j}" data-v="${this.scene.crop}"/>` +
      `<rect class="frame" x="${cl}" y="${ct}" width="${cell.w}" height="${cell.w}"/>`
    );
  }

  // The score whose cell, or else whose crop's middle, lies nearest to a point of the photograph.
  nearest(px, py) {
    const { x, y } = this.photo;
    const near = (at) => {
      const far = [...this.cells].map((cell) => Math.abs(cell + this.scene.step / 2 - at));
      return far.indexOf(Math.min(...far));
    };
    return near((py - y) / this.scale) * this.side + near((px - x) / this.scale);
  }

  onPhoto(px, py) {
    const { x, y, w } = this.photo;
    return px >= x && px < x + w && py >= y && py < y + w;
  }

  // A square grid of numbers of this size, and the cell of it under a point.
  inGrid(box, px, py) {
    const [i, j] = [Math.floor((py - box.y) / box.cell), Math.floor((px - box.x) / box.cell)];
    return i >= 0 && j >= 0 && i < this.side && j < this.side ? i * this.side + j : null;
  }
}
