// The volumes of a network, and the photograph flowing through them: on a wide screen as boxes, width and height to
// scale and depth compressed; on a phone flat. Below, the window on one volume and the place that it fills on the next.
import { formatNumber } from '../frame/stage/number.js';
import { paintPlane } from '../frame/stage/paint.js';
import { setAttributes } from '../frame/stage/svg.js';
import { tableMarkup } from '../frame/stage/table.js';
import { View } from '../frame/stage/view.js';
import { fill } from '../frame/stage/words.js';
import { boxMarkup, labelBoxes, placeBoxes } from './volume_boxes.js';
import { lensMarkup } from './volume_lens.js';
import { prism, wires } from './volume_window.js';

export default class VolumesView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { reach, labels } = scene;
    const volumes = scene.volumes.map((v) => ({ ...v, name: v.kind === 'input' ? labels.input_name : v.name }));
    this.stops = scene.arrays.stops;
    this.steps = reach ? reach.spans.length : this.stops.shape[0];
    this.count = Math.max(this.steps, 1);
    this.type = this.projected ? 22 : width >= 1300 ? 19 : this.narrow ? 13 : 16;
    Object.assign(this, placeBoxes(volumes, this));
    this.paintPhotograph(scene.grids.image);
    const { names, sizes } = labelBoxes(this.boxes, this);
    const clip = `<rect x="0" y="0" width="${width}" height="0"/>`;
    this.svg.innerHTML =
      `<defs>${this.boxes.map((_, k) => `<clipPath id="filled-${k}">${clip}</clipPath>`).join('')}</defs>` +
      `<g class="volumes">${this.boxes.map((box, k) => boxMarkup(box, k, names[k], sizes[k])).join('')}</g>` +
      '<g class="moving"></g><g class="lens"></g>';
    this.svg.classList.toggle('reaching', Boolean(reach));
    this.groups = [...this.svg.querySelectorAll('.volume')];
    this.fills = [...this.svg.querySelectorAll('clipPath rect')];
    this.moving = this.svg.querySelector('.moving');
    this.lens = this.svg.querySelector('.lens');
  }

  paintPhotograph(photograph) {
    const [input] = this.boxes;
    if (!photograph || input.row || ![1, 3].includes(photograph.planes) || input.rows < 4) return;
    input.photo = paintPlane(photograph, 0, 1, true);
  }

  stop(index) {
    const [k, i, j, top, bottom, left, right] = this.stops.values.subarray(index * 7, index * 7 + 7);
    return { k, i, j, rows: [top, bottom], columns: [left, right] };
  }

  // The stops of a volume.
  range(k) {
    return Array.from({ length: this.steps }, (_, n) => n).filter((n) => this.stops.values[n * 7] === k);
  }

  // ---- what depends on the position

  show(index) {
    if (this.scene.reach) this.showReach(index);
    else if (this.steps) this.showFlow(index);
    else this.showAlone([...this.boxes[0].lines, this.scene.labels.nothing_yet]);
  }

  showFlow(index) {
    const stop = this.stop(index);
    const own = this.range(stop.k);
    const share = (own.indexOf(index) + 1) / own.length;
    this.mark(stop.k, stop.k - 1);
    this.boxes.forEach((_, k) => this.fillTo(k, k < stop.k ? 1 : k > stop.k ? 0 : share));
    const [before, after] = [this.boxes[stop.k - 1], this.boxes[stop.k]];
    const blocks = before.tops.map(
      (y, tower) =>
        prism(before, y, stop.rows, stop.columns, 'kernel') + this.wiresFrom(before, tower, stop, after, share),
    );
    const [rows, columns] = [
      [stop.i, stop.i + 1],
      [stop.j, stop.j + 1],
    ];
    const made = after.fc ? [] : after.tops.map((y) => prism(after, y, rows, columns, 'made'));
    this.moving.innerHTML = [...blocks, ...made].join('');
    this.drawLens(
      [
        { box: before, rows: stop.rows, columns: stop.columns, look: 'kernel', share: 1, outer: this.reached(before) },
        { box: after, rows, columns, look: 'made', share },
      ],
      after.lines,
    );
  }

  // What one neuron sees, a volume further back at each step, until it is the photograph.
  showReach(index) {
    const { from, spans, lines } = this.scene.reach;
    const span = (n) => ({ rows: spans[n].slice(0, 2), columns: spans[n].slice(2) });
    this.mark(from - index, from);
    this.boxes.forEach((_, k) => this.fillTo(k, k <= from ? 1 : 0));
    const parts = [];
    for (let n = index; n >= 0; n -= 1) {
      const box = this.boxes[from - n];
      const { rows, columns } = span(n);
      box.tops.forEach((y, tower) => {
        parts.push(prism(box, y, rows, columns, n ? 'kernel' : 'made'));
        if (n) parts.push(this.wiresBack(box, tower, span(n), this.boxes[from - n + 1], span(n - 1)));
      });
    }
    this.moving.innerHTML = parts.join('');
    if (!from) {
      this.showAlone(lines[0], span(0).rows, span(0).columns);
      return;
    }
    const here = Math.max(index, 1);
    const panels = [
      { box: this.boxes[from - here], ...span(here), look: 'kernel' },
      { box: this.boxes[from - here + 1], ...span(here - 1), look: 'made' },
    ];
    this.drawLens(
      panels.map((panel) => ({ ...panel, share: 1, outer: [panel.rows, panel.columns] })),
      lines[index],
    );
  }

  // Where nothing leads to the input: there are no layers, or it is the input's own cell that looks back.
  showAlone(lines, rows, columns) {
    this.moving.innerHTML = '';
    this.boxes.forEach((_, k) => this.fillTo(k, k ? 0 : 1));
    this.drawLens([{ box: this.boxes[0], rows, columns, look: rows ? 'made' : '', share: 1 }], lines);
  }

  drawLens(panels, lines) {
    this.lens.innerHTML = lensMarkup(this, panels, lines);
  }

  mark(now, source) {
    this.groups.forEach((group, k) => {
      group.classList.toggle('now', k === now);
      group.classList.toggle('source', k === source);
    });
  }

  // Each tower sees all towers of the next volume, or only its own.
  wiresFrom(before, tower, stop, after, share) {
    const own = after.own_tower && before.tops.length === after.tops.length;
    const tops = own ? [after.tops[tower]] : after.tops;
    return tops.map((to) => wires(before, before.tops[tower], stop, after, to, share)).join('');
  }

  // To the middle of what is seen of the volume after.
  wiresBack(box, tower, { rows, columns }, after, seen) {
    const middle = ([first, last], most) => Math.min(Math.max((first + last - 1) / 2, 0), most - 1);
    const stop = { rows, columns, i: middle(seen.rows, after.rows), j: middle(seen.columns, after.columns) };
    return this.wiresFrom(box, tower, stop, after, 0.5);
  }

  // The furthest rows and columns that the windows on this volume reach.
  reached(box) {
    const own = this.range(this.boxes.indexOf(box) + 1).map((n) => this.stop(n));
    return ['rows', 'columns'].map((axis) => {
      if (!own.length) return [0, box[axis]];
      return [Math.min(...own.map((s) => s[axis][0])), Math.max(...own.map((s) => s[axis][1]))];
    });
  }

  fillTo(k, part) {
    const box = this.boxes[k];
    const from = Math.min(...box.tops) - box.rise;
    const to = Math.max(...box.tops) + box.h;
    setAttributes(this.fills[k], { y: from - 1, height: part * (to - from + 2) });
  }

  // ---- what is said, and a hand

  stride() {
    return this.scene.reach ? 1 : 12;
  }

  // A step back is worth a longer look than a stop of the window.
  get pace() {
    return this.scene && this.scene.reach ? 5 : 1;
  }

  sentence(index) {
    const { labels, volumes, reach } = this.scene;
    if (reach) return reach.lines[index].join('; ');
    if (!this.steps) return labels.nothing_yet;
    const { k, i, j, rows, columns } = this.stop(index);
    const [before, after] = [this.boxes[k - 1], volumes[k]];
    const source = k > 1 ? before.name : labels.the_input;
    if (after.kind === 'fc') return fill(labels.at_all, { layer: after.name, before: source });
    const outside = rows[0] < 0 || columns[0] < 0 || rows[1] > before.rows || columns[1] > before.columns;
    const place = fill(labels[after.at], {
      layer: after.name,
      before: source,
      row: i + 1,
      column: j + 1,
      top: formatNumber(rows[0] + 1),
      bottom: formatNumber(rows[1]),
      left: formatNumber(columns[0] + 1),
      right: formatNumber(columns[1]),
    });
    return place + (outside ? labels.at_edge : '');
  }

  place(index) {
    const { volumes, reach } = this.scene;
    if (reach) return { layer: volumes[reach.from - index].name };
    return { layer: this.steps ? volumes[this.stop(index).k].name : '' };
  }

  hit(x, y) {
    const k = this.boxes.findIndex((box) => x >= box.x - 3 && x <= box.x + box.w + box.side + 3);
    return (k > 0 || (k === 0 && this.scene.reach)) && y <= this.below + 40 ? { panel: 'volume', k } : null;
  }

  tap(hit) {
    return this.scene.reach ? { set: { layer: hit.k } } : { go: this.range(hit.k)[0] };
  }

  table(caption) {
    const rows = this.scene.volumes.map(({ name, size, lines }) => [name, size, lines.join('; ')]);
    return tableMarkup(caption, null, rows);
  }
}
