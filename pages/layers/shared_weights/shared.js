// The row of neurons again, each wire in the colour and with the name of its weight: shared, own, or to everything.
class SharedView extends NeuronsView {
  static colours = 5;

  static low = 58; // px of the ways to wire, where they stand side by side under the row

  build(scene, choice, width, height) {
    this.wires = unpackTaps(scene.arrays.names);
    this.stops = unpackTaps(scene.arrays.stops);
    this.held = undefined;
    super.build(scene, choice, width, height);
    node('g', {}, this.svg).innerHTML = this.ways();
  }

  kept(width) { return width < 860 ? { right: 0, bottom: SharedView.low + 40 } : { right: 348, bottom: 0 }; }

  // Room in a weight's cell for its name.
  nameOf() { return '\u00a0'; }

  // A neuron stands over the patch of a convolution, also where it sees everything.
  middle(o) {
    const { x, cell } = this.places;
    return x + (this.scene.padding + this.stopOf(o)) * cell;
  }

  stopOf(o) { return (this.stops[o][0] + this.stops[o][this.stops[o].length - 1] + 1) / 2; }

  nearest(at) {
    const far = this.stops.map((_, o) => Math.abs(this.stopOf(o) - at));
    return far.indexOf(Math.min(...far));
  }

  planeOf() { return this.index || 0; }

  name(id) { return this.scene.kind === 'shared' ? String.fromCharCode(97 + id) : String(id + 1); }

  // All wires, grouped by colour.
  faint() {
    const paths = Array.from({ length: SharedView.colours }, () => []);
    this.wires.forEach((ids, o) => ids.forEach((id, a) => paths[id % SharedView.colours].push(this.wirePath(o, this.scene.columns[o][a]))));
    return paths.map((each, n) => `<path class="weight-wires weight-${n}" d="${each.join('')}"/>`).join('') + '<path class="brought" d=""/>';
  }

  get under() { return 0.4; }

  // Under each input the names of the weights that touch it, as far as there is room.
  inputs() {
    const { x, cell, input: y } = this.places;
    const at = {};
    this.wires.forEach((ids, o) => ids.forEach((id, a) => { (at[this.scene.columns[o][a]] ??= new Set()).add(id); }));
    const parts = Object.entries(at).map(([tap, ids]) => {
      const size = cell / Math.max(ids.size, 3);
      if (size < 11) return '';
      return [...ids].sort((a, b) => a - b).map((id, n) => {
        const left = x + (Number(tap) + this.scene.padding) * cell + (cell - ids.size * size) / 2 + n * size;
        return this.chip(id, left + 0.5, y + cell + 3, size - 1, `data-map="touched" data-j="${tap}" data-v="${id}"`);
      }).join('');
    });
    return super.inputs() + parts.join('');
  }

  // Each weight wears its colour and its name.
  sums(index, left) {
    const { cell, weights } = this.places;
    const size = Math.min(cell * 0.34, 24);
    const chips = this.wires[index].map((id, a) => this.chip(id, left + (a + 0.5) * cell - size / 2, weights + cell - size - 2, size)).join('');
    return super.sums(index, left) + (size < 9 ? '' : chips);
  }

  chip(id, x, y, size, data = '') {
    const look = `class="weight-chip weight-${id % SharedView.colours}"`;
    return (
      `<rect ${look} x="${x}" y="${y}" width="${size}" height="${size}" rx="3" ${data}/>` +
      `<text class="weight-letter" x="${x + size / 2}" y="${y + size / 2}" font-size="${fontSize(size * 1.5, this.name(id))}">${this.name(id)}</text>`
    );
  }

  wired(index) {
    const { x, cell, out, input } = this.places;
    const taps = this.scene.columns[index];
    const from = [this.middle(index), out + cell];
    return taps.map((tap, a) => {
      const id = this.wires[index][a];
      const to = [x + (tap + this.scene.padding + 0.5) * cell, input];
      const [px, py] = [0, 1].map((c) => from[c] + (to[c] - from[c]) * 0.6);
      const label = cell < NeuronsView.labelled || taps.length > 8 ? ''
        : `<circle class="weight-dot weight-${id % SharedView.colours}" cx="${px}" cy="${py}" r="12"/><text class="weight-letter" x="${px}" y="${py}" font-size="${this.name(id).length > 2 ? 11 : 14}">${this.name(id)}</text>`;
      return `<path class="weight-lit weight-${id % SharedView.colours}" d="${this.wirePath(index, tap)}"/>${label}`;
    }).join('');
  }

  // A weight pointed at, or tapped and held: all its wires, and every input that it touches, in its colour.
  light(hit) {
    const { x, cell, input } = this.places;
    const id = hit && hit.panel === 'filter' ? this.wires[this.planeOf()][hit.j] : this.held;
    this.reach.setAttribute('class', `reach weighted weight-${(id ?? 0) % SharedView.colours}`);
    const marks = [];
    const lines = [];
    this.wires.forEach((ids, o) => ids.forEach((each, a) => {
      if (each !== id) return;
      const tap = this.scene.columns[o][a];
      marks.push(`M${x + (tap + this.scene.padding) * cell + 1},${input + 1}h${cell - 2}v${cell - 2}h${2 - cell}z`);
      lines.push(this.wirePath(o, tap));
    }));
    this.reach.setAttribute('d', marks.join(''));
    const brought = this.svg.querySelector('.brought');
    brought.setAttribute('class', `brought weight-${(id ?? 0) % SharedView.colours}`);
    brought.setAttribute('d', lines.join(''));
  }

  editable() { return null; }

  hit(px, py) {
    const way = this.wayAt(px, py);
    return way ? { panel: 'ways', way } : super.hit(px, py);
  }

  tap(hit) {
    if (hit.panel === 'ways') return { choose: ['share', hit.way] };
    if (hit.panel === 'filter') {
      const id = this.wires[this.planeOf()][hit.j];
      this.held = this.held === id ? undefined : id;
      this.light(null);
    }
    return hit.panel === 'output' ? { go: hit.j } : null;
  }
}
VIEWS.shared = SharedView;
