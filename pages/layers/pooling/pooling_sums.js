// What stands beside the input of a pooling: the window's numbers large, and how they become one.
Object.assign(PoolingView.prototype, {
  winner(i, j) {
    const { winners } = this.scene.arrays;
    if (!winners) return null;
    const [, rows, columns] = winners.shape;
    return winners.values[(this.d * rows + i) * columns + j];
  },

  windowCells(i, j) {
    const { input } = this.scene.grids;
    return this.scene.rows[i].flatMap((r, a) => this.scene.columns[j].map((c, b) => {
      const inside = input.inside(r, c);
      return { a, b, inside, value: inside ? input.value(this.d, r, c) : 0 };
    }));
  },

  windowMarkup(i, j) {
    const { scene, boxes } = this;
    const { input, output } = scene.grids;
    const box = boxes.window;
    const winner = this.winner(i, j);
    const parts = this.windowCells(i, j).map(({ a, b, inside, value }, n) =>
      cellMarkup({
        x: box.x + b * box.cell, y: box.y + a * box.cell, cell: box.cell, value, largest: input.largest(), role: 'input',
        data: { map: 'window', i: a, j: b }, shown: inside || winner === null ? formatNumber(value) : '·',
        extra: `${inside ? '' : 'padded'} ${winner === n ? 'winner' : ''} ${winner !== null && winner !== n ? 'outdone' : ''}`,
      }),
    );
    const result = output.value(this.d, i, j);
    const y = box.y + box.h + (this.narrow ? 18 : 30);
    parts.push(`<text class="result role-output" x="${box.x}" y="${y}">${isRounded(result) ? '≈ ' : '= '}${formatNumber(result)}</text>`);
    parts.push(this.normLine(i, j, y + 34));
    return parts.join('');
  },

  // How the numbers of the window become one, written out.
  sentence(index) {
    const [i, j] = this.position(index);
    const { how, p } = this.scene;
    const all = this.windowCells(i, j).map(({ value }) => value);
    const values = this.windowCells(i, j).filter(({ inside }) => inside).map(({ value }) => value);
    const result = this.scene.grids.output.value(this.d, i, j);
    const about = isRounded(result) || all.some(isRounded) ? '≈' : '=';
    const few = (list, join) => (list.length > 12 ? [...list.slice(0, 6), '…', ...list.slice(-2)] : list).join(join);
    const bracketed = (list) => list.map((v) => (v < 0 ? `(${formatNumber(v)})` : formatNumber(v)));
    const absolute = all.map((v) => `|${formatNumber(v)}|`);
    const end = `${about} ${formatNumber(result)}`;
    if (how === 'max' || how === 'min') return `${how}(${few(values.map(formatNumber), ', ')}) ${end}`;
    if (how === 'median') return `median(${few([...all].sort((a, b) => a - b).map(formatNumber), ', ')}) ${end}`;
    if (how === 'mean') return `(${few(bracketed(all), ' + ')}) / ${all.length} ${end}`;
    const power = formatNumber(p);
    return how === 'l2' ? `√(${few(bracketed(all).map((v) => `${v}²`), ' + ')}) ${end}` : `(${few(absolute.map((v) => `${v}^${power}`), ' + ')})^(1/${power}) ${end}`;
  },

  table(caption) { return outputTable(this.scene.grids.output, this.d, fill(caption, { k: this.d + 1 })); },
});
