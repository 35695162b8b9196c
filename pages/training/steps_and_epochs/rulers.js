// One training's loss as a line, and under it three rulers for the same way: steps, epochs, samples seen.
class RulersView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { curves, steps } = scene.arrays;
    [this.lines, this.points] = curves.shape;
    this.values = curves.values;
    this.steps = steps.values;
    this.count = Math.max(this.points, 1);
    this.total = scene.iterations * scene.epochs;
    const narrow = width < 640;
    const ruler = narrow ? 36 : 40;
    const left = narrow ? 52 : 120;
    this.box = { x: left, y: TITLE, w: width - left - MARGIN - 12, h: height - TITLE - 3 * ruler - 16 };
    this.top = Math.max(2.5, ...this.values.filter(Number.isFinite).map((v) => Math.min(v, 8)));
    this.svg.innerHTML = this.axes(ruler, narrow);
    this.paths = Array.from({ length: this.lines }, (_, n) => node('path', { class: `loss-line line-${n}`, d: this.line(n) }, this.svg));
    this.cursor = node('path', { class: 'loss-cursor' }, this.svg);
    this.dots = this.paths.map((_, n) => node('circle', { class: `loss-dot line-${n}`, r: 6 }, this.svg));
  }

  x(step) { return this.box.x + (this.box.w * step) / this.total; }

  y(value) { return this.box.y + this.box.h * (1 - Math.min(value, this.top) / this.top); }

  line(n) {
    const at = (p) => `${this.x(this.steps[p]).toFixed(1)},${this.y(this.values[n * this.points + p]).toFixed(1)}`;
    return Array.from({ length: this.points }, (_, p) => (p ? 'L' : 'M') + at(p)).join('');
  }

  axes(ruler, narrow) {
    const { scene, box } = this;
    const { labels, iterations, epochs, samples, batch } = scene;
    const perEpoch = Math.min(samples, iterations * batch);
    const parts = [
      `<text class="title role-window" x="${narrow ? MARGIN : box.x}" y="18">${escapeText(labels.loss)}</text>`,
      this.lines > 1 ? this.keys() : '',
      `<rect class="sheet" x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}"/>`,
    ];
    for (let v = 0; v <= this.top; v += 1) {
      parts.push(`<text class="tick" text-anchor="end" x="${box.x - 8}" y="${this.y(v)}">${v}</text><path class="lines" d="M${box.x},${this.y(v)}h${box.w}"/>`);
    }
    for (let e = 1; e < epochs && epochs < 60; e += 1) parts.push(`<path class="epoch-line" d="M${this.x(e * iterations)},${box.y}v${box.h}"/>`);
    const rulers = [['steps', 1, iterations * epochs, 'window'], ['epochs', iterations, epochs, 'output'], ['samples', iterations / perEpoch, perEpoch * epochs, 'input']];
    rulers.forEach(([what, each, last, role], n) => {
      const y = box.y + box.h + 22 + n * ruler;
      const nice = this.nice(last, narrow ? 3 : 8);
      parts.push(`<text class="ruler-name role-${role}" x="${MARGIN}" y="${y}">${escapeText(labels[what])}</text><path class="ruler role-${role}" d="M${box.x},${y - 9}h${box.w}"/>`);
      for (let t = 0; t <= last; t += nice) {
        const x = this.x(t * each);
        parts.push(`<path class="ruler role-${role}" d="M${x},${y - 14}v10"/><text class="tick" x="${x}" y="${y + 6}">${formatNumber(t)}</text>`);
      }
    });
    return parts.join('');
  }

  // Which line is which, at the right of the heading.
  keys() {
    const { labels } = this.scene;
    return `<text class="line-name" x="${this.width - MARGIN - 12}" y="18"><tspan class="line-0">${escapeText(labels.shuffled_line)}</tspan><tspan class="line-1" dx="18">${escapeText(labels.in_order)}</tspan></text>`;
  }

  nice(last, most) {
    const power = 10 ** Math.floor(Math.log10(Math.max(last / most, 1)));
    return [1, 2, 5, 10].map((digit) => digit * power).find((step) => last / step <= most) || power * 10;
  }

  show(index) {
    if (!this.points) return;
    const last = Math.min(index, this.points - 1);
    const x = this.x(this.steps[last]);
    this.paths.forEach((path, n) => {
      this.dots[n].setAttribute('cx', x);
      this.dots[n].setAttribute('cy', this.y(this.values[n * this.points + last]));
    });
    this.cursor.setAttribute('d', `M${x},${this.box.y}v${this.box.h + 110}`);
  }

  after(index) { return index + Math.max(1, Math.round(this.points / 40)); }

  sentence(index) {
    const { labels, iterations, samples, batch } = this.scene;
    if (!this.points) return labels.nothing_yet;
    const last = Math.min(index, this.points - 1);
    const step = this.steps[last];
    const whole = Math.min(samples, iterations * batch);
    const seen = Math.floor(step / iterations) * whole + Math.min((step % iterations) * batch, whole);
    return fill(labels.said_at, {
      step: formatNumber(step), epochs: formatNumber(step / iterations), samples: formatNumber(seen), loss: formatNumber(this.values[last]),
    });
  }
}
VIEWS.rulers = RulersView;
