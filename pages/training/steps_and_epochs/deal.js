// Samples dealt into batches: the data set in its own order, this epoch's shuffle cut into batches, and how far the
// training has come, counted in iterations, epochs, updates and samples.
class DealView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.stops = scene.arrays.stops;
    this.count = this.stops.shape[0];
    this.narrow = width < 640;
    this.svg.innerHTML = NeuronsView.hatch;
    const present = document.documentElement.hasAttribute('data-present');
    const rails = this.narrow ? 116 : present ? 150 : 138; // with the row of steps above them
    const left = this.narrow ? MARGIN : width * 0.3;
    this.box = this.narrow
      ? { x: MARGIN, y: scene.few ? height * 0.34 : TITLE, w: width - 2 * MARGIN, h: height * (scene.few ? 0.66 : 1) - rails - (scene.few ? 0 : TITLE) }
      : { x: scene.few ? left + 20 : MARGIN, y: TITLE, w: width - (scene.few ? left + 20 : MARGIN) - MARGIN, h: height - TITLE - rails };
    this.home = this.narrow ? { x: MARGIN, y: TITLE, w: width - 2 * MARGIN, h: height * 0.34 - TITLE - 30 } : { x: MARGIN, y: TITLE, w: left - MARGIN, h: height - TITLE - rails };
    this.still = node('g', {}, this.svg);
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
    this.rails = node('g', { 'aria-hidden': 'true' }, this.svg);
    this.stepsY = height - rails + (present ? 26 : 18);
    this.railsY = this.stepsY + (this.narrow ? 30 : 38);
    this.layout = null;
    if (scene.few) this.drawHome();
  }

  at(index) {
    const { values } = this.stops;
    return { epoch: values[index * 3], within: values[index * 3 + 1], updates: values[index * 3 + 2] };
  }

  // Where samples lie in a grid as square as its box.
  static spread(box, count) {
    const columns = Math.max(1, Math.ceil(Math.sqrt((count * box.w) / Math.max(box.h, 1))));
    const cell = Math.min(box.w / columns, box.h / Math.ceil(count / columns), 54);
    return { columns, cell };
  }

  tile(sample, x, y, cell, more = '', extra = '') {
    const share = 12 + Math.round((66 * sample) / Math.max(this.scene.samples - 1, 1));
    const fillOf = more.includes('left-out') ? '' : `style="fill:color-mix(in srgb, var(--role-input) ${share}%, var(--role-paper))"`;
    const deep = share > 62 && !more.includes('left-out') ? ' deep' : '';
    return (
      `<g class="tile-group ${more}"><rect class="tile ${more}" ${fillOf} x="${x}" y="${y}" width="${cell}" height="${cell}" rx="3" ` +
      `${extra} data-v="${sample + 1}"/>` +
      (cell < LEGIBLE ? '' : `<text class="tile-number${deep}" x="${x + cell / 2}" y="${y + cell / 2}" font-size="${Math.min(fontSize(cell, sample + 1), cell * 0.42)}">${sample + 1}</text>`) + '</g>'
    );
  }

  drawHome() {
    const { labels, samples } = this.scene;
    const { columns, cell } = DealView.spread(this.home, samples);
    this.homeCell = cell;
    this.homeAt = (sample) => [this.home.x + (sample % columns) * cell, this.home.y + Math.floor(sample / columns) * cell];
    const tiles = Array.from({ length: samples }, (_, n) => this.tile(n, ...this.homeAt(n), cell, '', 'data-map="sample"'));
    this.still.innerHTML = this.heading(this.home, 'input', fill(labels.dataset, { samples: formatNumber(samples) })) + `<g data-symbols="N">${tiles.join('')}</g>`;
  }

  heading(box, role, words) {
    return `<text class="title role-${role}" x="${box.x}" y="${box.y - 14}">${escapeText(words)}</text>`;
  }

  // Rows of batches, in as many columns as make the tiles largest.
  placed() {
    const { iterations, batch, dropped } = this.scene;
    const { x, y, w, h } = this.box;
    const rows = iterations + (dropped ? 1 : 0);
    const widest = Math.min(batch, this.scene.samples);
    let best = { cell: 0 };
    for (let columns = 1; columns <= rows; columns += 1) {
      for (let lines = 1; lines <= Math.min(widest, 12); lines += 1) { // a long batch may be broken into lines
        const across = Math.ceil(widest / lines);
        const cell = Math.min((w / columns - 14) / across, (h / Math.ceil(rows / columns) - 8) / lines, 46);
        if (cell > best.cell) best = { cell, columns, across, lines };
      }
    }
    const { cell, columns, across, lines } = best;
    const down = Math.ceil(rows / columns);
    return { cell, across, at: (n, k = 0) => [
      x + 4 + Math.floor(n / down) * (across * cell + 14) + (k % across) * cell,
      y + 4 + (n % down) * (lines * cell + 8) + Math.floor(k / across) * cell,
    ], size: (n) => [Math.min(across, this.sizeOf(n)) * cell, Math.ceil(this.sizeOf(n) / across) * cell] };
  }

  sizeOf(n) {
    const { iterations, batch, last, dropped, samples } = this.scene;
    if (n === iterations) return dropped;
    return n === iterations - 1 ? last : Math.min(batch, samples);
  }

  show(index) {
    const now = this.at(index);
    if (this.scene.few) this.showTiles(now);
    else this.showBoxes(now);
    this.showRails(now);
  }

  showTiles({ epoch, within }) {
    const { scene } = this;
    const { values } = scene.arrays.order;
    const order = (k) => values[epoch * scene.samples + k];
    const { cell, at, size } = (this.layout ??= this.placed());
    const parts = [this.heading(this.box, 'window', fill(scene.labels[within ? 'dealt' : 'shuffled'], { epoch: epoch + 1, iterations: formatNumber(scene.iterations) }))];
    const marks = [];
    let k = 0;
    for (let n = 0; n < scene.iterations + (scene.dropped ? 1 : 0); n += 1) {
      const left = n === scene.iterations;
      for (let m = 0; m < this.sizeOf(n); m += 1, k += 1) {
        parts.push(this.tile(order(k), ...at(n, m), cell, left ? 'left-out' : n + 1 < within ? 'used' : '', `data-map="dealt" data-i="${n}" data-j="${m}"`));
        if (n + 1 === within) marks.push(this.homeAt(order(k)));
      }
      if (n + 1 === within) {
        const [x, y] = at(n);
        const [w, h] = size(n);
        parts.push(`<rect class="batch-frame" data-symbols="B" x="${x - 3}" y="${y - 3}" width="${w + 6}" height="${h + 6}" rx="5"/>`);
      }
    }
    const edge = this.homeCell;
    parts.push(...marks.map(([x, y]) => `<rect class="batch-frame" x="${x + 1}" y="${y + 1}" width="${edge - 2}" height="${edge - 2}" rx="3"/>`));
    this.moving.innerHTML = parts.join('');
  }

  // Of a large data set: a box a batch (or for several), the short last one as narrow as it is.
  showBoxes({ epoch, within }) {
    const { scene } = this;
    const boxes = Math.ceil(scene.iterations / scene.each);
    const { columns, cell } = DealView.spread(this.box, boxes);
    const title = scene.each > 1 ? 'boxes_of' : within ? 'boxes' : 'boxes_shuffled';
    const parts = [this.heading(this.box, 'window', fill(scene.labels[title], {
      epoch: epoch + 1, iterations: formatNumber(scene.iterations), batch: formatNumber(scene.batch), each: formatNumber(scene.each),
    }))];
    for (let n = 0; n < boxes; n += 1) {
      const first = n * scene.each;
      const final = n === boxes - 1;
      const share = final && scene.each === 1 ? this.sizeOf(n) / Math.min(scene.batch, scene.samples) : 1;
      const state = first + scene.each < within ? 'done' : first < within ? 'now' : '';
      const x = this.box.x + (n % columns) * cell;
      const y = this.box.y + Math.floor(n / columns) * cell;
      parts.push(`<rect class="batch-box ${state}" data-map="batch" data-i="${n}" data-v="${this.sizeOf(n)}" x="${x + 1}" y="${y + 1}" width="${(cell - 2) * share}" height="${cell - 2}" rx="2"/>`);
      if (cell > 26 && scene.each === 1) {
        const shown = formatNumber(this.sizeOf(n));
        parts.push(`<text class="tile-number${state === 'now' && share > 0.6 ? ' deep' : ''}" x="${x + cell / 2}" y="${y + cell / 2}" font-size="${Math.min(fontSize(cell, shown), 18)}">${shown}</text>`);
      }
    }
    this.moving.innerHTML = parts.join('');
  }

  // How far it has come, on three scales.
  showRails({ epoch, within, updates }) {
    const { scene } = this;
    const { labels, iterations, epochs } = scene;
    const name = this.narrow ? 66 : 120;
    const count = this.narrow ? 96 : 170;
    const x = MARGIN + name;
    const w = this.width - x - MARGIN - count;
    const rows = [
      ['iteration', within, iterations], ['epoch', epoch + (within === iterations ? 1 : 0), epochs], ['update', updates, iterations * epochs],
    ];
    const step = this.narrow ? 22 : 25;
    this.rails.innerHTML = dealSteps({ x: MARGIN, y: this.stepsY, width: this.width - 2 * MARGIN, narrow: this.narrow, labels, within }) + rows.map(([what, done, all], n) => {
      const y = this.railsY + n * step;
      return (
        `<text class="rail-name" x="${MARGIN}" y="${y}">${escapeText(labels[what])}</text>` +
        `<rect class="rail" x="${x}" y="${y - 6}" width="${w}" height="12" rx="6"/>` +
        `<rect class="rail-done" x="${x}" y="${y - 6}" width="${(w * done) / all}" height="12" rx="6"/>` +
        `<text class="rail-count" x="${this.width - MARGIN}" y="${y}" data-map="${what}" data-v="${done}">${formatNumber(done)} / ${formatNumber(all)}</text>`
      );
    }).join('');
  }

  seen({ epoch, within }) {
    const { iterations, batch, last, samples } = this.scene;
    const full = Math.min(batch, samples);
    const each = (iterations - 1) * full + last;
    return epoch * each + (within === iterations ? each : within * full);
  }

  sentence(index) {
    const now = this.at(index);
    const { labels } = this.scene;
    const key = now.within ? 'said_update' : 'said_shuffle';
    return fill(labels[key], {
      epoch: formatNumber(now.epoch + 1), iteration: formatNumber(now.within), updates: formatNumber(now.updates),
      size: formatNumber(now.within ? this.sizeOf(now.within - 1) : 0), samples: formatNumber(this.seen(now)),
    });
  }

  place(index) { return this.at(index); }

  stride() { return this.scene.iterations + 1; }
}
VIEWS.deal = DealView;
