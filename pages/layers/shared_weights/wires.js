// The row of neurons again, each wire in the colour and with the name of its weight: shared, own, or to everything.
import { fontSize } from '../../frame/stage/legible.js';
import { formatNumber } from '../../frame/stage/number.js';
import { unpackTaps } from '../../frame/stage/packet.js';
import { circle, data, label, node, path, rect, setAttributes } from '../../frame/stage/svg.js';
import { tableMarkup } from '../../frame/stage/table.js';
import { middleOf, nearestWindow } from '../../frame/stage/windows.js';
import NeuronsView, { LABELLED } from '../../shared/neurons.js';
import { placeWays, roomForWays, wayAt, waysMarkup } from './ways.js';

const COLOURS = 5;

export default class WiresView extends NeuronsView {
  build(scene, choice, width, height) {
    this.wires = unpackTaps(scene.arrays.names); // of each neuron the weights on its wires
    this.patches = unpackTaps(scene.arrays.stops); // and the patch of a convolution that it stands over
    this.litWeight = undefined; // one that was tapped
    super.build(scene, choice, width, height);
    this.ways = placeWays(scene.ways, width, height);
    this.brought = this.svg.querySelector('.brought');
    node('g', {}, this.svg).innerHTML = waysMarkup(this.ways, scene.kind, scene.labels);
  }

  reserved(width) {
    return roomForWays(width);
  }

  get under() {
    return 0.4;
  }

  // A neuron stands over the patch of a convolution, also where it sees everything.
  middle(o) {
    return this.cellX(middleOf(this.patches[o]));
  }

  nearest(at) {
    return nearestWindow(this.patches, at);
  }

  planeOf() {
    return this.index || 0;
  }

  // Room in a weight's cell for its name.
  nameOf() {
    return '\u00a0';
  }

  weightName(id) {
    return this.scene.kind === 'shared' ? String.fromCharCode(97 + id) : String(id + 1);
  }

  // All wires, grouped by colour.
  faint() {
    const paths = Array.from({ length: COLOURS }, () => []);
    this.wires.forEach((ids, o) =>
      ids.forEach((id, a) => paths[id % COLOURS].push(this.wirePath(o, this.scene.columns[o][a]))),
    );
    return paths.map((each, n) => path(`weight-wires weight-${n}`, each.join(''))).join('') + path('brought', '');
  }

  // Under each input the names of the weights that touch it, as far as there is room.
  inputs() {
    const { cell, input: y } = this.places;
    const touching = {};
    this.wires.forEach((ids, o) => ids.forEach((id, a) => (touching[this.scene.columns[o][a]] ??= new Set()).add(id)));
    const chips = Object.entries(touching).map(([tap, ids]) => {
      const size = cell / Math.max(ids.size, 3);
      if (size < 11) return '';
      const left = this.cellX(Number(tap)) + (cell - ids.size * size) / 2;
      const sorted = [...ids].sort((a, b) => a - b);
      return sorted
        .map((id, n) => this.chip(id, left + n * size + 0.5, y + cell + 3, size - 1, { map: 'touched', j: tap, v: id }))
        .join('');
    });
    return super.inputs() + chips.join('');
  }

  // Each weight wears its colour and its name.
  sums(index, left) {
    const { cell, weights } = this.places;
    const size = Math.min(cell * 0.34, 24);
    const y = weights + cell - size - 2;
    const chips = this.wires[index].map((id, a) => this.chip(id, left + (a + 0.5) * cell - size / 2, y, size));
    return super.sums(index, left) + (size < 9 ? '' : chips.join(''));
  }

  chip(id, x, y, size, names = {}) {
    const name = this.weightName(id);
    const type = { 'font-size': fontSize(size * 1.5, name) };
    return (
      rect(`weight-chip weight-${id % COLOURS}`, x, y, size, size, { rx: 3, ...data(names) }) +
      label('weight-letter', x + size / 2, y + size / 2, name, type)
    );
  }

  wired(index) {
    const { cell, out, input } = this.places;
    const taps = this.scene.columns[index];
    const [topX, topY] = [this.middle(index), out + cell];
    const wires = taps.map((tap, a) => {
      const id = this.wires[index][a];
      const lit = path(`weight-lit weight-${id % COLOURS}`, this.wirePath(index, tap));
      if (cell < LABELLED || taps.length > 8) return lit;
      const x = topX + (this.cellX(tap + 0.5) - topX) * 0.6;
      const y = topY + (input - topY) * 0.6;
      const name = this.weightName(id);
      const dot = circle(`weight-dot weight-${id % COLOURS}`, x, y, 12);
      return lit + dot + label('weight-letter', x, y, name, { 'font-size': name.length > 2 ? 11 : 14 });
    });
    return wires.join('');
  }

  // What each way of wiring counts, beside the neurons.
  table(caption) {
    const { ways, labels } = this.scene;
    const counts = ways.map(({ name, counts }) => [name, ...counts.map(formatNumber)]);
    const heads = [labels.ways_parameters, labels.ways_macs];
    return super.table(caption) + tableMarkup(labels.ways_title, heads, counts);
  }

  // ---- a hand

  // A weight pointed at, or tapped: all its wires, and every input that it touches, in its colour.
  light(hit) {
    const id = hit && hit.panel === 'filter' ? this.weightAt(hit) : this.litWeight;
    const colour = `weight-${(id ?? 0) % COLOURS}`;
    const marks = [];
    const lines = [];
    this.wires.forEach((ids, o) =>
      ids.forEach((each, a) => {
        if (each !== id) return;
        const tap = this.scene.columns[o][a];
        marks.push(this.inputMark(tap));
        lines.push(this.wirePath(o, tap));
      }),
    );
    setAttributes(this.reach, { class: `reach weighted ${colour}`, d: marks.join('') });
    setAttributes(this.brought, { class: `brought ${colour}`, d: lines.join('') });
  }

  weightAt(hit) {
    return this.wires[this.planeOf()][hit.j];
  }

  editable() {
    return null;
  }

  hit(px, py) {
    const way = wayAt(this.ways, px, py);
    return way ? { panel: 'ways', way } : super.hit(px, py);
  }

  tap(hit) {
    if (hit.panel === 'ways') return { choose: ['share', hit.way] };
    if (hit.panel === 'filter') {
      const id = this.weightAt(hit);
      this.litWeight = this.litWeight === id ? undefined : id;
      this.light(null);
    }
    return hit.panel === 'output' ? { go: hit.j } : null;
  }
}
