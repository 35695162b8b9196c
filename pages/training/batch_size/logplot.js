// Measured curves over a logarithmic axis, one panel above the other: points and lines appear from left to right.
class LogPlotView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { arrays, panels, axis } = scene;
    this.stops = arrays.stops.values;
    this.count = Math.max(this.stops.length, 1);
    const narrow = width < 640;
    const left = narrow ? 46 : 76;
    const gap = narrow ? 34 : 44;
    const foot = narrow ? 34 : 40;
    this.narrow = narrow;
    this.top = TITLE + (narrow ? 16 * Math.ceil(Math.max(...panels.map((panel) => this.named(panel).length)) / 2) : 0);
    const room = height - this.top - foot - gap * (panels.length - 1);
    let y = this.top;
    this.boxes = panels.map((panel) => {
      const box = { x: left, y, w: width - left - MARGIN - 10, h: room * panel.share };
      y += box.h + gap;
      return box;
    });
    const last = this.boxes[this.boxes.length - 1];
    const bands = (scene.bands || []).map((band) => this.band(band, last)).join('');
    this.svg.innerHTML = bands + panels.map((panel, n) => this.panel(panel, this.boxes[n])).join('') + this.xAxis(axis, last, narrow);
    this.marks = [...this.svg.querySelectorAll('[data-x]')];
    this.cursor = node('path', { class: 'loss-cursor' }, this.svg);
    this.bottom = last.y + last.h;
  }

  x(value) {
    const { low, high } = this.scene.axis;
    const box = this.boxes[0];
    return box.x + (box.w * Math.log(value / low)) / Math.log(high / low);
  }

  static y(panel, box, value) {
    const share = panel.log ? Math.log(Math.max(value, panel.low) / panel.low) / Math.log(panel.high / panel.low) : (value - panel.low) / (panel.high - panel.low);
    return box.y + box.h * (1 - Math.min(Math.max(share, 0), 1));
  }

  band({ from, to, words, low }, last) {
    const x = this.x(from);
    const left = from === this.scene.axis.low;
    const w = this.x(to) - x;
    const { top } = this;
    return (
      `<rect class="plot-band" x="${x}" y="${top}" width="${w}" height="${last.y + last.h - top}"/>` +
      `<text class="plot-band-name ${left ? 'left' : 'right'}" x="${left ? x + 6 : x + w - 6}" y="${low ? last.y + last.h - 12 : top + 12}">${escapeText(words)}</text>`
    );
  }

  named(panel) { return panel.series.filter((id) => this.scene.series[id].name); }

  panel(panel, box) {
    const named = this.named(panel);
    const above = this.narrow ? 16 * Math.ceil(named.length / 2) : 0; // on a phone the names have rows of their own
    const parts = [`<text class="title" x="${box.x}" y="${box.y - 15 - above}">${escapeText(panel.name)}</text>`];
    let right = box.x + box.w;
    [...named].reverse().forEach((id, back) => {
      const { name, role, kind } = this.scene.series[id];
      const n = named.length - 1 - back;
      right -= wordsWidth(name, document.documentElement.hasAttribute('data-present') ? 24 : 14) + 42;
      const x = this.narrow ? box.x + (n % 2) * (box.w / 2) : right;
      const y = this.narrow ? box.y - above + 4 + 16 * Math.floor(n / 2) : box.y - 15;
      parts.push(`<g class="role-${role}"><path class="plot-${kind} key" d="M${x},${y}h18"/><text class="plot-key" x="${x + 22}" y="${y}">${escapeText(name)}</text></g>`);
    });
    panel.ticks.forEach((tick) => {
      const y = LogPlotView.y(panel, box, tick);
      parts.push(`<path class="lines" d="M${box.x},${y}h${box.w}"/><text class="tick" text-anchor="end" style="text-anchor:end" x="${box.x - 7}" y="${y}">${formatNumber(tick)}${panel.unit}</text>`);
    });
    panel.series.forEach((id) => parts.push(this.series(id, panel, box)));
    return parts.join('');
  }

  series(id, panel, box) {
    const { role, kind } = this.scene.series[id];
    const { shape: [count], values } = this.scene.arrays[`series.${id}`];
    const points = Array.from({ length: count }, (_, n) => [this.x(values[2 * n]), LogPlotView.y(panel, box, values[2 * n + 1]), values[2 * n], values[2 * n + 1]]);
    if (kind === 'dots' || kind === 'marks') {
      return `<g class="role-${role}">${points.map(([x, y, value, exact]) => `<circle class="plot-${kind}" cx="${x}" cy="${y}" r="${kind === 'marks' ? 6 : 3}" data-x="${value}" data-map="${id}" data-v="${exact}"/>`).join('')}</g>`;
    }
    const path = points.map(([x, y], n) => `${n ? 'L' : 'M'}${x.toFixed(1)},${y.toFixed(1)}`).join('');
    const ends = kind === 'line' ? points.map(([x, y, value, exact]) => `<circle class="plot-marks" cx="${x}" cy="${y}" r="5" data-x="${value}" data-map="${id}" data-v="${exact}"/>`).join('') : '';
    return `<g class="role-${role}"><path class="plot-${kind}" d="${path}"/>${ends}</g>`;
  }

  xAxis(axis, box, narrow) {
    const y = box.y + box.h;
    const shown = axis.ticks.filter((_, n) => !narrow || n % 2 === 0);
    return (
      shown.map((tick) => `<path class="lines" d="M${this.x(tick)},${y}v5"/><text class="tick" x="${this.x(tick)}" y="${y + 13}">${formatNumber(tick)}</text>`).join('') +
      `<text class="tick" style="text-anchor:end" x="${box.x + box.w}" y="${y + 29}">${escapeText(axis.name)}</text>`
    );
  }

  show(index) {
    if (!this.stops.length) return;
    const now = this.stops[Math.min(index, this.stops.length - 1)];
    this.marks.forEach((mark) => mark.classList.toggle('later', Number(mark.dataset.x) > now));
    this.cursor.setAttribute('d', `M${this.x(now)},${this.top}V${this.bottom}`);
  }

  sentence(index) {
    const said = this.scene.said_at || [];
    return said.length ? said[Math.min(index, said.length - 1)] : this.scene.labels.nothing_yet;
  }
}
VIEWS.logplot = LogPlotView;
