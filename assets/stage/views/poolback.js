// The way back through pooling: each output's gradient (1, 2, 3, ... so that they can be told apart) is sent to the input.
class PoolBackView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { input, output } = scene.grids;
    this.count = output.rows * output.columns;
    const narrow = width < 640;
    const w = (width - 2 * MARGIN) / (narrow ? 2 : 3) - 14;
    const h = narrow ? (height - 2 * TITLE - 20) / 2 : height - TITLE - 14;
    const box = (n, rows) => gridBox({ x: MARGIN + (narrow ? n % 2 : n) * (w + 20), y: TITLE + (narrow && n > 1 ? h + TITLE : 0), w, h }, rows, rows, 1, 80);
    this.boxes = { input: box(0, input.rows), output: box(1, output.rows), back: box(2, input.rows) };
    const { labels } = scene;
    const title = (at, role, name) => `<text class="title role-${role}" x="${at.x}" y="${at.y - 14}">${escapeText(name)}</text>`;
    this.svg.innerHTML =
      title(this.boxes.input, 'input', labels.input) + title(this.boxes.output, 'output', labels.gradient_out) + title(this.boxes.back, 'window', labels.gradient_in) +
      planeMarkup(input, 0, { ...this.boxes.input, largest: input.largest(), data: { map: 'input', d: 0 } }) +
      planeMarkup(output, 0, { ...this.boxes.output, largest: output.largest(), data: { map: 'gradient' } });
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
    this.frames = ['input', 'output', 'back'].map(() => node('rect', { class: 'frame', rx: 2 }, this.svg));
  }

  position(index) { return [Math.floor(index / this.scene.columns.length), index % this.scene.columns.length]; }

  stride() { return this.scene.columns.length; }

  show(index) {
    const [i, j] = this.position(index);
    const { back } = this.scene.grids;
    this.moving.innerHTML = planeMarkup(back, index, { ...this.boxes.back, largest: back.largest(), data: { map: 'back' } });
    const field = this.scene.rows[0].length;
    const window = (box) => ({ x: box.x + this.scene.columns[j][0] * box.cell, y: box.y + this.scene.rows[i][0] * box.cell, width: field * box.cell, height: field * box.cell });
    const out = this.boxes.output;
    const places = [window(this.boxes.input), { x: out.x + j * out.cell, y: out.y + i * out.cell, width: out.cell, height: out.cell }, window(this.boxes.back)];
    this.frames.forEach((frame, n) => Object.entries(places[n]).forEach(([key, value]) => frame.setAttribute(key, value)));
  }

  sentence(index) { return fill(this.scene.labels.said_back, { gradient: formatNumber(index + 1) }); }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: 1 };
  }
}
VIEWS.poolback = PoolBackView;
