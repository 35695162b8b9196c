// All maps of a volume in one picture, so many side by side, a hair apart.
function paintMaps(volume, across) {
  const down = Math.ceil(volume.planes / across);
  const [h, w] = [volume.rows, volume.columns];
  const step = Math.max(1, Math.ceil(26 / w)); // small maps are painted larger, so that the hair stays thin
  const hair = Math.max(1, Math.round((w * step) / 22));
  const canvas = document.createElement('canvas');
  canvas.width = across * (w * step + hair);
  canvas.height = down * (h * step + hair);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(canvas.width, canvas.height);
  const line = roleColour('line');
  for (let at = 0; at < pixels.data.length; at += 4) pixels.data.set([...line.slice(0, 3), 255], at); // between the maps
  const [paper, up, below] = [roleColour('paper'), roleColour(volume.role), roleColour('negative')];
  for (let k = 0; k < volume.planes; k += 1) {
    const left = (k % across) * (w * step + hair);
    const top = Math.floor(k / across) * (h * step + hair);
    const divisor = volume.divisors[k];
    for (let y = 0; y < h * step; y += 1) {
      for (let x = 0; x < w * step; x += 1) {
        const value = volume.values[volume.index(k, Math.floor(y / step), Math.floor(x / step))] / divisor;
        const share = (Math.min(Math.abs(value) * (divisor / 127), 1) * DEEPEST) / 100;
        const tint = value < 0 ? below : up;
        const at = ((top + y) * canvas.width + left + x) * 4;
        for (let c = 0; c < 3; c += 1) pixels.data[at + c] = paper[c] + (tint[c] - paper[c]) * share;
        pixels.data[at + 3] = 255;
      }
    }
  }
  context.putImageData(pixels, 0, 0);
  const over = volume.planes % across; // the last row may not be full
  if (over) context.clearRect(over * (w * step + hair), (down - 1) * (h * step + hair), canvas.width, canvas.height);
  return canvas.toDataURL();
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
    const said = n ? fill(this.scene.labels.map_of, { layer: layer.name, n: formatNumber(k + 1), count: formatNumber(layer.maps) }) : layer.name;
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
