// The numbers of a scene of sliding windows, for the filter and the channel in front.
import { equals, formatNumber, isRounded, multiplied, shortened, signed } from './number.js';

export class Convolution {
  constructor(scene, { front = 0, slice = 0 }) {
    const { filter } = scene.grids;
    this.scene = scene;
    this.field = filter.rows;
    this.depth = filter.planes / scene.filters;
    this.k = Math.min(front, scene.filters - 1);
    this.d = Math.min(slice, this.depth - 1);
    // Of a large scene only one filter's numbers travel; until another's have come, its cells stay blank.
    this.known = scene.only === null || scene.only === this.k;
    this.plane = scene.only === null ? this.k : 0; // of the output's grid
    this.first = scene.firstChannels[this.k] || 0; // of the input's channels the first that this filter sees
    this.divisor = scene.divisors[this.k];
    this.bias = scene.biases[this.k];
  }

  // So many channels around the one in front.
  around(count) {
    const start = Math.min(Math.max(this.d - Math.floor(count / 2), 0), this.depth - count);
    return Array.from({ length: count }, (_, n) => start + n);
  }

  input(d, i, j) {
    const { input } = this.scene.grids;
    return input.inside(i, j) ? input.value(this.first + d, i, j) : 0;
  }

  // The input under weight a, b of the window at i, j, and that weight.
  factors(d, a, b, i, j) {
    return [this.input(d, this.scene.rows[i][a], this.scene.columns[j][b]), this.weight(d, a, b)];
  }

  weight(d, a, b) {
    return this.scene.grids.filter.value(this.k * this.depth + d, a, b);
  }

  largestWeight() {
    const { filter } = this.scene.grids;
    const each = this.field * this.field * this.depth;
    const weights = filter.values.subarray(this.k * each, (this.k + 1) * each);
    return weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0) / filter.divisors[this.k * this.depth];
  }

  largestProduct() {
    return this.largestWeight() * this.scene.grids.input.largest();
  }

  // The sum over one channel, from Python; undefined until the filter's own numbers have come.
  partial(d, i, j) {
    return this.known ? this.scene.grids.partial.value(this.plane * this.depth + d, i, j) : undefined;
  }

  partials(i, j) {
    return Array.from({ length: this.depth }, (_, d) => this.partial(d, i, j));
  }

  result(i, j) {
    return this.known ? this.scene.grids.output.value(this.plane, i, j) : NaN;
  }

  // The sum written out: every product where they are few, the first and last where they are many.
  sentence(i, j) {
    const { divisor, bias, depth, field } = this;
    const result = this.result(i, j);
    const terms = [];
    let rounded = isRounded(result);
    for (let d = 0; d < depth; d += 1) {
      for (let a = 0; a < field; a += 1) {
        for (let b = 0; b < field; b += 1) {
          const factors = this.factors(d, a, b, i, j);
          rounded ||= factors.some(isRounded);
          terms.push(multiplied(...factors));
        }
      }
    }
    const inner = shortened(terms).join(' + ');
    const sum = divisor > 1 ? `[${inner}] ÷ ${formatNumber(divisor)}` : inner;
    return `${sum}${signed(bias)} ${equals(result, rounded)}`;
  }
}
