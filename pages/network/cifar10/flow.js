// A whole network at work: the photograph, every map of every volume in order, the scores. Position n has all volumes
// up to layer n; the last turns the scores into chances. What lies under the pointer is shown large, with its wires.
import { isIn } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { paintPlane } from '../../frame/stage/paint.js';
import { group, label, path, pixels, rect } from '../../frame/stage/svg.js';
import { tableMarkup } from '../../frame/stage/table.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';
import { barsMarkup } from './flow_bars.js';
import { placeInARow, placeInBands, SIZE } from './flow_layout.js';
import { paintMaps, tintPalette } from './maps_image.js';
import { tileAt, tilePlace } from './tiles.js';

export default class FlowView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.last = scene.layers.length - 1;
    this.count = scene.layers.length + 1;
    this.type = this.projected ? 17 : width >= 1300 ? 15 : this.narrow ? 9 : 12;
    this.palette = tintPalette('output');
    this.blocks = this.narrow ? placeInBands(this) : placeInARow(this);
    const groups = ['wires', 'bars', 'lens'].map((name) => `<g class="flow-${name}"></g>`);
    this.svg.innerHTML = this.blocks.map((block, n) => this.blockMarkup(block, n)).join('') + groups.join('');
    this.groups = [...this.svg.querySelectorAll('.flow-block')];
    this.wires = this.svg.querySelector('.flow-wires');
    this.bars = this.svg.querySelector('.flow-bars');
    this.lens = this.svg.querySelector('.flow-lens');
  }

  get pace() {
    return 4;
  }

  // ---- what stands still

  blockMarkup(block, n) {
    const { narrow, type } = this;
    const { name, size, kind } = this.scene.layers[n];
    const words = label('flow-name', block.x, block.y - type * (narrow ? 1 : 2), name, { 'font-size': type });
    if (block.scores) return group('flow-block role-output', words, { 'data-layer': name });
    const detail = label('flow-size', block.x, block.y - type * 0.85, size, { 'font-size': type * SIZE });
    return group(
      `flow-block role-${n ? 'output' : 'input'}`,
      words + (narrow || kind === 'relu' ? '' : detail) + (n ? this.maps(block, n) : this.photograph(block)),
      { 'data-panel': 'flow', 'data-n': n, 'data-layer': name },
    );
  }

  maps({ x, y, w, h, columns }, n) {
    return pixels(paintMaps(this.scene.grids[`volume.${n}`], columns, this.palette), x, y, w, h);
  }

  // The photograph, and below it its three channels: red, green, blue.
  photograph({ x, y, w, h }) {
    const { photograph } = this.scene.grids;
    const whole = pixels(paintPlane(photograph, 0, 1, true), x, y, w, h);
    const gap = 6;
    const side = Math.min((this.height - y - h - 4 * gap - 8) / 3, w * 0.62);
    if (this.narrow || side < 16) return whole;
    const channels = [0, 1, 2].map((c) =>
      pixels(paintPlane(photograph, c, 1, false), x, y + h + gap + c * (side + gap), side),
    );
    return whole + channels.join('');
  }

  // ---- what depends on the position

  show(index) {
    this.index = index;
    this.groups.forEach((block, n) => {
      block.classList.toggle('to-come', n > index);
      block.classList.toggle('now', n === Math.min(index, this.last));
    });
    if (!this.looking) this.drawWires(Math.min(index, this.last), null);
    const scores = this.blocks[this.last];
    this.bars.innerHTML = index >= this.last ? barsMarkup(this, scores, index > this.last) : '';
  }

  // From which maps map k of a volume is made: of CONV and FC all, of RELU and POOL the one of the same number. Without
  // a k: the wires of the whole volume, or, where each map is made of all, of one.
  drawWires(n, k) {
    const block = this.blocks[n];
    if (!n || (this.narrow && block.scores)) {
      this.wires.innerHTML = '';
      return;
    }
    const { kind } = this.scene.layers[n];
    const all = kind === 'conv' || kind === 'fc';
    const numbers = (count) => Array.from({ length: count }, (_, m) => m);
    const targets = k === null && !all ? numbers(block.maps) : [k ?? 0];
    const lines = targets.flatMap((to) => {
      const sources = all ? numbers(this.blocks[n - 1].maps) : [to];
      return sources.map((from) => `M${this.middle(n - 1, from)}L${this.wireEnd(n, k, to)}`);
    });
    const frame = block.scores || (k === null && !all) ? '' : this.frame(n, k ?? 0);
    this.wires.innerHTML = path(`flow-wire${this.narrow ? ' thin' : ''}`, lines.join('')) + frame;
  }

  wireEnd(n, k, to) {
    const block = this.blocks[n];
    if (!block.scores) return this.middle(n, to);
    const { winner, classes } = this.scene;
    const score = k === null ? winner : to;
    return point(block.x - 4, block.y + ((score + 0.5) * block.h) / classes.length);
  }

  middle(n, k) {
    const [x, y] = tilePlace(this.blocks[n], k);
    const half = this.blocks[n].tile / 2;
    return point(x + half, y + half);
  }

  frame(n, k) {
    const { tile } = this.blocks[n];
    return rect('flow-frame', ...tilePlace(this.blocks[n], k), tile, tile);
  }

  // ---- what is said

  sentence(index) {
    const { layers, last } = this.scene;
    return index < layers.length ? layers[index].line : last;
  }

  place(index) {
    return { layer: this.scene.layers[Math.min(index, this.last)].name };
  }

  table() {
    const { layers, classes, arrays, labels } = this.scene;
    const { scores, chances } = arrays;
    return tableMarkup(labels.layers_and_scores, null, [
      ...layers.map(({ name, size, line }) => [name, size, line]),
      ...classes.map((name, k) => [name, formatNumber(scores.values[k]), `${formatNumber(100 * chances.values[k])}%`]),
    ]);
  }

  // ---- a hand

  // A map that has been made by now.
  hit(x, y) {
    const seen = this.blocks.slice(0, Math.min(this.index ?? 0, this.last - 1) + 1);
    for (const [n, block] of seen.entries()) {
      const k = isIn(block, x, y) ? (n ? tileAt(block, block.maps, x, y) : 0) : null;
      if (k !== null) return { panel: 'flow', n, k };
    }
    return null;
  }

  light(hit) {
    this.looking = Boolean(hit && hit.panel === 'flow');
    this.lens.innerHTML = this.looking ? this.lensMarkup(hit) : '';
    if (this.looking) this.drawWires(hit.n, hit.k);
    else if (this.index !== undefined) this.drawWires(Math.min(this.index, this.last), null);
  }

  lensMarkup({ n, k }) {
    const { layers, grids, labels } = this.scene;
    const { name, maps } = layers[n];
    const { tile } = this.blocks[n];
    const [x, y] = tilePlace(this.blocks[n], k);
    const side = Math.min(this.height * 0.5, this.width * 0.4, 190);
    const left = x + tile + side + 24 < this.width ? x + tile + 12 : x - side - 24;
    const top = Math.min(Math.max(y - side / 2, 6), this.height - side - 34);
    const volume = n ? grids[`volume.${n}`] : grids.photograph;
    const scale = n ? 127 / volume.divisors[k] : 1;
    const map = fill(labels.map_of, { layer: name, n: formatNumber(k + 1), count: formatNumber(maps) });
    const words = n ? `${map} · ±${formatNumber(scale)}` : name;
    return (
      rect('lens-paper', left - 6, top - 6, side + 12, side + 34, { rx: 8 }) +
      pixels(paintPlane(volume, k, scale, !n), left, top, side) +
      label('lens-said', left + side / 2, top + side + 13, words, { 'font-size': Math.min(13, side / 11) })
    );
  }

  // A map opens the part that takes it apart.
  tap({ n, k }) {
    const { layers } = this.scene;
    if (!n) return { go: 0 };
    const made = layers[n].kind === 'relu' ? n - 1 : n; // of RELU the layer whose scores it cut
    return { set: { part: 'map', layer: layers[made].layer, front: k, slice: 0 } };
  }
}

function point(x, y) {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
