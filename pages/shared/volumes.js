// The volumes of a network, and the picture flowing through them: on a wide screen as boxes, width and height to
// scale and depth compressed; on a phone flat. Below, the window on one volume and the place that it fills on the next.
const NARROW = 640;

class VolumesView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { reach } = scene;
    const volumes = scene.volumes.map((v) => ({ ...v, name: v.kind === 'input' ? scene.labels.input_name : v.name }));
    this.stops = scene.arrays.stops;
    this.steps = reach ? reach.spans.length : this.stops.shape[0];
    this.count = Math.max(this.steps, 1);
    this.narrow = width < NARROW;
    this.present = document.documentElement.hasAttribute('data-present');
    this.type = this.present ? 22 : width >= 1300 ? 19 : this.narrow ? 13 : 16;
    this.place_(volumes);
    this.photograph(scene.grids.picture);
    this.label();
    this.svg.innerHTML =
      `<defs>${this.boxes.map((_, k) => `<clipPath id="filled-${k}"><rect x="0" y="0" width="${width}" height="0"/></clipPath>`).join('')}</defs>` +
      `<g class="volumes">${this.boxes.map((box, k) => this.boxMarkup(box, k)).join('')}</g>` +
      '<g class="moving"></g><g class="lens"></g>';
    this.svg.classList.toggle('reaching', Boolean(reach));
    this.groups = [...this.svg.querySelectorAll('.volume')];
    this.fills = [...this.svg.querySelectorAll('clipPath rect')];
    this.moving = this.svg.querySelector('.moving');
    this.lens = this.svg.querySelector('.lens');
  }

  stop(index) {
    const [k, i, j, top, bottom, left, right] = this.stops.values.subarray(index * 7, index * 7 + 7);
    return { k, i, j, rows: [top, bottom], columns: [left, right] };
  }

  // Where a volume begins among the stops, and how many it has.
  range(k) {
    const found = [];
    for (let n = 0; n < this.steps; n += 1) if (this.stops.values[n * 7] === k) found.push(n);
    return found;
  }

  show(index) {
    if (this.scene.reach) this.showReach(index);
    else if (this.steps) this.showFlow(index);
    else this.showAlone([...this.boxes[0].lines, this.scene.labels.nothing_yet]);
  }

  showFlow(index) {
    const stop = this.stop(index);
    const own = this.range(stop.k);
    const share = (own.indexOf(index) + 1) / own.length;
    this.boxes.forEach((box, k) => {
      const part = k < stop.k ? 1 : k > stop.k ? 0 : share;
      this.fillTo(k, part);
      this.groups[k].classList.toggle('now', k === stop.k);
      this.groups[k].classList.toggle('source', k === stop.k - 1);
    });
    const [before, after] = [this.boxes[stop.k - 1], this.boxes[stop.k]];
    const parts = [];
    before.tops.forEach((y, tower) => {
      parts.push(this.prism(before, y, stop.rows, stop.columns, 'kernel'));
      after.tops.forEach((to, other) => {
        if (after.apart && tower !== other && before.tops.length === after.tops.length) return;
        parts.push(this.wires(before, y, stop, after, to, share));
      });
    });
    after.tops.forEach((y) => {
      if (!after.fc) parts.push(this.prism(after, y, [stop.i, stop.i + 1], [stop.j, stop.j + 1], 'made'));
    });
    this.moving.innerHTML = parts.join('');
    this.drawLens(before, after, stop, share, after.lines, this.edges(before));
  }

  // Where nothing leads to the input: there are no layers, or it is the input's own cell that looks back.
  showAlone(lines, rows, columns) {
    this.moving.innerHTML = '';
    this.boxes.forEach((box, k) => this.fillTo(k, k ? 0 : 1));
    this.fillLens([{ box: this.boxes[0], rows, columns, look: rows ? 'made' : '', share: 1 }], lines);
  }

  stride() { return this.scene.reach ? 1 : 12; }

  // A step back is worth a longer look than a stop of the window.
  get pace() { return this.scene && this.scene.reach ? 5 : 1; }

  sentence(index) {
    if (this.scene.reach) return this.scene.reach.lines[index].join('; ');
    const { labels, volumes } = this.scene;
    if (!this.steps) return labels.nothing_yet;
    const { k, i, j, rows, columns } = this.stop(index);
    const [before, after] = [this.boxes[k - 1], volumes[k]];
    const source = k > 1 ? before.name : labels.the_input;
    if (after.kind === 'fc') return fill(labels.at_all, { layer: after.name, before: source });
    const outside = rows[0] < 0 || columns[0] < 0 || rows[1] > before.rows || columns[1] > before.columns;
    return fill(labels[after.at], {
      layer: after.name, before: source, row: i + 1, column: j + 1,
      top: formatNumber(rows[0] + 1), bottom: formatNumber(rows[1]), left: formatNumber(columns[0] + 1), right: formatNumber(columns[1]),
    }) + (outside ? labels.at_edge : '');
  }

  place(index) {
    if (this.scene.reach) return { layer: this.scene.volumes[this.scene.reach.from - index].name };
    if (!this.steps) return { layer: '' };
    return { layer: this.scene.volumes[this.stop(index).k].name };
  }

  hit(x, y) {
    const k = this.boxes.findIndex((box) => x >= box.x - 3 && x <= box.x + box.w + box.side + 3);
    return (k > 0 || (k === 0 && this.scene.reach)) && y <= this.below + 40 ? { panel: 'volume', k } : null;
  }

  tap(hit) {
    return this.scene.reach ? { set: { layer: hit.k } } : { go: this.range(hit.k)[0] };
  }

  table(caption) {
    const rows = this.scene.volumes.map((v) => `<tr><th scope="row">${escapeText(v.name)}</th><td>${v.size}</td><td>${escapeText(v.lines.join('; '))}</td></tr>`);
    return `<table><caption>${escapeText(caption)}</caption>${rows.join('')}</table>`;
  }
}
VIEWS.volumes = VolumesView;
