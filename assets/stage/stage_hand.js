// What a hand does on the stage: keys, the window dragged, cells pointed at, tapped and edited.
const handledStage = {
  listen() {
    this.node.addEventListener('click', (event) => {
      const button = event.target.closest('[data-do]');
      const chip = event.target.closest('[data-choose]');
      if (button) this.do(button.dataset.do);
      else if (chip) this.choose(chip.dataset.choose, Number(chip.dataset.n));
    });
    this.onKey = (event) => this.node.isConnected && this.scene && this.key(event);
    document.addEventListener('keydown', this.onKey);
    this.scrub.addEventListener('input', () => this.player.go(Number(this.scrub.value)));
    this.speedBox.addEventListener('input', () => {
      this.player.speed = Number(this.speedBox.value);
      this.words();
      this.report();
    });
    this.table.addEventListener('toggle', () => this.fillTable());
    this.svg.addEventListener('pointerdown', (event) => this.down(event));
    this.svg.addEventListener('pointermove', (event) => this.move(event));
    this.svg.addEventListener('pointerup', (event) => this.up(event));
    this.svg.addEventListener('pointercancel', (event) => this.up(event));
    this.svg.addEventListener('pointerleave', () => this.leave());
    new ResizeObserver(() => { if (this.build()) this.show(); }).observe(this.sceneNode);
  },

  key(event) {
    const keys = {
      ' ': 'toggle', ArrowLeft: 'back', ArrowRight: 'on', ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last',
      p: 'present', P: 'present', '?': 'keys',
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') this.node.querySelector('.keys').hidden = true;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [role=slider]')) return;
    const inside = this.node.contains(event.target);
    const chip = inside && event.target.closest('[data-choose]');
    if (chip && (event.key === 'Enter' || event.key === ' ')) this.choose(chip.dataset.choose, Number(chip.dataset.n));
    else if (inside && event.target.closest('button, summary') && (event.key === ' ' || event.key === 'Enter')) return;
    else if ((event.key === 'e' || event.key === 'E') && (inside || this.presenting)) this.openEditor(event.key === 'E' ? this.corner() : { panel: 'filter', d: this.view.d, i: 0, j: 0 });
    else if (keys[event.key] && (inside || this.presenting || 'pP?'.includes(event.key))) this.do(keys[event.key]);
    else return;
    event.preventDefault();
  },

  corner() {
    const [i, j] = this.view.position(this.player.index);
    return { panel: 'input', i: Math.max(this.scene.rows[i][0], 0), j: Math.max(this.scene.columns[j][0], 0) };
  },

  point(event) {
    const box = this.svg.getBoundingClientRect();
    return this.view.hit(event.clientX - box.left, event.clientY - box.top);
  },

  down(event) {
    const hit = this.point(event);
    this.pressed = hit && { hit, x: event.clientX, y: event.clientY };
    if (hit && hit.panel === 'input') this.svg.setPointerCapture(event.pointerId);
  },

  move(event) {
    const hit = this.point(event);
    if (this.pressed && this.pressed.hit.panel === 'input') {
      const far = Math.hypot(event.clientX - this.pressed.x, event.clientY - this.pressed.y) > 4;
      if (this.dragging || far) {
        this.dragging = true;
        if (hit && hit.panel === 'input') this.drag(this.view.nearest(hit.at));
        return;
      }
    }
    this.hover(hit);
  },

  drag(index) {
    this.player.pause();
    if (index === this.player.index) return;
    this.player.index = index;
    this.revealed = this.view.atOnce ? this.player.count - 1 : Math.max(this.revealed, index);
    this.show();
  },

  hover(hit) {
    const onWeight = hit && (hit.panel === 'filter' || hit.panel === 'product');
    this.view.lightWeight(onWeight ? hit : null);
    let preview = null;
    if (hit && hit.panel === 'output') preview = hit.i * this.scene.columns.length + hit.j;
    else if (hit && hit.panel === 'input' && this.scene.grids.input.kind === 'picture' && !this.pinned) preview = this.view.nearest(hit.at);
    this.player.held = preview !== null;
    if (preview !== null) {
      if (this.view.atOnce) this.revealed = this.player.count - 1;
      this.show(preview);
    } else if (this.previewing) this.show();
    this.previewing = preview !== null;
  },

  up(event) {
    const { pressed, dragging } = this;
    this.pressed = null;
    this.dragging = false;
    if (dragging) return this.report();
    const hit = this.point(event);
    if (!pressed || !hit || hit.panel !== pressed.hit.panel) return undefined;
    if (hit.panel === 'output') {
      this.player.go(hit.i * this.scene.columns.length + hit.j);
    } else if (hit.panel === 'input' && this.scene.grids.input.kind === 'picture') {
      this.player.go(this.view.nearest(hit.at));
    } else if (hit.panel === 'input' || hit.panel === 'filter') this.openEditor(hit);
    return undefined;
  },

  leave() {
    this.view.lightWeight(null);
    this.player.held = false;
    if (this.previewing) this.show();
    this.previewing = false;
  },

  edit({ panel, d, i, j }, value) {
    const { input, filter } = this.scene.grids;
    const [volume, index] = panel === 'input'
      ? [input, [this.view.first + this.view.d, i, j]]
      : [filter, [this.view.k, d, i, j]];
    const plane = panel === 'input' ? index[0] : this.view.k * this.view.depth + d;
    const at = volume.index(plane, i, j);
    if (volume.values[at] === value * volume.divisors[plane]) return;
    const cells = (this.edits[panel] || []).filter(([where]) => String(where) !== String(index));
    this.edits[panel] = [...cells, [index, panel === 'input' ? value : value]];
    this.player.pause();
    this.report();
  },

  openEditor(hit) {
    const { input, filter } = this.scene.grids;
    if (this.scene.edits === false) return;
    if (hit.panel === 'input' && (input.kind === 'picture' || !input.inside(hit.i, hit.j))) return;
    if (this.view.cellPlace(hit).cell < LEGIBLE && hit.panel === 'input') return;
    const value = hit.panel === 'input'
      ? input.value(this.view.first + this.view.d, hit.i, hit.j)
      : filter.value(this.view.k * this.view.depth + hit.d, hit.i, hit.j);
    this.player.pause();
    this.show();
    const label = fill(this.scene.labels.edit_cell, { row: hit.i + 1, column: hit.j + 1 });
    this.editor.open(hit, this.view.cellPlace(hit), value, label);
  },

  editNext(hit, step) {
    const volume = this.scene.grids[hit.panel];
    const at = hit.i * volume.columns + hit.j + step;
    if (at < 0 || at >= volume.rows * volume.columns) return this.node.focus();
    return this.openEditor({ ...hit, i: Math.floor(at / volume.columns), j: at % volume.columns });
  },
};
