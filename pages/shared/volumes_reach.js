// What one neuron sees, traced back through the volumes to the picture.

Object.assign(VolumesView.prototype, {
  // What one neuron sees, a volume further back at each step, until it is the picture.
  showReach(index) {
    const { from, spans, lines } = this.scene.reach;
    const span = (n) => ({ rows: spans[n].slice(0, 2), columns: spans[n].slice(2) });
    this.boxes.forEach((box, k) => {
      this.fillTo(k, k <= from ? 1 : 0);
      this.groups[k].classList.toggle('now', k === from - index);
      this.groups[k].classList.toggle('source', k === from);
    });
    const parts = [];
    for (let n = index; n >= 0; n -= 1) {
      const box = this.boxes[from - n];
      const { rows, columns } = span(n);
      box.tops.forEach((y, tower) => {
        parts.push(this.prism(box, y, rows, columns, n ? 'kernel' : 'made'));
        if (!n) return;
        const next = this.boxes[from - n + 1];
        const to = span(n - 1);
        const middle = { i: (to.rows[0] + to.rows[1] - 1) / 2, j: (to.columns[0] + to.columns[1] - 1) / 2 };
        const inside = (m, most) => Math.min(Math.max(m, 0), most - 1);
        const stop = { rows, columns, i: inside(middle.i, next.rows), j: inside(middle.j, next.columns) };
        next.tops.forEach((other, at) => {
          if (next.apart && tower !== at && box.tops.length === next.tops.length) return;
          parts.push(this.wires(box, y, stop, next, other, 0.5));
        });
      });
    }
    this.moving.innerHTML = parts.join('');
    if (!from) { this.showAlone(lines[0], span(0).rows, span(0).columns); return; }
    const here = Math.max(index, 1);
    const [before, after] = [span(here), span(here - 1)];
    const stop = { ...before, to: after.rows, across: after.columns };
    this.drawLens(this.boxes[from - here], this.boxes[from - here + 1], stop, 1, lines[index], [before.rows, before.columns]);
  },
});
