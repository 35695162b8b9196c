// One map taken apart: the maps that it was made from, its filter, the window of one pixel with its products and its
// sum, the map before RELU and behind it, and what the ten scores are with this filter.
import { cellBeside } from '../../frame/stage/editor.js';
import { chip, title } from '../../frame/stage/furniture.js';
import { planeMarkup } from '../../frame/stage/grid.js';
import { cellUnder, isIn } from '../../frame/stage/layout.js';
import { equals, formatNumber, multiplied, shortened, signed } from '../../frame/stage/number.js';
import { paintPlane } from '../../frame/stage/paint.js';
import { data, group, label, node, pixels, rect, tag } from '../../frame/stage/svg.js';
import { outputTable } from '../../frame/stage/table.js';
import { WindowsView } from '../../frame/stage/windows.js';
import { fill } from '../../frame/stage/words.js';
import { paintMaps, tintPalette } from './maps_image.js';
import { placeOneMap } from './onemap_layout.js';
import { barStep, convolvedMarkup, pooledMarkup } from './onemap_sums.js';
import { tileAt, tilePlace } from './tiles.js';

const WRITTEN = 24; // px of a cell from which a number such as -12.34 can be read

export default class OneMapView extends WindowsView {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { map } = scene.grids;
    this.count = map.rows * map.columns;
    this.field = scene.columns[0].length;
    this.k = Math.min(choice.front || 0, scene.maps - 1);
    this.known = this.k === scene.front; // another map was chosen: its numbers are on their way
    this.d = Math.min(choice.slice || 0, scene.channels - 1);
    this.places = placeOneMap(this);
    const focused = this.svg.contains(document.activeElement) ? document.activeElement.dataset.chip : null;
    this.svg.innerHTML =
      this.givenMarkup() + this.headMarkup() + this.madeMarkup() + this.pickMarkup() + this.scoresMarkup();
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
    if (focused) this.svg.querySelector(`[data-chip="${focused}"]`)?.focus(); // the button pressed is drawn anew
  }

  get atOnce() {
    return true;
  }

  // A coarse sweep over a large map, every pixel of a small one.
  after(index) {
    const side = this.scene.columns.length;
    const step = Math.ceil(side / 8);
    if (step === 1) return index + 1;
    const [i, j] = this.position(index);
    if (j + step < side) return index + step;
    return i + step < this.scene.rows.length ? this.indexOf(i + step, 0) : this.count;
  }

  place(index) {
    return { ...super.place(index), k: this.k + 1, layer: this.scene.name };
  }

  // A number of the maps that came in; zero beyond their edges.
  given(d, i, j) {
    const { given } = this.scene.grids;
    return given.inside(i, j) ? given.value(d, i, j) : 0;
  }

  // ---- what stands still

  title(x, y, role, words, detail = '') {
    return title(x, y, role, words, { detail, dx: 6, size: this.places.type });
  }

  // Two buttons beside a title: the one before, the one after.
  chips(x, y, what, at, count) {
    if (count < 2) return '';
    const role = what === 'slice' ? 'input' : 'output';
    const one = (left, sign, to, name) => {
      const n = (to + count) % count;
      const names = { 'data-chip': `${what}-${name}`, 'data-choose': what, 'data-n': n };
      const words = fill(this.scene.labels[`choose_${what}`], { n: n + 1 });
      return chip(left, y - 10, 20, sign, words, { role, size: 0, ...names });
    };
    return one(x, '‹', at - 1, 'back') + one(x + 23, '›', at + 1, 'on');
  }

  givenMarkup() {
    const { scene, places } = this;
    const { given } = scene.grids;
    const { x, titleY, tile, gap } = places.given;
    const side = tile - gap;
    const tiles = Array.from({ length: scene.channels }, (_, d) => {
      const [left, top] = tilePlace(places.given, d);
      const source = paintPlane(given, d, scene.scaleGiven, false);
      const edge = rect(`map-edge${d === this.d ? ' on' : ''}`, left, top, side, side);
      return tag('g', { 'data-panel': 'given', 'data-d': d }, pixels(source, left, top, side) + edge);
    });
    const head = this.title(x, titleY, 'input', fill(scene.labels.from, { layer: scene.before }), scene.beforeSize);
    return tag('g', { 'aria-hidden': 'true' }, head + tiles.join(''));
  }

  headMarkup() {
    const { scene, places, d } = this;
    const { x, titleY, cell, lines, line } = places.sums;
    const { labels } = scene;
    const window = this.title(x[0], titleY, 'input', labels.window);
    if (!scene.grids.filter) return window;
    const chipsX = x[2] + this.field * cell - 43;
    const y = lines + line * 0.75;
    const which = fill(labels.channel_of, { n: d + 1, count: scene.channels });
    const type = { style: `font-size:${places.type * 0.86}px` };
    return (
      window +
      this.title(x[1], titleY, 'filter', labels.filter) +
      this.title(x[2], titleY, 'window', labels.product) +
      (scene.channels > 1 ? label('channel-said', chipsX - 8, y, which, type) : '') +
      this.chips(chipsX, y, 'slice', d, scene.channels)
    );
  }

  // The map, and where RELU follows the map behind it.
  madeMarkup() {
    const { scene, places } = this;
    const { labels } = scene;
    const before = scene.acts ? labels.before_relu : fill(labels.made, { layer: scene.name });
    const scaled = this.narrow && scene.acts ? 'after' : 'before'; // both have one scale of tints: said where is room
    const maps = Object.entries(places.made).map(([which, { x, y, side, titleY }]) => {
      const first = which === 'before';
      const scale = which === scaled ? `±${formatNumber(scene.scale)}` : '';
      return (
        this.title(x, titleY, 'output', first ? before : labels.after_relu, scale) +
        rect('sheet empty', x, y, side, side) +
        (this.known ? this.madeMap(which, scene.grids[first ? 'map' : 'after'], { x, y, side }) : '')
      );
    });
    return tag('g', { 'aria-hidden': 'true' }, maps.join(''));
  }

  madeMap(which, volume, { x, y, side }) {
    const { scale } = this.scene;
    const cell = side / volume.columns;
    const drawn =
      cell < WRITTEN
        ? pixels(paintPlane(volume, 0, scale, false), x, y, side)
        : planeMarkup(volume, 0, { x, y, cell, largest: scale, data: { map: which, k: this.k } });
    return group('panel', drawn, { 'data-panel': which });
  }

  // All maps of the layer, to pick one.
  pickMarkup() {
    const { scene, places, k } = this;
    const { labels } = scene;
    const box = places.pick;
    const words =
      scene.kind === 'fc'
        ? fill(labels.score_of, { name: scene.classes[k] })
        : fill(labels.map_of, { layer: scene.name, n: k + 1, count: scene.maps });
    const head =
      this.title(box.x, box.titleY, 'output', words) + this.chips(box.chipsX, box.titleY, 'front', k, scene.maps);
    if (!box.tile) return head;
    const source = paintMaps(scene.grids.maps, box.columns, tintPalette('output'));
    const down = Math.ceil(scene.maps / box.columns);
    const maps = pixels(source, box.x, box.y, box.tile * box.columns, box.tile * down);
    const frame = rect('flow-frame', ...tilePlace(box, k), box.tile, box.tile);
    return head + group('pick', maps, { 'data-panel': 'pick' }) + frame;
  }

  // The ten chances with the weights as they are now; dashed, as training left them.
  scoresMarkup() {
    const { scene, places } = this;
    const { x, y, w, h, titleY, columns } = places.scores;
    const { chances, plainChances, scores } = scene.arrays;
    const rows = Math.ceil(scene.classes.length / columns);
    const [wide, high] = [w / columns, h / rows];
    const size = Math.min(high * 0.78, places.type * 0.86);
    const type = { 'font-size': size };
    const named = size * 5.5;
    const free = wide - named - size * 4.4;
    const best = chances.values.indexOf(Math.max(...chances.values));
    const bars = scene.classes.map((name, k) => {
      const left = x + Math.floor(k / rows) * wide;
      const middle = y + (k % rows) * high + high / 2;
      const bar = (look, share, height) =>
        rect(look, left + named, middle - (high * height) / 2, Math.max(free * share, 1), high * height);
      const chance = `${formatNumber(100 * chances.values[k])}%`;
      return group(
        `score${k === best ? ' best' : ''}`,
        label('score-name', left, middle, name, type) +
          bar('', chances.values[k], 0.6) +
          (scene.edited ? bar('was', plainChances.values[k], 0.68) : '') +
          label('score-value', left + wide - (columns > 1 ? 14 : 4), middle, chance, type),
        data({ map: 'chance', k, v: chances.values[k], score: scores.values[k] }),
      );
    });
    const head = titleY === undefined ? '' : this.title(x, titleY, 'window', scene.labels.chances);
    return head + bars.join('');
  }

  // ---- what depends on the position

  show(index) {
    const [i, j] = this.position(index);
    const draw = this.scene.grids.filter ? convolvedMarkup : pooledMarkup;
    this.moving.innerHTML = this.windows(i, j) + this.marks(i, j) + (this.known ? draw(this, i, j) : '');
  }

  // The window on each of the maps that came in.
  windows(i, j) {
    const { given } = this.scene.grids;
    const { tile, gap } = this.places.given;
    const cell = (tile - gap) / given.columns;
    const ends = (cells, most) => [cells[0], cells[cells.length - 1] + 1].map((n) => Math.min(Math.max(n, 0), most));
    const [top, bottom] = ends(this.scene.rows[i], given.rows);
    const [left, right] = ends(this.scene.columns[j], given.columns);
    const frames = Array.from({ length: this.scene.channels }, (_, d) => {
      const [x, y] = tilePlace(this.places.given, d);
      const look = `frame${d === this.d ? '' : ' faint'}`;
      return rect(look, x + left * cell, y + top * cell, (right - left) * cell, (bottom - top) * cell);
    });
    return frames.join('');
  }

  marks(i, j) {
    const marks = Object.values(this.places.made).map(({ x, y, side }) => {
      const cell = side / this.scene.columns.length;
      const wide = Math.max(cell, 6);
      return rect('frame', x + (j + 0.5) * cell - wide / 2, y + (i + 0.5) * cell - wide / 2, wide, wide);
    });
    return marks.join('');
  }

  // ---- what is said

  // The sum written out: the first and last products over all channels.
  sentence(index) {
    if (!this.known) return '…';
    const { scene } = this;
    const { filter, map } = scene.grids;
    const [i, j] = this.position(index);
    const result = map.value(0, i, j);
    const cells = scene.rows[i].flatMap((r, a) => scene.columns[j].map((c, b) => ({ r, c, a, b })));
    if (!filter) {
      const values = cells.map(({ r, c }) => formatNumber(this.given(0, r, c)));
      return `max(${values.join(', ')}) ${equals(result)}`;
    }
    const terms = Array.from({ length: scene.channels }, (_, d) =>
      cells.map(({ r, c, a, b }) => multiplied(this.given(d, r, c), filter.value(d, a, b))),
    ).flat();
    const sum = shortened(terms, { most: 8, first: 5 }).join(' + ');
    return `${sum}${signed(scene.bias)} ≈ ${formatNumber(result)}`;
  }

  table(caption) {
    const { grids, acts } = this.scene;
    return this.known ? outputTable(grids[acts ? 'after' : 'map'], 0, fill(caption, { k: this.k + 1 })) : '';
  }

  // ---- a hand

  hit(x, y) {
    const { given, pick } = this.places;
    const d = tileAt(given, this.scene.channels, x, y);
    if (d !== null) {
      const cell = (given.tile - given.gap) / this.scene.grids.given.columns;
      return { panel: 'given', d, at: [(y - given.y) % given.tile, (x - given.x) % given.tile].map((at) => at / cell) };
    }
    const made = this.hitMade(x, y);
    if (made) return made;
    const k = pick.tile ? tileAt(pick, this.scene.maps, x, y) : null;
    if (k !== null) return { panel: 'pick', k };
    return this.scene.grids.filter ? this.hitSums(x, y) : null;
  }

  hitMade(x, y) {
    const found = Object.entries(this.places.made).find(([, { side, ...box }]) =>
      isIn({ ...box, w: side, h: side }, x, y),
    );
    if (!found) return null;
    const [which, box] = found;
    const [i, j] = cellUnder({ ...box, cell: box.side / this.scene.columns.length }, x, y);
    return { panel: 'made', which, i, j };
  }

  // A weight, or the bar of a channel's sum.
  hitSums(x, y) {
    const { sums } = this.places;
    const { channels } = this.scene;
    const side = this.field * sums.cell;
    const weights = { x: sums.x[1], y: sums.y, w: side, h: side, cell: sums.cell };
    if (isIn(weights, x, y)) {
      const [i, j] = cellUnder(weights, x, y);
      return { panel: 'filter', d: this.d, i, j };
    }
    const n = Math.floor((x - sums.x[0]) / barStep(sums, channels));
    const onBars = channels > 1 && y > sums.lines + sums.line && y < sums.bottom - 2 * sums.line;
    return onBars && n >= 0 && n < channels ? { panel: 'channel', d: n } : null;
  }

  preview(hit) {
    return hit.panel === 'made' ? this.indexOf(hit.i, hit.j) : null;
  }

  grabs(hit) {
    return hit.panel === 'given';
  }

  dragged(hit) {
    return hit.panel === 'given' ? this.nearest(hit.at) : null;
  }

  tap(hit) {
    if (hit.panel === 'made') return { go: this.indexOf(hit.i, hit.j) };
    if (hit.panel === 'pick') return { choose: ['front', hit.k] };
    if (hit.panel === 'filter') return { edit: hit };
    return { choose: ['slice', hit.d] };
  }

  // ---- a weight edited

  // With two decimals, which are what a link carries.
  weight({ d, i, j }) {
    return Number(this.scene.grids.filter.value(d, i, j).toFixed(2));
  }

  firstEdit() {
    return this.scene.grids.filter ? { panel: 'filter', d: this.d, i: 0, j: 0 } : null;
  }

  editable(hit) {
    if (hit.panel !== 'filter' || !this.known) return null;
    const { x, y, cell } = this.places.sums;
    return { place: { x: x[1] + hit.j * cell, y: y + hit.i * cell, cell }, value: this.weight(hit) };
  }

  edited(hit, value) {
    const { d, i, j } = hit;
    return { grid: 'filter', index: [this.scene.layer, this.k, d, i, j], same: value === this.weight(hit) };
  }

  editNext(hit, step) {
    return cellBeside(hit, step, this.field, this.field);
  }
}
