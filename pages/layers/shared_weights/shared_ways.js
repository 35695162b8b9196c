// The three ways to wire a layer, as a switch: what AlexNet's first layer then has of parameters and multiplies, as bars
// on a scale of powers of ten.
Object.assign(SharedView.prototype, {
  wayBoxes() {
    const { width, height } = this;
    const { right, bottom } = this.kept(width);
    const { ways } = this.scene;
    if (!right) {
      const w = (width - 2 * MARGIN + 6) / ways.length;
      return ways.map((way, n) => ({ ...way, x: MARGIN + n * w, y: height - bottom + 20, w: w - 6, h: SharedView.low, flat: true }));
    }
    const [x, top] = [width - right + 24, 56];
    const high = Math.min((height - top - 2) / ways.length, 140);
    return ways.map((way, n) => ({ ...way, x, y: top + n * high, w: width - x - 4, h: high - 8, flat: false }));
  },

  ways() {
    const boxes = this.wayBoxes();
    const [{ x, y, flat }] = boxes;
    const { ways_title: title, ways_parameters: parameters, ways_macs: macs } = this.scene.labels;
    const keys = `<tspan class="legend-word role-filter"${flat ? ' dx="10"' : ''}>■ ${escapeText(parameters)}</tspan><tspan class="legend-word role-window" dx="10">■ ${escapeText(macs)}</tspan>`;
    const head = (y_, inside) => `<text class="title ways-title${flat ? ' small' : ''}" x="${x}" y="${y_}">${inside}</text>`;
    const heads = flat ? head(y - 9, escapeText(title) + keys) : head(y - 38, escapeText(title)) + head(y - 14, keys);
    return heads + boxes.map((box) => this.way(box)).join('');
  },

  way(box) {
    const { id, name, counts, lengths, x, y, w, h, flat } = box;
    const on = id === this.scene.kind;
    const bars = counts.map((count, n) => {
      const [left, top, longest, bar] = flat ? [x + 6, y + h - 18 + n * 8, w - 12, 7] : [x + 12, y + 32 + n * (h - 36) * 0.5, (w - 24) * 0.44, Math.min((h - 40) / 2, 32)];
      const long = lengths[n] * longest;
      const said = flat ? (n ? '' : `<text class="way-count small" x="${left}" y="${y + 30}">${formatNumber(count)}</text>`)
        : `<text class="way-count" x="${left + long + 8}" y="${top + bar / 2}">${formatNumber(count)}</text>`;
      return `<rect class="way-bar role-${n ? 'window' : 'filter'}" x="${left}" y="${top}" width="${long}" height="${bar - 2}" rx="2" data-map="way-${n ? 'macs' : 'parameters'}" data-n="${id}" data-v="${count}"/>${said}`;
    });
    return (
      `<g class="way${on ? ' on' : ''}" role="button" tabindex="0" aria-pressed="${on}" aria-label="${escapeText(name)}" data-choose="share" data-n="${id}">` +
      `<rect class="way-paper" x="${x}" y="${y}" width="${w}" height="${h}" rx="8"/>` +
      `<text class="way-name${flat ? ' small' : ''}" x="${x + (flat ? 6 : 12)}" y="${y + (flat ? 13 : 17)}">${escapeText(name)}</text>${bars.join('')}</g>`
    );
  },

  wayAt(px, py) {
    const found = this.wayBoxes().find(({ x, y, w, h }) => px >= x && py >= y && px < x + w && py < y + h);
    return found && found.id;
  },
});
