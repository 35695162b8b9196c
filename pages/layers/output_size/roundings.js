// One row of inputs, three answers to a size that is not whole: rounded down, rounded up, refused.
import { HATCH } from '../../frame/stage/furniture.js';
import { cellMarkup, paddingCell } from '../../frame/stage/grid.js';
import { MARGIN } from '../../frame/stage/layout.js';
import { LEGIBLE } from '../../frame/stage/legible.js';
import { formatNumber } from '../../frame/stage/number.js';
import { reveal } from '../../frame/stage/reveal.js';
import { data, escapeText, group, label, node, path, rect, tag } from '../../frame/stage/svg.js';
import { tableMarkup } from '../../frame/stage/table.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';
import { neuron } from '../../shared/neuron.js';
import { crossed } from './crossed.js';

export default class RoundingsView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { narrow } = this;
    this.cells = scene.grids.input.columns + 2 * scene.padding;
    this.strips = ['floor', 'ceil', 'exact'].map((id) => ({ id, size: scene.sizes[id] }));
    this.count = scene.sizes.ceil;
    const all = this.cells + scene.overhang;
    const left = narrow ? MARGIN : 240;
    const cell = Math.min((width - left - MARGIN) / all, narrow ? 40 : height / 8.4);
    const x = left + (narrow ? (width - 2 * MARGIN - all * cell) / 2 : 0);
    this.places = { x, cell, high: height / 3, head: narrow ? 24 : 0 };
    this.svg.innerHTML = HATCH + this.strips.map((strip, n) => this.strip(strip, n)).join('');
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
  }

  rowY(n) {
    const { high, cell, head } = this.places;
    return n * high + high - cell * 1.05 - (head ? 6 : 12);
  }

  outY(n) {
    const { high, head, cell } = this.places;
    return n * high + head + Math.max((high - head - cell * 2.9) * 0.4, 3);
  }

  middle(o) {
    return this.places.x + (o * this.scene.stride + this.scene.field / 2) * this.places.cell;
  }

  strip(strip, n) {
    const { high } = this.places;
    const line = n ? path('lines', `M0,${n * high}H${this.width}`) : '';
    return group(
      'panel',
      line + this.words(strip, n * high) + this.inputs(strip.id, n) + this.rest(strip.id, n) + this.outputs(strip, n),
      { 'aria-hidden': 'true', 'data-panel': strip.id, 'data-symbols': 'W' },
    );
  }

  words({ id, size }, y) {
    const { labels } = this.scene;
    const { high } = this.places;
    const name = labels[`rounding_${id}`];
    const answer = size === null ? labels.refused : fill(labels.outputs, { n: formatNumber(size) });
    if (this.narrow) {
      const detail = tag('tspan', { class: 'detail', dx: 8 }, escapeText(answer));
      return tag('text', { class: 'title', x: MARGIN, y: y + 14 }, escapeText(name) + detail);
    }
    const role = size === null ? 'window' : 'output';
    return (
      label('title', MARGIN, y + high * 0.34, name) + label(`result role-${role}`, MARGIN, y + high * 0.62, answer)
    );
  }

  inputs(id, n) {
    const { scene } = this;
    const { input } = scene.grids;
    const { x, cell } = this.places;
    const y = this.rowY(n);
    const look = { y, cell, largest: input.largest(), role: 'input' };
    const cells = Array.from({ length: this.cells }, (_, at) => {
      const j = at - scene.padding;
      const left = x + at * cell;
      if (!input.inside(0, j)) return paddingCell(left, y, cell);
      const names = { map: n ? `input-${id}` : 'input', i: 0, j };
      return cellMarkup({ ...look, x: left, value: input.value(0, 0, j), data: names });
    });
    return cells.join('');
  }

  // What a window rounded up reaches beyond the end; what a rounding down leaves over.
  rest(id, n) {
    const { overhang, dropped } = this.scene;
    const { x, cell } = this.places;
    const y = this.rowY(n);
    const end = x + this.cells * cell;
    if (id === 'ceil') {
      const beyond = (_, at) => rect('beyond', end + at * cell, y, cell, cell, { 'data-map': 'beyond' });
      return Array.from({ length: overhang }, beyond).join('');
    }
    if (!dropped) return '';
    const wide = dropped * cell;
    const left = rect('dropped', end - wide, y, wide, cell, data({ map: 'dropped', v: dropped }));
    return left + crossed(end - wide, y, wide, cell);
  }

  outputs({ id, size }, n) {
    const { cell } = this.places;
    const volume = this.scene.grids[id];
    const y = this.outY(n) + cell / 2;
    const fits = cell < LEGIBLE ? 0 : cell * 0.86;
    const neurons = Array.from({ length: size || 0 }, (_, o) => {
      const names = { map: `output-${id}`, i: 0, j: o };
      const look = { look: 'rounded', more: { 'data-n': o } };
      const place = { x: this.middle(o), y, r: cell * 0.46, fits };
      return neuron(place, volume.value(0, 0, o), volume.largest(), names, look);
    });
    return neurons.join('');
  }

  show(index, revealed) {
    const { scene } = this;
    const { x, cell } = this.places;
    const left = x + index * scene.stride * cell;
    const wide = scene.field * cell;
    const windows = this.strips.map(({ size }, n) => {
      if (index >= (size || 0)) return '';
      const [y, top] = [this.rowY(n), this.outY(n) + cell * 0.96];
      const fan = path('fan', `M${left},${y}L${this.middle(index)},${top}L${left + wide},${y}`);
      return fan + rect('frame', left, y, wide, cell, { rx: 2 });
    });
    this.moving.innerHTML = windows.join('');
    this.svg.querySelectorAll('.rounded').forEach((each) => reveal(each, Number(each.dataset.n) <= revealed));
  }

  sentence(index) {
    const { labels, sizes, dropped, overhang } = this.scene;
    if (sizes.exact !== null) return fill(labels.all_agree, { n: formatNumber(sizes.exact) });
    if (index < sizes.floor) return fill(labels.window_fits, { n: index + 1 });
    return fill(labels.window_over, { n: index + 1, over: overhang, left: dropped });
  }

  place(index) {
    return { row: 1, column: index + 1, k: 1 };
  }

  table(caption) {
    const { labels, grids } = this.scene;
    const rows = this.strips.map(({ id, size }) => {
      const values = Array.from({ length: size || 0 }, (_, o) => formatNumber(grids[id].value(0, 0, o)));
      return [labels[`rounding_${id}`], ...(values.length ? values : [labels.refused])];
    });
    return tableMarkup(caption, null, rows);
  }

  hit(px, py) {
    const { high, cell } = this.places;
    const strip = this.strips[Math.floor(py / high)];
    const half = (cell * Math.min(this.scene.stride, 1)) / 2;
    const outputs = Array.from({ length: this.count }, (_, o) => o);
    const o = outputs.findIndex((each) => Math.abs(this.middle(each) - px) < half);
    return strip && o >= 0 ? { panel: strip.id, o } : null;
  }

  tap(hit) {
    return { go: hit.o };
  }
}
