// Squares to scale, one after another: how a side shrinks from layer to layer, and what each window leaves over.
import { HATCH } from '../../frame/stage/furniture.js';
import { MARGIN } from '../../frame/stage/layout.js';
import { formatNumber } from '../../frame/stage/number.js';
import { group, label, path, rect } from '../../frame/stage/svg.js';
import { tableMarkup } from '../../frame/stage/table.js';
import { View } from '../../frame/stage/view.js';
import { edgeMarkup } from './stack_edge.js';

const GAP = 12;

export default class StackView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { narrow } = this;
    this.count = scene.layers.length;
    this.sides = [scene.side, ...scene.layers.map((row) => row.size)];
    this.grow = Math.max(1, Math.min(height / 420, 1.5)) * (this.projected ? 1.25 : 1);
    this.least = narrow ? 0 : 70 * this.grow; // px of a square's words
    this.scale = narrow
      ? Math.min((height - 70) / 2.4 / scene.side, (width - 150) / scene.side)
      : this.fittingScale(Math.min((height - 112 * this.grow) / scene.side, 2));
    this.base = narrow ? scene.side * this.scale + 30 : height - 62 * this.grow;
    this.squares = this.placeSquares();
    this.svg.innerHTML = HATCH + (narrow ? this.nested() : this.sequence()) + '<g class="stack-moving"></g>';
    this.moving = this.svg.querySelector('.stack-moving');
  }

  // The largest scale at which all squares, none narrower than its words, lie side by side.
  fittingScale(most) {
    const wide = (scale) => this.sides.reduce((sum, side) => sum + Math.max(side * scale, this.least) + GAP, 0);
    let scale = most;
    while (scale > 0.05 && wide(scale) > this.width - 2 * MARGIN) scale *= 0.97;
    return scale;
  }

  placeSquares() {
    let x = MARGIN;
    return this.sides.map((side) => {
      const w = side * this.scale;
      const wide = Math.max(w, this.least);
      const square = { side, w, x: this.narrow ? MARGIN : x + (wide - w) / 2, middle: x + wide / 2 };
      x += wide + (this.narrow ? 0 : GAP);
      return square;
    });
  }

  square(n) {
    const { x, w, side } = this.squares[n];
    const names = { 'data-map': 'side', 'data-n': n, 'data-v': side };
    return rect(`stack-square role-${n ? 'output' : 'input'}`, x, this.base - w, w, w, names);
  }

  // Side by side, their words below.
  sequence() {
    const { grow, base } = this;
    const type = (size) => ({ style: `font-size:${size * grow}px` });
    return this.squares
      .map(({ side, middle, w }, n) => {
        const row = this.scene.layers[n - 1];
        const uneven = row && row.rest ? ' uneven-size' : '';
        const exact = uneven && `⌊${formatNumber(row.exact)}⌋`;
        return group(
          'stacked',
          this.square(n) +
            label(`stack-size${uneven}`, middle, base + 17 * grow, side, type(21)) +
            (uneven ? label(`stack-size${uneven}`, middle, base - w - 14 * grow, exact, type(15)) : '') +
            label('stack-name', middle, base + 38 * grow, row ? row.name : this.scene.labels.input, type(15)) +
            (row ? label('stack-detail', middle, base + 54 * grow, settings(row), type(14)) : ''),
          { 'data-n': n },
        );
      })
      .join('');
  }

  // On a phone inside one another, a line of words each.
  nested() {
    const line = (this.height - this.base - 14) / (this.count + 1);
    return this.squares
      .map(({ side }, n) => {
        const row = this.scene.layers[n - 1];
        const y = this.base + 10 + (n + 0.5) * line;
        const words = row ? `${row.name} · ${settings(row)}` : this.scene.labels.input;
        const uneven = row && row.rest ? ' uneven-size' : '';
        const size = `${uneven ? `⌊${formatNumber(row.exact)}⌋ = ` : ''}${side}`;
        return group(
          'stacked',
          this.square(n) +
            label('stack-name left', MARGIN, y, words, { style: 'font-size:13px' }) +
            label(`stack-size right${uneven}`, this.width - MARGIN, y, size, { style: 'font-size:16px' }),
          { 'data-n': n },
        );
      })
      .join('');
  }

  show(index, revealed) {
    const squares = this.svg.querySelectorAll('.stacked');
    squares.forEach((each) => each.classList.toggle('unseen', Number(each.dataset.n) > revealed + 1));
    const [from, to, row] = [this.squares[index], this.squares[index + 1], this.scene.layers[index]];
    const top = this.base - from.w;
    const window = row.F * this.scale;
    const rest = row.rest ? Math.max(row.rest * this.scale, 4) : 0;
    const strip = `M${from.x + from.w - rest},${top}h${rest}v${from.w}h${-from.w}v${-rest}h${from.w - rest}z`;
    const toTop = this.base - to.w;
    const fan =
      `M${from.x + window},${top}L${to.x},${toTop}L${to.x},${toTop + Math.max(this.scale, 2)}` +
      `L${from.x + window},${top + window}z`;
    this.moving.innerHTML =
      (rest ? path('lost', strip) : '') +
      (this.narrow ? '' : path('fan', fan)) +
      edgeMarkup(this, row) +
      rect('frame', from.x, top, Math.max(window, 3), Math.max(window, 3));
  }

  sentence(index) {
    return this.scene.layers[index].sentence;
  }

  place(index) {
    return { row: 1, column: index + 1, k: 1 };
  }

  table(caption) {
    const rows = this.scene.layers.map(({ name, W, F, P, S, size }) => [name, W, F, P, S, size]);
    return tableMarkup(caption, ['W', 'F', 'P', 'S', '→'], rows);
  }

  hit(px) {
    if (this.narrow) return null;
    const n = this.squares.findIndex(({ middle, w }) => Math.abs(px - middle) < Math.max(w / 2, 31));
    return n > 0 ? { panel: 'stack', n } : null;
  }

  tap(hit) {
    return { go: hit.n - 1 };
  }
}

function settings({ F, S, P }) {
  return `F${F} S${S} P${P}`;
}
