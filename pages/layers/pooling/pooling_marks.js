// What is marked on the input of a pooling: cells that neighbouring windows share, the cells that have won so far; and
// beside the window the line on which a p-norm moves.
Object.assign(PoolingView.prototype, {
  // Where the window of this output stands on the input, as a box.
  windowBox(i, j) {
    const { scene, boxes } = this;
    const { x, y, cell } = boxes.input;
    const side = this.field * cell;
    return { x: x + (scene.columns[j][0] + scene.padding) * cell, y: y + (scene.rows[i][0] + scene.padding) * cell, width: side, height: side };
  },

  // The windows at the left and above, dashed, and what they share with this one.
  shared(i, j) {
    if (this.boxes.input.cell * this.field < LEAST_FRAME) return '';
    const now = this.windowBox(i, j);
    return [[i, j - 1], [i - 1, j]].map(([r, c]) => {
      if (r < 0 || c < 0) return '';
      const other = this.windowBox(r, c);
      const wide = other.x + other.width - now.x;
      const high = other.y + other.height - now.y;
      if (wide <= 0 || high <= 0) return '';
      const [w, h] = [Math.min(wide, now.width), Math.min(high, now.height)];
      return (
        `<rect class="shared-cells" x="${now.x}" y="${now.y}" width="${w}" height="${h}" data-map="shared" data-v="${Math.round((w * h) / this.boxes.input.cell ** 2)}"/>` +
        `<rect class="frame neighbour" x="${other.x}" y="${other.y}" width="${other.width}" height="${other.height}"/>`
      );
    }).join('');
  },

  // A frame in each cell that has won so far; the newest is the heaviest.
  won(index, revealed) {
    const { cell } = this.boxes.input;
    if (!this.scene.arrays.winners || this.picture || cell < LEGIBLE) return '';
    const frames = [];
    for (let n = 0; n <= Math.max(revealed, index); n += 1) {
      const [i, j] = this.position(n);
      const place = this.winner(i, j);
      const box = this.windowBox(i, j);
      const [a, b] = [Math.floor(place / this.field), place % this.field];
      const inset = n === index ? 3 : 4;
      const side = cell - 2 * inset;
      frames.push(
        `<rect class="won ${n === index ? 'now' : ''}" x="${box.x + b * cell + inset}" y="${box.y + a * cell + inset}" width="${side}" height="${side}" rx="3" ` +
        `data-map="won" data-n="${n}" data-i="${this.scene.rows[i][a]}" data-j="${this.scene.columns[j][b]}"/>`,
      );
    }
    return frames.join('');
  },

  // Of a norm: the sum of sizes (p = 1) at one end, the largest size (p without end) near the other, the mean apart.
  normLine(i, j, y) {
    const { scene } = this;
    const box = this.boxes.window;
    if (!scene.arrays.sum || this.narrow) return '';
    const at = (name) => {
      const [, rows, columns] = scene.arrays[name].shape;
      return scene.arrays[name].values[(this.d * rows + i) * columns + j];
    };
    const [sum, largest, mean] = ['sum', 'largest', 'mean'].map(at);
    const low = Math.min(0, mean);
    const wide = this.boxes.output.x - box.x - 56;
    const place = (value) => box.x + ((value - low) / (sum - low || 1)) * wide;
    const mark = (name, value, down) =>
      `<path class="norm-tick" d="M${place(value)},${y - 7}v14"/><text class="norm-name" x="${place(value)}" y="${y + down}">${escapeText(fill(scene.labels[`norm_${name}`], { n: formatNumber(value) }))}</text>`;
    const result = scene.grids.output.value(this.d, i, j);
    return (
      `<path class="norm-line" d="M${place(low)},${y}H${place(sum)}"/>` + mark('sum', sum, 22) + mark('largest', largest, 22) + mark('mean', mean, 40) +
      `<circle class="norm-now role-output" cx="${place(result)}" cy="${y}" r="8" data-map="norm" data-v="${result}" data-sum="${sum}" data-largest="${largest}" data-mean="${mean}"/>`
    );
  },
});
