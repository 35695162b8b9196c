// Planes of numbers as pixelated images.
import { sameNumbers } from './packet.js';
import { DEEPEST, roleColour, tintDepth } from './tint.js';

const KEPT = 48;
let painted = []; // images, the newest first

// The address of the image that `draw` puts on a canvas. What was drawn of the same numbers in the same look a while
// ago is not drawn again: most changes move what is around a photograph, and not the photograph.
export function paintOnce(look, values, draw) {
  const known = painted.find((image) => image.look === look && sameNumbers(image.values, values));
  if (known) return known.address;
  const canvas = document.createElement('canvas');
  draw(canvas);
  const address = canvas.toDataURL();
  painted = [{ look, values: values.slice(), address }, ...painted.slice(0, KEPT - 1)];
  return address;
}

// The address of an image of a plane in the tints of its volume's role; `own` keeps the photograph's colours (one or
// three planes of 0 to 1).
export function paintPlane(volume, plane, largest, own) {
  const size = volume.rows * volume.columns;
  const values = own ? volume.values : volume.values.subarray(plane * size, (plane + 1) * size);
  const divisors = own ? volume.divisors : [volume.divisors[plane]];
  const { role, rows, columns } = volume;
  const look = [role, rows, columns, plane, largest, own, divisors, roleColour('paper')].join();
  return paintOnce(look, values, (canvas) => paintOn(canvas, volume, plane, largest, own));
}

// On a canvas that stands in the picture: an image that changes while it plays. WebKit decodes a new address only after
// the frame that should show it, and that frame is blank.
export function paintOn(canvas, volume, plane, largest, own = false) {
  canvas.width = volume.columns;
  canvas.height = volume.rows;
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(volume.columns, volume.rows);
  const paper = roleColour('paper');
  const up = roleColour(volume.role);
  const down = roleColour('negative');
  const size = volume.rows * volume.columns;
  for (let at = 0; at < size; at += 1) {
    for (let c = 0; c < 3; c += 1) {
      if (own) {
        const from = volume.planes === 3 ? c : plane;
        pixels.data[at * 4 + c] = (255 * volume.values[from * size + at]) / volume.divisors[from];
      } else {
        const value = volume.values[plane * size + at] / volume.divisors[plane];
        const share = (tintDepth(value, largest) * DEEPEST) / 100;
        pixels.data[at * 4 + c] = paper[c] + ((value < 0 ? down : up)[c] - paper[c]) * share;
      }
    }
    pixels.data[at * 4 + 3] = 255;
  }
  context.putImageData(pixels, 0, 0);
}
