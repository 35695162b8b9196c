// Why one pass saves: the crop on the photograph, its window on the last map, and how often each cell was computed.
import { title } from '../../frame/stage/furniture.js';
import { cellsMarkup } from '../../frame/stage/grid.js';
import { cellUnder, MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { data, group, label, node, rect } from '../../frame/stage/svg.js';
import { outputTable } from '../../frame/stage/table.js';
import { fill } from '../../frame/stage/words.js';
import { PhotoView } from './crop_photo.js';

export default class OverlapView extends PhotoView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { times } = scene.grids;
    const { narrow, projected } = this;
    this.count = this.side * this.side;
    this.most = times.largest();
    const tall = height - TITLE - 8;
    const photo = narrow ? Math.min(width * 0.46, height * 0.36) : Math.min(tall, width * 0.32);
    this.photo = { x: MARGIN, y: TITLE, w: photo };
    const map = narrow ? Math.min(width - 2 * MARGIN, tall - photo - TITLE) : Math.min(tall, width * 0.4);
    this.map = {
      x: narrow ? MARGIN : 2 * MARGIN + photo + 14,
      y: narrow ? 2 * TITLE + photo : TITLE,
      w: map,
      cell: map / times.columns,
    };
    const x = narrow ? 2 * MARGIN + photo : this.map.x + map + MARGIN + 14;
    this.bars = { x, y: TITLE, w: width - x - MARGIN, row: projected ? 84 : narrow ? 58 : 66 };
    this.svg.innerHTML =
      this.photoMarkup(scene.labels.crop_now) +
      title(this.map.x, this.map.y - 14, 'window', scene.labels.times) +
      title(x, TITLE - 14, 'output', scene.labels.cells_so_far);
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
  }

  // ---- what depends on the position

  show(index) {
    const [i, j] = this.position(index);
    const { x, y, cell } = this.map;
    const wide = cell * this.scene.window;
    const seen = rect('frame', x + j * cell, y + i * cell, wide, wide, data({ map: 'window', i, j }));
    this.moving.innerHTML = this.cropMarkup(i, j) + this.timesMarkup(index) + seen + this.barsMarkup(index);
  }

  // A cell that no crop has computed as yet is empty.
  timesMarkup(index) {
    const { times } = this.scene.grids;
    const cells = cellsMarkup(this.map, times.rows, times.columns, (i, j) => {
      const value = times.value(index, i, j);
      const shown = value ? formatNumber(value) : '';
      return { value, largest: this.most, role: 'window', data: { map: 'times' }, shown };
    });
    return group('panel', cells, { 'data-panel': 'times' });
  }

  // The pass has a bar of all its cells, each once; that of the crops grows.
  barsMarkup(index) {
    const { labels, grids, window } = this.scene;
    const { x, y, w, row } = this.bars;
    const most = this.count * window * window;
    const lines = [
      [labels.one_pass, 'pass', grids.times.rows * grids.times.columns],
      [labels.all_crops, 'crop', (index + 1) * window * window],
    ].map(([name, look, cells], n) => {
      const top = y + n * row;
      const said = fill(labels.cells, { n: formatNumber(cells) });
      const names = data({ map: 'cells', n, v: cells });
      return (
        label('clock-name', x, top + row * 0.2, `${name} · ${said}`) +
        rect(`clock-bar ${look}`, x, top + row * 0.42, (w * cells) / most, row * 0.34, names)
      );
    });
    const times = ((index + 1) * window * window) / (grids.times.rows * grids.times.columns);
    const said = fill(labels.times_as_many, { n: formatNumber(Math.round(100 * times) / 100) });
    return lines.join('') + label('clock-name', x, y + 2.1 * row, said, data({ map: 'ratio', v: times }));
  }

  // ---- what is said, and a hand

  // The cells of a crop that none before it has computed.
  fresh(index) {
    const [top, left] = this.position(index);
    const { times } = this.scene.grids;
    let found = 0;
    for (let i = top; i < top + this.scene.window; i += 1)
      for (let j = left; j < left + this.scene.window; j += 1) found += times.value(index, i, j) === 1;
    return found;
  }

  sentence(index) {
    const all = this.scene.window * this.scene.window;
    const fresh = this.fresh(index);
    return fill(this.scene.labels.said_overlap, { n: index + 1, all, again: all - fresh, fresh });
  }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1 };
  }

  stride() {
    return this.side;
  }

  table() {
    return outputTable(this.scene.grids.times, this.count - 1, this.scene.labels.times);
  }

  hit(px, py) {
    if (this.onPhoto(px, py)) return { panel: 'input', n: this.nearest(px, py) };
    const n = this.windowUnder(px, py);
    return n === null ? null : { panel: 'times', n };
  }

  // The crop whose window lies with its middle nearest to a point of the map.
  windowUnder(px, py) {
    const { times } = this.scene.grids;
    const under = cellUnder(this.map, px, py);
    if (under.some((at) => at < 0 || at >= times.rows)) return null;
    const half = Math.floor(this.scene.window / 2);
    const [i, j] = under.map((at) => Math.min(Math.max(at - half, 0), this.side - 1));
    return i * this.side + j;
  }

  grabs() {
    return true;
  }

  dragged(hit) {
    return hit.n;
  }

  tap(hit) {
    return { go: hit.n };
  }
}
