// A scene out of its bytes: the JSON head, then typed arrays. See pages/frame/stage/scene.py for the writer.
const ARRAY_TYPES = {
  i1: Int8Array,
  u1: Uint8Array,
  i2: Int16Array,
  i4: Int32Array,
  f4: Float32Array,
  f8: Float64Array,
};

export async function unpack(bytes) {
  // A small scene comes as it is, and is drawn in the same turn of the clock; the copy begins at a multiple of 8.
  const raw = bytes[0] === 'r'.charCodeAt(0);
  const buffer = raw ? bytes.slice(4).buffer : await inflate(bytes.subarray(4));
  return readScene(buffer);
}

export function sameNumbers(a, b) {
  if (a === undefined || a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).arrayBuffer();
}

function readScene(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const scene = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  scene.arrays = Object.fromEntries(
    scene.arrays.map(({ name, shape, type, at }) => {
      const count = shape.reduce((product, n) => product * n, 1);
      return [name, { shape, values: new ARRAY_TYPES[type](buffer, 4 + length + at, count) }];
    }),
  );
  scene.grids = Object.fromEntries(scene.grids.map((grid) => [grid.id, new Volume(grid, scene.arrays)]));
  if (scene.arrays.rows) scene.rows = unpackTaps(scene.arrays.rows);
  if (scene.arrays.columns) scene.columns = unpackTaps(scene.arrays.columns);
  return scene;
}

export function unpackTaps({ shape: [positions, field], values }) {
  return Array.from({ length: positions }, (_, i) => Array.from(values.subarray(i * field, (i + 1) * field)));
}

// Planes of numbers, kept as whole numbers with a divisor a plane, so that each value is exact.
class Volume {
  constructor({ id, role, divisors, kind }, arrays) {
    const { shape, values } = arrays[`grid.${id}`];
    Object.assign(this, { id, role, divisors, kind, values });
    [this.planes, this.rows, this.columns] = shape;
  }

  index(plane, i, j) {
    return (plane * this.rows + i) * this.columns + j;
  }

  inside(i, j) {
    return i >= 0 && j >= 0 && i < this.rows && j < this.columns;
  }

  numerator(plane, i, j) {
    return this.values[this.index(plane, i, j)];
  }

  value(plane, i, j) {
    return this.numerator(plane, i, j) / this.divisors[plane];
  }

  plane(n) {
    const each = this.rows * this.columns;
    return Array.from({ length: each }, (_, at) => this.values[n * each + at] / this.divisors[n]);
  }

  largest() {
    if (this.top === undefined) {
      this.top = 0;
      const each = this.rows * this.columns;
      this.divisors.forEach((divisor, plane) => {
        const values = this.values.subarray(plane * each, (plane + 1) * each);
        for (const n of values) this.top = Math.max(this.top, Math.abs(n / divisor));
      });
    }
    return this.top;
  }
}
