// The row of neurons again, each wire in the colour and with the name of its weight: shared, own, or to everything.
class SharedView extends NeuronsView {
  static colours = 5;

  build(scene, choice, width, height) {
    this.wires = unpackTaps(scene.arrays.names);
    this.stops = unpackTaps(scene.arrays.stops);
    super.build(scene, choice, width, height);
  }

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

  nameOf(a) { return this.name(this.wires[this.planeOf()][a]); }

  // All wires, grouped by colour.
  faint() {
    const paths = Array.from({ length: SharedView.colours }, () => []);
    this.wires.forEach((ids, o) => ids.forEach((id, a) => paths[id % SharedView.colours].push(this.wirePath(o, this.scene.columns[o][a]))));
    return paths.map((each, n) => `<path class="weight-wires weight-${n}" d="${each.join('')}"/>`).join('') + '<path class="brought" d=""/>';
  }

  get under() { return 0.36; }

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
        return (
          `<rect class="weight-chip weight-${id % SharedView.colours}" x="${left + 0.5}" y="${y + cell + 3}" width="${size - 1}" height="${size - 1}" rx="3" data-map="touched" data-j="${tap}" data-v="${id}"/>` +
          `<text class="weight-letter" x="${left + size / 2}" y="${y + cell + 3 + size / 2}" font-size="${size * 0.78}">${this.name(id)}</text>`
        );
      }).join('');
    });
    return super.inputs() + parts.join('');
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

  // A weight pointed at: all its wires, and every input that it touches.
  light(hit) {
    const { x, cell, input } = this.places;
    const id = hit && hit.panel === 'filter' ? this.wires[this.planeOf()][hit.j] : null;
    const marks = [];
    const lines = [];
    this.wires.forEach((ids, o) => ids.forEach((each, a) => {
      if (each !== id) return;
      const tap = this.scene.columns[o][a];
      marks.push(`M${x + (tap + this.scene.padding) * cell + 1},${input + 1}h${cell - 2}v${cell - 2}h${2 - cell}z`);
      lines.push(this.wirePath(o, tap));
    }));
    this.reach.setAttribute('d', marks.join(''));
    this.svg.querySelector('.brought').setAttribute('d', lines.join(''));
  }

  editable() { return null; }

  tap(hit) { return hit.panel === 'output' ? { go: hit.j } : null; }
}
VIEWS.shared = SharedView;
