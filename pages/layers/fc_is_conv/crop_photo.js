// A photograph with scores laid over it, each in the middle of the crop that it speaks of; the chosen crop is framed.
import { title } from '../../frame/stage/furniture.js';
import { cellUnder, isIn } from '../../frame/stage/layout.js';
import { paintPlane } from '../../frame/stage/paint.js';
import { data, group, path, pixels, rect } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';

export class PhotoView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.starts = scene.arrays.starts.values; // the first pixel of each crop, along either side
    this.cells = scene.arrays.cells.values; // and of the cell that stands for it
    this.side = this.starts.length;
  }

  get scale() {
    return this.photo.w / this.scene.side;
  }

  photoMarkup(words) {
    const { x, y, w } = this.photo;
    const source = paintPlane(this.scene.grids.photo, 0, 1, true);
    const photograph = pixels(source, x, y, w) + rect('image-edge', x, y, w, w);
    const names = { 'aria-hidden': 'true', 'data-panel': 'input' };
    return title(x, y - 14, 'input', words) + group('panel', photograph, names);
  }

  position(index) {
    return [Math.floor(index / this.side), index % this.side];
  }

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
    const corners = ({ x, y, w }) => [`${x},${y}`, `${x + w},${y}`, `${x},${y + w}`, `${x + w},${y + w}`];
    const [crop, cell] = [this.cropAt(i, j), this.cellAt(i, j)];
    const edges = corners(crop).map((corner, n) => `M${corner}L${corners(cell)[n]}`);
    const names = data({ map: 'crop', i, j, v: this.scene.crop });
    return (
      path('edges', edges.join('')) +
      rect('frame crop-frame', crop.x, crop.y, crop.w, crop.w, names) +
      rect('frame', cell.x, cell.y, cell.w, cell.w)
    );
  }

  // The score whose cell, or else whose crop's middle, lies nearest to a point of the photograph.
  nearest(px, py) {
    const { x, y } = this.photo;
    const near = (at) => {
      const away = [...this.cells].map((cell) => Math.abs(cell + this.scene.step / 2 - at));
      return away.indexOf(Math.min(...away));
    };
    return near((py - y) / this.scale) * this.side + near((px - x) / this.scale);
  }

  onPhoto(px, py) {
    const { x, y, w } = this.photo;
    return isIn({ x, y, w, h: w }, px, py);
  }

  // A square grid of numbers of this size, and the cell of it under a point.
  inGrid(box, px, py) {
    const [i, j] = cellUnder(box, px, py);
    return i >= 0 && j >= 0 && i < this.side && j < this.side ? i * this.side + j : null;
  }
}
