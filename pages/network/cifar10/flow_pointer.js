// The tints of a role as pixels, from the deepest negative to the deepest positive: 255 of them, and the line between.
function tintPalette(role) {
  const [paper, up, down, line] = [roleColour('paper'), roleColour(role), roleColour('negative'), roleColour('line')];
  const colours = new Uint8ClampedArray(4 * 256);
  for (let n = -127; n <= 127; n += 1) {
    const share = (Math.abs(n) / 127) * (DEEPEST / 100);
    const mixed = [0, 1, 2].map((c) => paper[c] + ((n < 0 ? down : up)[c] - paper[c]) * share);
    colours.set([...mixed, 255], 4 * (n + 127));
  }
  colours.set([...line.slice(0, 3), 255], 4 * 255);
  return new Uint32Array(colours.buffer);
}

// All maps of a volume (whole steps of a tint, -127 to 127) in one picture, so many side by side, a hair apart.
function paintMaps(volume, across, palette) {
  volume.painted ??= {}; // drawn once a scene: a stage is built anew at every choice
  if (volume.painted[across]) return volume.painted[across];
  const down = Math.ceil(volume.planes / across);
  const [h, w] = [volume.rows, volume.columns];
  const step = Math.max(1, Math.ceil(14 / w)); // small maps are painted larger, so that the hair stays thin
  const hair = w > 20 ? 2 : 1;
  const [wide, high] = [w * step + hair, h * step + hair];
  const canvas = document.createElement('canvas');
  canvas.width = across * wide;
  canvas.height = down * high;
  const context = canvas.getContext('2d');
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer).fill(palette[255]);
  for (let k = 0; k < volume.planes; k += 1) {
    const corner = Math.floor(k / across) * high * canvas.width + (k % across) * wide;
    for (let y = 0; y < h * step; y += 1) {
      const from = volume.index(k, Math.floor(y / step), 0);
      const to = corner + y * canvas.width;
      for (let x = 0; x < w * step; x += 1) pixels[to + x] = palette[volume.values[from + Math.floor(x / step)] + 127];
    }
  }
  context.putImageData(image, 0, 0);
  const over = volume.planes % across; // the last row may not be full
  if (over) context.clearRect(over * wide, (down - 1) * high, canvas.width, canvas.height);
  volume.painted[across] = canvas.toDataURL();
  return volume.painted[across];
}

// What lies under the pointer in the picture of a whole network, shown large.
const flowPointer = {
  hit(x, y) {
    const last = Math.min(this.index ?? 0, this.blocks.length - 2);
    for (let n = 0; n <= last; n += 1) {
      const block = this.blocks[n];
      if (x < block.x || y < block.y || x >= block.x + block.w || y >= block.y + block.h) continue;
      const k = n ? Math.floor((y - block.y) / block.tile) * block.columns + Math.floor((x - block.x) / block.tile) : 0;
      if (k < block.maps) return { panel: 'flow', n, k };
    }
    return null;
  },

  light(hit) {
    this.looking = Boolean(hit && hit.panel === 'flow');
    this.lens.innerHTML = this.looking ? this.lensMarkup(hit) : '';
    if (this.looking) this.drawWires(hit.n, hit.k);
    else if (this.index !== undefined) this.drawWires(Math.min(this.index, this.scene.layers.length - 1), null);
  },

  lensMarkup({ n, k }) {
    const layer = this.scene.layers[n];
    const side = Math.min(this.height * 0.5, this.width * 0.4, 190);
    const at = this.place_(n, k);
    const { tile } = this.blocks[n];
    const left = at.x + tile + side + 24 < this.width ? at.x + tile + 12 : at.x - side - 24;
    const top = Math.min(Math.max(at.y - side / 2, 6), this.height - side - 34);
    const volume = n ? this.scene.grids[`volume.${n}`] : this.scene.grids.photograph;
    const source = n ? paintPlane(volume, k, 127 / volume.divisors[k], false) : paintPlane(volume, 0, 1, true);
    const scale = n ? 127 / volume.divisors[k] : 1;
    const said = n ? `${fill(this.scene.labels.map_of, { layer: layer.name, n: formatNumber(k + 1), count: formatNumber(layer.maps) })} · ±${formatNumber(scale)}` : layer.name;
    return (
      `<rect class="lens-paper" x="${left - 6}" y="${top - 6}" width="${side + 12}" height="${side + 34}" rx="8"/>` +
      `<image class="pixels" href="${source}" x="${left}" y="${top}" width="${side}" height="${side}" preserveAspectRatio="none"/>` +
      `<text class="lens-said" x="${left + side / 2}" y="${top + side + 13}" font-size="${Math.min(13, side / 11)}">${escapeText(said)}</text>`
    );
  },

  preview() { return null; },

  // A map opens the part that takes it apart.
  tap({ n, k }) {
    const { layers } = this.scene;
    if (!n) return { go: 0 };
    const made = layers[n].kind === 'relu' ? n - 1 : n; // of RELU the layer whose scores it cut
    return { set: { part: 'map', layer: layers[made].layer, front: k, slice: 0 } };
  },
};
