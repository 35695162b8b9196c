// A whole network at work: the photograph, every map of every volume in order, the scores. Position n has all volumes up
// to layer n; the last turns the scores into chances. What lies under the pointer is shown large, with its wires.
const FLOW_GAP = 9;

class FlowView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.layers.length + 1;
    this.narrow = width < 640;
    this.present = document.documentElement.hasAttribute('data-present');
    this.type = this.present ? 17 : width >= 1300 ? 15 : this.narrow ? 9 : 12;
    this.palette = tintPalette('output');
    this.blocks = this.narrow ? this.banded(width, height) : this.inARow(width, height);
    this.svg.innerHTML =
      this.blocks.map((block, n) => this.blockMarkup(block, n)).join('') + '<g class="flow-wires"></g><g class="flow-bars"></g><g class="flow-lens"></g>';
    this.groups = [...this.svg.querySelectorAll('.flow-block')];
    [this.wires, this.bars, this.lens] = ['wires', 'bars', 'lens'].map((name) => this.svg.querySelector(`.flow-${name}`));
  }

  get pace() { return 4; }

  // ---- where everything stands

  // All volumes side by side: squares of one size, as large as there is room; then wider where there still is some.
  inARow(width, height) {
    const { layers } = this.scene;
    const top = this.type * 3 + 6;
    const room = height - top - 8;
    const last = Math.max(this.type * 13.5, 150); // the scores with their names
    const photo = Math.min(room * 0.36, width * 0.11);
    const middle = layers.slice(1, -1);
    const gaps = middle.length + 1;
    const free = width - 2 * MARGIN - photo - last - FLOW_GAP * gaps;
    const counts = [...new Set(middle.map((layer) => layer.maps))];
    const across = (maps, tile) => Math.ceil(maps / Math.max(Math.floor(room / tile), 1));
    const tiles = new Map();
    // Not narrower than what stands above it, where there is room for words and maps; a size may reach over the RELU
    // beside it, which has none.
    const above = middle.map(({ name, size, kind }, n) => Math.max(wordsWidth(name, this.type * 1.15), [kind, layers[n + 2].kind].includes('relu') ? 0 : wordsWidth(size, this.type * 0.8)));
    const spacious = above.reduce((sum, words) => sum + words, 0) < free * 0.85;
    const wide = ({ maps }, n) => Math.max(across(maps, tiles.get(maps)) * tiles.get(maps), spacious ? above[n] : 0);
    const used = () => middle.reduce((sum, layer, n) => sum + wide(layer, n), 0);
    let tile = 60;
    do { tile -= 0.25; counts.forEach((maps) => tiles.set(maps, tile)); } while (tile > 4 && used() > free);
    counts.forEach((maps) => {
      for (const before = tiles.get(maps); tiles.get(maps) < 90;) {
        tiles.set(maps, tiles.get(maps) + 0.25);
        if (used() > free || across(maps, tiles.get(maps)) > across(maps, before)) { tiles.set(maps, tiles.get(maps) - 0.25); break; }
      }
    });
    const spare = (free - used()) / gaps;
    let x = MARGIN;
    const blocks = [{ x, y: top, tile: photo, columns: 1, maps: 1, w: photo, h: photo }];
    x += photo + FLOW_GAP + spare;
    middle.forEach((layer, n) => {
      const { maps } = layer;
      const size = tiles.get(maps);
      const columns = across(maps, size);
      blocks.push({ x, y: top, tile: size, columns, maps, w: size * columns, h: size * Math.ceil(maps / columns) });
      x += wide(layer, n) + FLOW_GAP + spare;
    });
    return [...blocks, { x: width - MARGIN - last + 6, y: top, w: last - 6, h: room - (this.scene.qr ? 112 : 0), scores: true }]; // the corner is the QR code's
  }

  // On a phone: three bands one below the other, each ending in a pooling layer; the scores below.
  banded(width, height) {
    const { layers } = this.scene;
    const bands = [[0]];
    layers.slice(1, -1).forEach((layer, n) => {
      bands[bands.length - 1].push(n + 1);
      if (layer.kind === 'pool') bands.push([]);
    });
    bands.pop();
    const below = 112; // its last lines stay free for the button of the table
    const each = (height - below) / bands.length;
    const blocks = [];
    bands.forEach((band, b) => {
      const y = b * each + 20;
      const h = each - 24;
      const w = (width - 2 * MARGIN - 6 * (band.length - 1)) / band.length;
      band.forEach((n, at) => {
        const maps = n ? layers[n].maps : 1;
        const [size, across] = FlowView.fitted(maps, w, h);
        blocks[n] = { x: MARGIN + at * (w + 6), y, tile: size, columns: across, maps, w: size * across, h: size * Math.ceil(maps / across) };
      });
    });
    return [...blocks, { x: MARGIN, y: height - below + 12, w: width - 2 * MARGIN, h: below - 30, scores: true }];
  }

  // The largest square of which so many fill a box, and how many of them stand side by side.
  static fitted(maps, w, h) {
    let best = [0, 1];
    for (let across = 1; across <= maps; across += 1) {
      const size = Math.min(w / across, h / Math.ceil(maps / across));
      if (size > best[0]) best = [size, across];
    }
    return best;
  }

  place_(n, k) {
    const block = this.blocks[n];
    const x = block.x + (k % block.columns) * block.tile;
    const y = block.y + Math.floor(k / block.columns) * block.tile;
    return { x, y, middle: [x + block.tile / 2, y + block.tile / 2] };
  }

  // ---- what stands still

  blockMarkup(block, n) {
    const layer = this.scene.layers[n];
    const role = n ? 'output' : 'input';
    const name = `<text class="flow-name" x="${block.x}" y="${block.y - this.type * (this.narrow ? 1 : 2)}" font-size="${this.type}">${escapeText(layer.name)}</text>`;
    const size = this.narrow || block.scores || layer.kind === 'relu' ? '' : `<text class="flow-size" x="${block.x}" y="${block.y - this.type * 0.85}" font-size="${this.type * 0.8}">${layer.size}</text>`;
    if (block.scores) return `<g class="flow-block role-output" data-layer="${escapeText(layer.name)}">${name}</g>`;
    return `<g class="flow-block role-${role}" data-panel="flow" data-n="${n}" data-layer="${escapeText(layer.name)}">${name}${size}${this.painted(n)}</g>`;
  }

  // One picture for all maps of a volume: hundreds of nodes would cost more than all else.
  painted(n) {
    const block = this.blocks[n];
    const image = (href, x, y, w, h) => `<image class="pixels" href="${href}" x="${x}" y="${y}" width="${w}" height="${h}" preserveAspectRatio="none"/>`;
    if (!n) return image(paintPlane(this.scene.grids.photograph, 0, 1, true), block.x, block.y, block.w, block.h) + this.colours(block, image);
    return image(paintMaps(this.scene.grids[`volume.${n}`], block.columns, this.palette), block.x, block.y, block.w, block.h);
  }

  // Below the photograph its three slices: red, green, blue.
  colours({ x, y, w, h }, image) {
    const gap = 6;
    const side = Math.min((this.height - y - h - 4 * gap - 8) / 3, w * 0.62);
    if (this.narrow || side < 16) return '';
    const { photograph } = this.scene.grids;
    return [0, 1, 2].map((c) => image(paintPlane(photograph, c, 1, false), x, y + h + gap + c * (side + gap), side, side)).join('');
  }

  // ---- what moves

  show(index) {
    this.index = index;
    this.groups.forEach((group, n) => {
      group.classList.toggle('to-come', n > index);
      group.classList.toggle('now', n === Math.min(index, this.groups.length - 1));
    });
    if (!this.looking) this.drawWires(Math.min(index, this.scene.layers.length - 1), null);
    this.bars.innerHTML = index >= this.scene.layers.length - 1 ? this.barMarkup(index >= this.scene.layers.length) : '';
  }

  // From which maps a map is made: of CONV and FC all, of RELU and POOL the one of the same number.
  drawWires(n, k) {
    if (!n || (this.narrow && this.blocks[n].scores)) { this.wires.innerHTML = ''; return; }
    const [before, block, layer] = [this.blocks[n - 1], this.blocks[n], this.scene.layers[n]];
    const chosen = k ?? 0;
    const all = layer.kind === 'conv' || layer.kind === 'fc';
    const pairs = [];
    const targets = k === null && !all ? Array.from({ length: block.maps }, (_, m) => m) : [chosen];
    targets.forEach((to) => (all ? Array.from({ length: before.maps }, (_, m) => m) : [to]).forEach((from) => pairs.push([from, to])));
    const end = (to) => (block.scores ? [block.x - 4, block.y + ((to + 0.5) * block.h) / this.scene.classes.length] : this.place_(n, to).middle);
    const lines = pairs.map(([from, to]) => {
      const [x, y] = this.place_(n - 1, from).middle;
      const [tx, ty] = end(k === null && block.scores ? this.scene.winner : to);
      return `M${x.toFixed(1)},${y.toFixed(1)}L${tx.toFixed(1)},${ty.toFixed(1)}`;
    });
    const frame = block.scores || (k === null && !all) ? '' : this.frame(n, chosen);
    this.wires.innerHTML = `<path class="flow-wire${this.narrow ? ' thin' : ''}" d="${lines.join('')}"/>${frame}`;
  }

  frame(n, k) {
    const { x, y } = this.place_(n, k);
    const { tile } = this.blocks[n];
    return `<rect class="flow-frame" x="${x}" y="${y}" width="${tile}" height="${tile}"/>`;
  }

  sentence(index) {
    const { layers, last } = this.scene;
    return index < layers.length ? layers[index].line : last;
  }

  place(index) { return { layer: this.scene.layers[Math.min(index, this.scene.layers.length - 1)].name }; }

  table(caption) {
    const rows = this.scene.layers.map((layer) => `<tr><th scope="row">${escapeText(layer.name)}</th><td>${layer.size}</td><td>${escapeText(layer.line)}</td></tr>`);
    const scores = this.scene.classes.map((name, k) => `<tr><th scope="row">${escapeText(name)}</th><td>${formatNumber(this.scene.arrays.scores.values[k])}</td><td>${formatNumber(100 * this.scene.arrays.chances.values[k])}%</td></tr>`);
    return `<table><caption>${escapeText(caption)}</caption>${rows.join('')}${scores.join('')}</table>`;
  }
}
Object.assign(FlowView.prototype, flowBars, flowPointer);
VIEWS.flow = FlowView;
