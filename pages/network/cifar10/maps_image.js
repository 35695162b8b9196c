// All maps of a volume as one image: hundreds of nodes would cost more than all else.
import { paintOnce } from '../../frame/stage/paint.js';
import { DEEPEST, roleColour } from '../../frame/stage/tint.js';

// The tints of a role as pixels, from the deepest negative to the deepest positive: 255 of them, and the line between.
export function tintPalette(role) {
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

// The maps (whole steps of a tint, -127 to 127), so many side by side, a hair apart.
export function paintMaps(volume, across, palette) {
  const look = ['maps', volume.rows, volume.columns, across, palette[0], palette[127], palette[254]].join();
  return paintOnce(look, volume.values, (canvas) => drawMaps(canvas, volume, across, palette));
}

function drawMaps(canvas, volume, across, palette) {
  const down = Math.ceil(volume.planes / across);
  const [h, w] = [volume.rows, volume.columns];
  const step = Math.max(1, Math.ceil(14 / w)); // small maps are painted larger, so that the hair stays thin
  const hair = w > 20 ? 2 : 1;
  const [wide, high] = [w * step + hair, h * step + hair];
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
      for (let x = 0; x < w * step; x += 1) {
        pixels[to + x] = palette[volume.values[from + Math.floor(x / step)] + 127];
      }
    }
  }
  context.putImageData(image, 0, 0);
  const over = volume.planes % across; // the last row may not be full
  if (over) context.clearRect(over * wide, (down - 1) * high, canvas.width, canvas.height);
}
