// A photograph moved by some pixels, its edges, and those pooled: as they are now, what has changed since it stood
// still, and how much that is at each step.
import { title } from '../../frame/stage/furniture.js';
import { MARGIN, TITLE } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { paintPlane } from '../../frame/stage/paint.js';
import { data, group, label, node, pixels, rect } from '../../frame/stage/svg.js';
import { View } from '../../frame/stage/view.js';
import { fill } from '../../frame/stage/words.js';

const STAGES = ['input', 'map', 'pooled'];

export default class ShiftPoolView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.grids.input.planes;
    const column = (width - 2 * MARGIN) / 3;
    const least = this.count * Math.max(17, Math.min(height / 20, 30)); // where images leave more, the bars get it
    // Beside each other where the place is wide, under each other where it is not.
    const flat = Math.min((column - 34) / 2, height - TITLE - 24 - least);
    const stacked = Math.min(column - 22, (height - TITLE - 40 - least) / 2);
    const beside = flat >= stacked;
    const side = Math.max(flat, stacked);
    this.side = side;
    this.places = STAGES.map((name, n) => {
      const x = MARGIN + n * column;
      const second = beside ? [x + side + 8, TITLE + 16] : [x, TITLE + side + 22];
      return { name, x, wide: column - 26, first: [x, TITLE + (beside ? 16 : 0)], second };
    });
    this.barsY = this.places[0].second[1] + side + 8;
    this.line = Math.min((height - this.barsY - 4) / this.count, 34); // of a bar
    this.top = Math.max(100, ...Object.values(scene.changed).flat());
    this.svg.innerHTML = this.places.map((place) => this.titles(place)).join('');
    this.images = []; // of each step, painted when it is first shown
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  titles({ name, x, second: [left, top] }) {
    const { grids, labels } = this.scene;
    const changed = this.narrow ? '' : label('shift-name', left, top - 9, labels.where_changed);
    return title(x, 18, grids[name].role, labels[`shift_${name}`]) + changed;
  }

  image(name, plane, [x, y]) {
    const { grids, scales } = this.scene;
    const scale = scales[name.replace('_change', '')];
    const source = paintPlane(grids[name], plane, scale, name === 'input' && scale <= 1);
    return pixels(source, x, y, this.side) + rect('image-edge', x, y, this.side, this.side);
  }

  // A bar for each step, all on one scale: the one of now is filled.
  bars({ name, x, wide }, index) {
    const { changed, labels, grids } = this.scene;
    const from = x + (this.narrow ? 13 : 18);
    const longest = wide - (this.narrow ? 50 : 84);
    const bars = changed[name].map((share, n) => {
      const y = this.barsY + n * this.line;
      const middle = y + this.line / 2;
      const long = (longest * share) / this.top;
      const names = data({ map: `changed-${name}`, n, v: share });
      return group(
        `shift-bar ${n === index ? 'now' : ''} role-${grids[name].role}`,
        label('shift-step', x + 5, middle, n) +
          rect('', from, y + 2, Math.max(long, 1), this.line - 4, names) +
          label('shift-change', from + long + 6, middle, fill(labels.changed_by, { share: formatNumber(share) })),
      );
    });
    return bars.join('');
  }

  show(index) {
    this.images[index] ??= this.places
      .map(({ name, first, second }) => this.image(name, index, first) + this.image(`${name}_change`, index, second))
      .join('');
    this.moving.innerHTML = this.images[index] + this.places.map((place) => this.bars(place, index)).join('');
  }

  sentence(index) {
    const { changed, labels } = this.scene;
    const now = Object.entries(changed).map(([name, shares]) => [name, formatNumber(shares[index])]);
    return fill(labels.said_shift, { n: index, ...Object.fromEntries(now) });
  }

  place(index) {
    return { row: 1, column: index + 1, k: 1 };
  }

  hit(px, py) {
    const n = Math.floor((py - this.barsY) / this.line);
    return n >= 0 && n < this.count ? { panel: 'bars', n } : null;
  }

  preview({ n }) {
    return n;
  }

  tap({ n }) {
    return { go: n };
  }
}
