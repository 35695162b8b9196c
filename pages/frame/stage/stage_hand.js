// What a hand does on the stage: keys, the window dragged, cells pointed at, tapped and edited.
const chosen = ({ dataset: { n } }) => (Number.isNaN(Number(n)) ? n : Number(n)); // a place, or an option's name

const handledStage = {
  listen() {
    this.node.addEventListener('click', (event) => {
      const button = event.target.closest('[data-do]');
      const chip = event.target.closest('[data-choose]');
      if (button) this.do(button.dataset.do);
      else if (chip) this.choose(chip.dataset.choose, chosen(chip));
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
    const drawn = inside && event.target.closest('[data-press]'); // a button of the view's own
    if (chip && (event.key === 'Enter' || event.key === ' ')) this.choose(chip.dataset.choose, chosen(chip));
    else if (drawn && (event.key === 'Enter' || event.key === ' ')) this.set(this.view.press(drawn.dataset.press));
    else if (inside && event.target.closest('button, summary') && (event.key === ' ' || event.key === 'Enter')) return;
    else if ((event.key === 'e' || event.key === 'E') && (inside || this.presenting)) this.openEditor(this.view.firstEdit(this.player.index, event.key === 'E'));
    else if (keys[event.key] && (inside || this.presenting || 'pP?'.includes(event.key))) this.do(keys[event.key]);
    else return;
    event.preventDefault();
  },

  point(event) {
    if (!this.view) return null;
    const box = this.svg.getBoundingClientRect();
    return this.view.hit(event.clientX - box.left, event.clientY - box.top);
  },

  down(event) {
    const hit = this.point(event);
    this.pressed = hit && { hit, x: event.clientX, y: event.clientY };
    if (hit && (this.view.grabs(hit) || this.view.paints(hit))) this.svg.setPointerCapture(event.pointerId);
    if (hit && this.view.paints(hit)) this.set(this.view.paint(hit));
  },

  move(event) {
    if (!this.view) return;
    const hit = this.point(event);
    if (this.pressed && this.view.paints(this.pressed.hit)) {
      if (hit && this.view.paints(hit)) this.set(this.view.paint(hit));
      return;
    }
    if (this.pressed && this.view.grabs(this.pressed.hit)) {
      const far = Math.hypot(event.clientX - this.pressed.x, event.clientY - this.pressed.y) > 4;
      if (this.dragging || far) {
        this.dragging = true;
        const to = hit && this.view.dragged(hit);
        if (to !== null) this.drag(to);
        return;
      }
    }
    this.hover(hit);
  },

  drag(index) {
    this.player.pause();
    if (index === this.player.index) return;
    this.player.index = index;
    this.previewed = null;
    this.revealed = this.view.atOnce ? this.player.count - 1 : Math.max(this.revealed, index);
    this.show();
  },

  hover(hit) {
    this.lit = hit;
    this.view.light(hit);
    const preview = hit && this.view.preview(hit, this.pinned);
    this.player.held = preview !== null;
    if (preview !== null) {
      if (this.view.atOnce) this.revealed = this.player.count - 1;
      this.show(preview);
    } else if (this.previewed !== null) this.show();
    this.previewed = preview;
  },

  up(event) {
    const { pressed, dragging } = this;
    this.pressed = null;
    this.dragging = false;
    if (dragging) return this.report();
    const hit = this.point(event);
    if (!pressed || !hit || hit.panel !== pressed.hit.panel || this.view.paints(hit)) return undefined;
    const { go, edit, choose, set } = this.view.tap(hit) || {};
    if (go !== undefined) this.player.go(go);
    else if (edit) this.openEditor(edit);
    else if (choose) this.choose(...choose);
    else if (set) this.set(set);
    return undefined;
  },

  leave() {
    if (!this.view) return;
    this.lit = null;
    this.view.light(null);
    this.player.held = false;
    if (this.previewed !== null) this.show();
    this.previewed = null;
  },

  edit(hit, value) {
    const { grid, index, same } = this.view.edited(hit, value);
    if (same) return;
    const cells = (this.edits[grid] || []).filter(([where]) => String(where) !== String(index));
    this.edits[grid] = [...cells, [index, value]];
    this.player.pause();
    this.report();
  },

  openEditor(hit) {
    const found = hit && this.scene.edits !== false && this.view.editable(hit);
    if (!found) return;
    this.player.pause();
    this.show();
    const label = fill(this.scene.labels.edit_cell, { row: hit.i + 1, column: hit.j + 1 });
    this.editor.open(hit, found.place, found.value, label);
  },

  editNext(hit, step) {
    const next = this.view.editNext(hit, step);
    if (next) this.openEditor(next);
    else this.node.focus();
  },
};
