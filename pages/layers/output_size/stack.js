// Squares to scale, one after another: how a side shrinks from layer to layer, and what each window leaves over.
class StackView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.layers.length;
    const narrow = width < 640;
    const all = [scene.side, ...scene.layers.map((row) => row.size)];
    const projected = document.documentElement.hasAttribute('data-present') ? 1.25 : 1;
    const grow = Math.max(1, Math.min(height / 420, 1.5)) * projected;
    this.places = { narrow, grow };
    const least = narrow ? 0 : 70 * grow;
    const scale = narrow
      ? Math.min((height - 70) / 2.4 / scene.side, (width - 150) / scene.side)
      : this.fitted(all, least, Math.min((height - 112 * grow) / scene.side, 2));
    this.scale = scale;
    this.base = narrow ? scene.side * scale + 30 : height - 62 * grow;
    let x = MARGIN;
    this.squares = all.map((side) => {
      const w = side * scale;
      const wide = Math.max(w, least);
      const square = { side, w, x: narrow ? MARGIN : x + (wide - w) / 2, middle: x + wide / 2 };
      x += wide + (narrow ? 0 : 12);
      return square;
    });
    this.svg.innerHTML = NeuronsView.hatch + (narrow ? this.nested() : this.sequence()) + '<g class="stack-moving"></g>';
    this.moving = this.svg.querySelector('.stack-moving');
  }

  // The largest scale at which all squares, none narrower than its words, lie side by side.
  fitted(all, least, most) {
    const wide = (scale) => all.reduce((sum, side) => sum + Math.max(side * scale, least) + 12, 0);
    let scale = most;
    while (scale > 0.05 && wide(scale) > this.width - 2 * MARGIN) scale *= 0.97;
    return scale;
  }

  square(n) {
    const { x, w, side } = this.squares[n];
    return `<rect class="stack-square role-${n ? 'output' : 'input'}" x="${x}" y="${this.base - w}" width="${w}" height="${w}" data-map="side" data-n="${n}" data-v="${side}"/>`;
  }

  sequence() {
    const { grow } = this.places;
    return this.squares.map((square, n) => {
      const row = this.scene.layers[n - 1];
      const name = row ? row.name : this.scene.labels.input;
      const uneven = row && row.rest ? ' uneven-size' : '';
      return (
        `<g class="stacked" data-n="${n}">${this.square(n)}` +
        `<text class="stack-size${uneven}" style="font-size:${21 * grow}px" x="${square.middle}" y="${this.base + 17 * grow}">${square.side}</text>` +
        (uneven ? `<text class="stack-size${uneven}" style="font-size:${15 * grow}px" x="${square.middle}" y="${this.base - square.w - 14 * grow}">⌊${formatNumber(row.exact)}⌋</text>` : '') +
        `<text class="stack-name" style="font-size:${15 * grow}px" x="${square.middle}" y="${this.base + 38 * grow}">${escapeText(name)}</text>` +
        (row ? `<text class="stack-detail" style="font-size:${14 * grow}px" x="${square.middle}" y="${this.base + 54 * grow}">F${row.F} S${row.S} P${row.P}</text>` : '') + '</g>'
      );
    }).join('');
  }

  nested() {
    const line = (this.height - this.base - 14) / (this.count + 1);
    return this.squares.map((square, n) => {
      const row = this.scene.layers[n - 1];
      const y = this.base + 10 + (n + 0.5) * line;
      const said = row ? `${row.name} · F${row.F} S${row.S} P${row.P}` : this.scene.labels.input;
      const uneven = row && row.rest ? ' uneven-size' : '';
      return (
        `<g class="stacked" data-n="${n}">${this.square(n)}` +
        `<text class="stack-name left" style="font-size:13px" x="${MARGIN}" y="${y}">${escapeText(said)}</text>` +
        `<text class="stack-size right${uneven}" style="font-size:16px" x="${this.width - MARGIN}" y="${y}">${uneven ? `⌊${formatNumber(row.exact)}⌋ = ` : ''}${square.side}</text></g>`
      );
    }).join('');
  }

  show(index, revealed) {
    this.svg.querySelectorAll('.stacked').forEach((each) => each.classList.toggle('unseen', Number(each.dataset.n) > revealed + 1));
    const [from, to, row] = [this.squares[index], this.squares[index + 1], this.scene.layers[index]];
    const window = row.F * this.scale;
    const top = this.base - from.w;
    const rest = row.rest ? Math.max(row.rest * this.scale, 4) : 0;
    const strip = rest ? `<path class="lost" d="M${from.x + from.w - rest},${top}h${rest}v${from.w}h${-from.w}v${-rest}h${from.w - rest}z"/>` : '';
    const beam = this.places.narrow ? '' : `<path class="fan" d="M${from.x + window},${top}L${to.x},${this.base - to.w}L${to.x},${this.base - to.w + Math.max(this.scale, 2)}L${from.x + window},${top + window}z"/>`;
    this.moving.innerHTML = `${strip}${beam}${this.edge(row)}<rect class="frame" x="${from.x}" y="${top}" width="${Math.max(window, 3)}" height="${Math.max(window, 3)}"/>`;
  }

  sentence(index) { return this.scene.layers[index].sentence; }

  place(index) { return { row: 1, column: index + 1, k: 1 }; }

  table(caption) {
    const rows = this.scene.layers.map((row) => `<tr><th scope="row">${escapeText(row.name)}</th><td>${row.W}</td><td>${row.F}</td><td>${row.P}</td><td>${row.S}</td><td>${row.size}</td></tr>`);
    return `<table><caption>${escapeText(caption)}</caption><tr><td></td><th scope="col">W</th><th scope="col">F</th><th scope="col">P</th><th scope="col">S</th><th scope="col">→</th></tr>${rows.join('')}</table>`;
  }

  hit(px) {
    if (this.places.narrow) return null;
    const n = this.squares.findIndex(({ middle, w }) => Math.abs(px - middle) < Math.max(w / 2, 31));
    return n > 0 ? { panel: 'stack', n } : null;
  }

  tap(hit) { return { go: hit.n - 1 }; }
}
VIEWS.stack = StackView;
