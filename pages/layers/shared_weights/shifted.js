// An input moved step by step: its map, the old map moved along with it, and where the two differ.
import { HATCH, title } from '../../frame/stage/furniture.js';
import { planeMarkup } from '../../frame/stage/grid.js';
import { cellUnder, isIn, MARGIN } from '../../frame/stage/layout.js';
import { label, node, path, rect } from '../../frame/stage/svg.js';
import { tableMarkup } from '../../frame/stage/table.js';
import { View } from '../../frame/stage/view.js';

const GRIDS = { image: 'input', map: 'output', moved: 'output', difference: 'window' }; // and their roles
const SIGNS = { image: '→', map: '−', moved: '=' }; // behind each

export default class ShiftedView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.grids.image.planes;
    this.places = this.layOut();
    const { x, y, w } = this.places.image;
    this.svg.innerHTML =
      HATCH +
      Object.keys(GRIDS)
        .map((id) => this.head(id))
        .join('');
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    node('rect', { class: 'grip', x, y, width: w, height: w, 'data-panel': 'input' }, this.svg);
  }

  layOut() {
    const { width, height, narrow } = this;
    const { image, map } = this.scene.grids;
    const columns = narrow ? 2 : 4;
    const wide = (width - MARGIN * (columns + 1)) / columns;
    const high = narrow ? (height - 8) / 2 : height - 30;
    const sign = narrow ? 0 : 16;
    const boxes = Object.keys(GRIDS).map((id, n) => {
      const side = id === 'image' ? image.columns : map.columns;
      const cell = Math.min((wide - sign) / side, (high - 56) / side, 52);
      const w = side * cell;
      const left = MARGIN + (n % columns) * (wide + MARGIN);
      const top = Math.floor(n / columns) * high;
      const lower = narrow ? 0 : Math.max(0, (high - 56 - w) / 2);
      return [id, { x: left + (wide - sign - w) / 2, y: top + 34 + lower, left, top, cell, w, h: w }];
    });
    return Object.fromEntries(boxes);
  }

  head(id) {
    const { image, map } = this.places;
    const { x, y, left, top, w } = this.places[id];
    const signX = x + w + (map.left - image.left - w) / 2;
    const sign = id in SIGNS && !this.narrow ? label('shift-sign', signX, y + w / 2, SIGNS[id]) : '';
    return title(left, top + 16, GRIDS[id], this.scene.labels[id]) + rect('sheet', x, y, w, w) + sign;
  }

  show(index) {
    const { grids } = this.scene;
    const planes = Object.keys(GRIDS).map((id) => {
      const scale = id === 'moved' || id === 'difference' ? grids.map : grids[id];
      return planeMarkup(grids[id], index, { ...this.places[id], largest: scale.largest(), data: { map: id } });
    });
    this.moving.innerHTML = planes.join('') + this.cameFrom(index) + this.inside(index);
  }

  // How far the input has come: an arrow from where its corner was.
  cameFrom(index) {
    const { x, y, w, cell } = this.places.image;
    const [down, right] = this.scene.steps[index].map((cells) => cells * cell);
    if (!down && !right) return '';
    const arrow = `M${x + 3},${y + 3}L${x + right + 3},${y + down + 3}`;
    return path('came', arrow) + rect('frame', x + right, y + down, w - right, w - down);
  }

  // The outline of the neurons that see the input alone.
  inside(index) {
    const [top, left, bottom, right] = this.scene.inside[index];
    if (bottom <= top || right <= left) return '';
    const { x, y, cell } = this.places.difference;
    return rect('inside', x + left * cell, y + top * cell, (right - left) * cell, (bottom - top) * cell);
  }

  sentence(index) {
    return this.scene.sentences[index];
  }

  place(index) {
    return { row: 1, column: index + 1, k: 1 };
  }

  table() {
    return tableMarkup(this.scene.labels.image, null, Object.entries(this.scene.sentences));
  }

  // The input is grabbed and moved: its corner goes where the pointer is, as far as it may.
  hit(px, py) {
    const { image } = this.places;
    return isIn(image, px, py) ? { panel: 'image', at: cellUnder(image, px, py) } : null;
  }

  grabs(hit) {
    return true;
  }

  dragged({ at }) {
    const [down, right] = this.scene.steps[this.count - 1];
    const far = down && right ? Math.min(...at) : down ? at[0] : at[1];
    return Math.min(Math.max(far, 0), this.count - 1);
  }

  tap(hit) {
    return { go: this.dragged(hit) };
  }
}
