// Something worked out in steps: small tables of numbers, each seen from its own step on, the newest framed.
class WorkedView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.steps;
    const grids = Object.values(scene.grids);
    const inRow = width < 640 ? 3 : 5;
    const rows = [];
    grids.forEach((grid, n) => { (rows[Math.floor(n / inRow)] ??= []).push(grid); });
    const gap = width < 640 ? 16 : 34;
    const head = width < 640 ? 22 : 34;
    const size = document.documentElement.hasAttribute('data-present') ? 25 : 16;
    const across = Math.max(...rows.map((row) => row.reduce((sum, grid) => sum + grid.columns, 0)));
    const down = rows.reduce((sum, row) => sum + Math.max(...row.map((grid) => grid.rows)), 0);
    const widest = Math.max(...rows.map((row) => row.length));
    const cell = Math.min((width - 2 * MARGIN - (widest - 1) * gap) / across, (height - rows.length * head - 24) / down, 84);
    let y = head;
    const parts = [];
    this.frames = {};
    rows.forEach((row) => {
      let x = MARGIN;
      row.forEach((grid) => {
        const box = { x, y, w: grid.columns * cell, h: grid.rows * cell };
        this.frames[grid.id] = box;
        parts.push(`<g class="worked" data-panel="${grid.id}"><text class="title role-${grid.role}" x="${x}" y="${y - head / 2 + 2}">${escapeText(scene.labels[`worked_${grid.id}`])}</text>${this.cells(grid, box, cell)}</g>`);
        x += Math.max(box.w, width < 640 ? 0 : wordsWidth(scene.labels[`worked_${grid.id}`], size)) + gap;
      });
      y += Math.max(...row.map((grid) => grid.rows)) * cell + head;
    });
    this.svg.innerHTML = parts.join('');
    this.frame = node('rect', { class: 'frame', rx: 3 }, this.svg);
    this.panels = [...this.svg.querySelectorAll('.worked')];
  }

  cells(grid, box, cell) {
    const parts = [];
    const largest = grid.largest() || 1;
    for (let i = 0; i < grid.rows; i += 1) {
      for (let j = 0; j < grid.columns; j += 1) {
        parts.push(cellMarkup({ x: box.x + j * cell, y: box.y + i * cell, cell, value: grid.value(0, i, j), largest, role: grid.role, data: { map: grid.id, i, j } }));
      }
    }
    return parts.join('');
  }

  show(index) {
    const { since } = this.scene;
    let newest = null;
    this.panels.forEach((panel) => {
      const id = panel.dataset.panel;
      panel.classList.toggle('unseen', since[id] > index);
      if (since[id] === index) newest = id;
    });
    const box = this.frames[newest];
    const set = { x: box.x - 3, y: box.y - 3, width: box.w + 6, height: box.h + 6 };
    Object.entries(set).forEach(([key, value]) => this.frame.setAttribute(key, value));
  }

  // A step is to be read.
  get pace() { return 5; }

  sentence(index) { return this.scene.labels[`step_${index}`]; }
}
VIEWS.worked = WorkedView;
