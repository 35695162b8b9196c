// One row of inputs, three answers to a size that is not whole: rounded down, rounded up, refused.
class RoundingsView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input } = scene.grids;
    this.cells = input.columns + 2 * scene.padding;
    this.strips = ['floor', 'ceil', 'exact'].map((id) => ({ id, size: scene.sizes[id] }));
    this.count = scene.sizes.ceil;
    const narrow = width < 640;
    const left = narrow ? MARGIN : 240;
    const cell = Math.min((width - left - MARGIN) / (this.cells + scene.overhang), narrow ? 40 : height / 8.4);
    const high = height / 3;
    const head = narrow ? 24 : 0;
    this.places = { narrow, left, cell, high, head, x: left + (narrow ? (width - 2 * MARGIN - (this.cells + scene.overhang) * cell) / 2 : 0) };
    this.svg.innerHTML = NeuronsView.hatch + this.strips.map((strip, n) => this.strip(strip, n)).join('');
    this.moving = node('g', { class: 'moving', 'aria-hidden': 'true' }, this.svg);
  }

  rowY(n) { const { high, cell, head } = this.places; return n * high + high - cell * 1.05 - (head ? 6 : 12); }

  outY(n) { const { high, head, cell } = this.places; return n * high + head + Math.max((high - head - cell * 2.9) * 0.4, 3); }

  middle(o) { return this.places.x + (o * this.scene.stride + this.scene.field / 2) * this.places.cell; }

  strip({ id, size }, n) {
    const { scene } = this;
    const { input } = scene.grids;
    const { x, cell, high, narrow } = this.places;
    const y = this.rowY(n);
    const parts = [];
    const said = scene.labels[`rounding_${id}`];
    const answer = size === null ? scene.labels.refused : fill(scene.labels.outputs, { n: formatNumber(size) });
    if (n) parts.push(`<path class="lines" d="M0,${n * high}H${this.width}"/>`);
    if (narrow) {
      parts.push(`<text class="title" x="${MARGIN}" y="${n * high + 14}">${escapeText(said)}<tspan class="detail" dx="8">${escapeText(answer)}</tspan></text>`);
    } else {
      parts.push(
        `<text class="title" x="${MARGIN}" y="${n * high + high * 0.34}">${escapeText(said)}</text>` +
          `<text class="result role-${size === null ? 'window' : 'output'}" x="${MARGIN}" y="${n * high + high * 0.62}">${escapeText(answer)}</text>`,
      );
    }
    for (let at = 0; at < this.cells; at += 1) {
      const j = at - scene.padding;
      const left = x + at * cell;
      if (input.inside(0, j)) {
        parts.push(cellMarkup({ x: left, y, cell, value: input.value(0, 0, j), largest: input.largest(), role: 'input', data: { map: n ? `input-${id}` : 'input', i: 0, j } }));
      } else {
        parts.push(`<rect class="cell padded" data-symbols="P" x="${left}" y="${y}" width="${cell}" height="${cell}"/>` + (cell < LEGIBLE ? '' : `<text class="number quiet" x="${left + cell / 2}" y="${y + cell / 2}" font-size="${cell * 0.42}">0</text>`));
      }
    }
    const end = x + this.cells * cell;
    if (id === 'ceil') {
      for (let at = 0; at < scene.overhang; at += 1) {
        parts.push(`<rect class="beyond" x="${end + at * cell}" y="${y}" width="${cell}" height="${cell}" data-map="beyond"/>`);
      }
    } else if (scene.dropped) {
      const wide = scene.dropped * cell;
      parts.push(
        `<rect class="dropped" x="${end - wide}" y="${y}" width="${wide}" height="${cell}" data-map="dropped" data-v="${scene.dropped}"/>` +
          `<path class="crossed" d="M${end - wide},${y}l${wide},${cell}m0,${-cell}l${-wide},${cell}"/>`,
      );
    }
    return `<g class="panel" aria-hidden="true" data-panel="${id}" data-symbols="W">${parts.join('')}${this.outputs({ id, size }, n)}</g>`;
  }

  outputs({ id, size }, n) {
    const { cell } = this.places;
    const volume = this.scene.grids[id];
    const parts = [];
    for (let o = 0; o < (size || 0); o += 1) {
      const value = volume.value(0, 0, o);
      const [x, y] = [this.middle(o), this.outY(n) + cell / 2];
      const deep = isDeep(value, volume.largest()) ? ' deep' : '';
      const shown = formatNumber(value);
      parts.push(
        `<circle class="neuron-empty" cx="${x}" cy="${y}" r="${cell * 0.46}"/><g class="rounded" data-n="${o}"><circle class="cell" cx="${x}" cy="${y}" r="${cell * 0.46}" ` +
          `style="${tintStyle(value, volume.largest(), 'output')}" data-map="output-${id}" data-i="0" data-j="${o}" data-later="${value}"/>` +
          (cell < LEGIBLE ? '' : `<text class="number${deep}" x="${x}" y="${y}" font-size="${fontSize(cell * 0.86, shown)}">${shown}</text>`) + '</g>',
      );
    }
    return parts.join('');
  }

  show(index, revealed) {
    const { scene } = this;
    const { x, cell } = this.places;
    const parts = [];
    this.strips.forEach(({ size }, n) => {
      if (index >= (size || 0)) return;
      const left = x + index * scene.stride * cell;
      const wide = scene.field * cell;
      const [y, top] = [this.rowY(n), this.outY(n) + cell * 0.96];
      parts.push(`<path class="fan" d="M${left},${y}L${this.middle(index)},${top}L${left + wide},${y}"/><rect class="frame" x="${left}" y="${y}" width="${wide}" height="${cell}" rx="2"/>`);
    });
    this.moving.innerHTML = parts.join('');
    this.svg.querySelectorAll('.rounded').forEach((each) => {
      const seen = Number(each.dataset.n) <= revealed;
      each.classList.toggle('unseen', !seen);
      each.firstChild.setAttribute('data-v', seen ? each.firstChild.dataset.later : '');
    });
  }

  sentence(index) {
    const { labels, sizes, dropped, overhang } = this.scene;
    if (sizes.exact !== null) return fill(labels.all_agree, { n: formatNumber(sizes.exact) });
    if (index < sizes.floor) return fill(labels.window_fits, { n: index + 1 });
    return fill(labels.window_over, { n: index + 1, over: overhang, left: dropped });
  }

  place(index) { return { row: 1, column: index + 1, k: 1 }; }

  table(caption) {
    const row = ({ id, size }) => {
      const cells = Array.from({ length: size || 0 }, (_, o) => `<td>${formatNumber(this.scene.grids[id].value(0, 0, o))}</td>`);
      return `<tr><th scope="row">${escapeText(this.scene.labels[`rounding_${id}`])}</th>${cells.join('') || `<td>${escapeText(this.scene.labels.refused)}</td>`}</tr>`;
    };
    return `<table><caption>${escapeText(caption)}</caption>${this.strips.map(row).join('')}</table>`;
  }

  hit(px, py) {
    const n = Math.floor(py / this.places.high);
    for (let o = 0; o < this.count; o += 1) {
      if (Math.abs(this.middle(o) - px) < (this.places.cell * Math.min(this.scene.stride, 1)) / 2 && this.strips[n]) return { panel: this.strips[n].id, o };
    }
    return null;
  }

  tap(hit) { return { go: hit.o }; }
}
VIEWS.roundings = RoundingsView;
