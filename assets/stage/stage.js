// The stage: a player and a view in one place, the hand's doings reported to Python, Python's state taken.
const SIGNS = { first: '|‹', back: '‹', play: '▶', pause: '❚❚', on: '›', pin: '◎', present: '⤢' };

class Stage {
  constructor(root) {
    this.root = root;
    this.turn = 0;
    this.k = 0;
    this.d = 0;
    this.edits = {};
    this.player = new Player({ moved: (index, byHand) => this.moved(index, byHand), settled: () => this.report() });
    this.makeNodes();
    this.view = new GridsView(this.svg);
    this.editor = new CellEditor(this.sceneNode, {
      commit: (hit, value) => this.edit(hit, value),
      next: (hit, step) => this.editNext(hit, step),
      complain: (typed) => this.speak(fill(this.scene.labels.edit_bad, { typed }), true),
      close: () => this.node.focus(),
    });
    this.listen();
  }

  makeNodes() {
    this.node = document.createElement('div');
    this.node.className = 'stage';
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'group');
    this.node.innerHTML =
      '<div class="scene"><svg role="group"></svg><div class="qr"></div></div>' +
      '<div class="written"></div>' +
      '<div class="player"><button data-do="first"></button><button data-do="back"></button>' +
      '<button data-do="toggle" class="main"></button><button data-do="on"></button>' +
      '<input type="range" class="scrub" min="0" step="1"><span class="count"></span>' +
      '<label class="speed"><input type="range" min="1" max="30" step="1"><span></span></label>' +
      '<button data-do="pin"></button><button data-do="present"></button><button data-do="keys">?</button></div>' +
      '<p class="spoken" aria-live="polite"></p><div class="keys" hidden></div>' +
      '<details class="as-table"><summary></summary><div></div></details>';
    this.root.append(this.node);
    this.sceneNode = this.node.querySelector('.scene');
    this.svg = this.node.querySelector('svg');
    this.written = this.node.querySelector('.written');
    this.spoken = this.node.querySelector('.spoken');
    this.scrub = this.node.querySelector('.scrub');
    this.counter = this.node.querySelector('.count');
    this.speedBox = this.node.querySelector('.speed input');
    this.table = this.node.querySelector('.as-table');
    this.node.value = (map, plane, i, j) => this.scene.grids[map].value(plane, i, j);
  }

  // New data: the scene is always taken, the state only when Python says that it changed it.
  take(scene) {
    const fresh = scene.epoch !== this.epoch;
    this.scene = scene;
    this.epoch = scene.epoch;
    if (fresh) {
      this.k = scene.hand.front || 0;
      this.d = scene.hand.slice || 0;
      this.edits = structuredClone(scene.hand.edits);
      this.player.speed = scene.hand.speed || 6;
      this.presenting = Boolean(scene.present);
    }
    this.build();
    if (fresh) this.arrive(scene.hand.pos);
    this.show();
    this.words();
    // Once for the stage's life: a redraw in the middle of a drag must not let go of the slider.
    this.unwatch ??= watchSliders({
      names: () => this.scene.sliders, page: () => this.scene.page,
      report: (values) => this.component.setStateValue('live', values && { epoch: this.epoch, values }),
    });
  }

  arrive(position) {
    this.pinned = position !== null && position !== undefined;
    this.player.pause();
    this.player.index = this.pinned ? Math.min(position, this.player.count - 1) : 0;
    this.revealed = this.pinned && this.view.atOnce ? this.player.count - 1 : this.player.index;
    if (!this.pinned && !this.player.calm.matches) this.player.play();
  }

  build() {
    const { clientWidth: width, clientHeight: height } = this.sceneNode;
    if (!this.scene || width < 50 || height < 50) return false;
    this.view.build(this.scene, { k: this.k, d: this.d }, width, height);
    this.player.setCount(this.view.count, (index) => this.view.after(index));
    this.words();
    return true;
  }

  words() {
    const { labels, troubled, qr } = this.scene;
    document.documentElement.toggleAttribute('data-present', Boolean(this.presenting));
    this.node.classList.toggle('troubled', troubled);
    this.node.setAttribute('aria-label', labels.stage);
    this.svg.setAttribute('aria-label', labels.stage);
    const name = (what, sign, label) => {
      const button = this.node.querySelector(`[data-do=${what}]`);
      button.textContent = sign;
      button.title = label;
      button.setAttribute('aria-label', label);
      return button;
    };
    name('first', SIGNS.first, labels.first);
    name('back', SIGNS.back, labels.back);
    name('on', SIGNS.on, labels.on);
    name('pin', SIGNS.pin, labels.pin).setAttribute('aria-pressed', Boolean(this.pinned));
    name('present', SIGNS.present, labels.present);
    name('keys', '?', labels.keys_title);
    name('toggle', this.player.playing ? SIGNS.pause : SIGNS.play, this.player.playing ? labels.pause : labels.play);
    this.scrub.max = this.player.count - 1;
    this.scrub.setAttribute('aria-label', labels.scrub);
    this.speedBox.value = this.player.speed;
    this.speedBox.setAttribute('aria-label', labels.speed);
    this.node.querySelector('.speed span').textContent = fill(labels.per_second, { n: this.player.speed });
    this.table.querySelector('summary').textContent = labels.table;
    this.node.querySelector('.keys').innerHTML = labels.keys.split('\n').map((line) => `<div>${escapeText(line)}</div>`).join('');
    this.node.querySelector('.qr').innerHTML = qr ? qrMarkup(qr) : '';
  }

  moved(index, byHand) {
    this.revealed = this.view.atOnce && byHand ? this.player.count - 1 : index;
    if (index === 0 && this.view.atOnce && !byHand) this.revealed = this.player.count - 1;
    this.show();
  }

  show(preview = null) {
    if (!this.view.scene) return;
    const index = preview ?? this.player.index;
    this.view.show(index, Math.max(this.revealed ?? 0, 0));
    const { labels } = this.scene;
    this.scrub.value = index;
    this.counter.textContent = fill(labels.count, { n: formatNumber(index + 1), count: formatNumber(this.player.count) });
    this.written.textContent = this.view.sumText(index);
    const toggle = this.node.querySelector('[data-do=toggle]');
    toggle.textContent = this.player.playing ? SIGNS.pause : SIGNS.play;
    toggle.setAttribute('aria-label', this.player.playing ? labels.pause : labels.play);
    this.node.dataset.index = index;
    this.node.dataset.playing = this.player.playing;
    if (!this.player.playing && preview === null) this.speakPosition(index);
  }

  speakPosition(index) {
    const [i, j] = this.view.position(index);
    this.speak(fill(this.scene.labels.spoken, {
      n: index + 1, count: this.player.count, row: i + 1, column: j + 1, k: this.view.k + 1,
      sum: this.view.sumText(index),
    }));
  }

  speak(sentence, seen = false) {
    this.spoken.classList.toggle('seen', seen);
    if (this.spoken.textContent !== sentence) this.spoken.textContent = sentence;
  }

  // Tell Python, once the hand rests: a burst of keys is one report.
  report() {
    this.show();
    clearTimeout(this.reporting);
    this.reporting = setTimeout(() => {
      this.component.setStateValue('hand', {
        epoch: this.epoch, pos: this.player.playing ? null : this.player.index, front: this.k, slice: this.d,
        speed: this.player.speed, edits: this.edits, present: Boolean(this.presenting),
      });
    }, 150);
  }

  choose(what, n) {
    this[what] = n;
    this.build();
    this.report();
  }

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
  }

  openEditor(hit) {
    const { input, filter } = this.scene.grids;
    if (this.scene.edits === false) return;
    if (hit.panel === 'input' && (input.kind === 'picture' || !input.inside(hit.i, hit.j))) return;
    if (this.view.cellPlace(hit).cell < LEGIBLE && hit.panel === 'input') return;
    const value = hit.panel === 'input'
      ? input.value(this.view.first + this.view.d, hit.i, hit.j)
      : filter.numerator(this.view.k * this.view.depth + hit.d, hit.i, hit.j);
    this.player.pause();
    this.show();
    const label = fill(this.scene.labels.edit_cell, { row: hit.i + 1, column: hit.j + 1 });
    this.editor.open(hit, this.view.cellPlace(hit), value, label);
  }

  editNext(hit, step) {
    const volume = this.scene.grids[hit.panel];
    const at = hit.i * volume.columns + hit.j + step;
    if (at < 0 || at >= volume.rows * volume.columns) return this.node.focus();
    return this.openEditor({ ...hit, i: Math.floor(at / volume.columns), j: at % volume.columns });
  }

  do(what) {
    const { player } = this;
    const columns = this.scene.columns.length;
    if (what === 'toggle') player.toggle();
    else if (what === 'first') player.go(0);
    else if (what === 'last') player.go(player.count - 1);
    else if (what === 'back') player.go(player.index - 1);
    else if (what === 'on') player.go(player.index + 1);
    else if (what === 'up') player.go(player.index - columns);
    else if (what === 'down') player.go(player.index + columns);
    else if (what === 'pin') { this.pinned = !this.pinned; player.pause(); this.report(); }
    else if (what === 'present') { this.presenting = !this.presenting; this.report(); }
    else if (what === 'keys') this.node.querySelector('.keys').toggleAttribute('hidden');
    if (['pin', 'present', 'keys'].includes(what)) this.words();
  }

  key(event) {
    const keys = {
      ' ': 'toggle', ArrowLeft: 'back', ArrowRight: 'on', ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last',
      p: 'present', P: 'present', '?': 'keys',
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [role=slider]')) return;
    const inside = this.node.contains(event.target);
    const chip = inside && event.target.closest('[data-choose]');
    if (chip && (event.key === 'Enter' || event.key === ' ')) this.choose(chip.dataset.choose, Number(chip.dataset.n));
    else if (inside && event.target.closest('button, summary') && (event.key === ' ' || event.key === 'Enter')) return;
    else if ((event.key === 'e' || event.key === 'E') && inside) this.openEditor(event.key === 'E' ? this.corner() : { panel: 'filter', d: this.view.d, i: 0, j: 0 });
    else if (keys[event.key] && (inside || this.presenting || 'pP?'.includes(event.key))) this.do(keys[event.key]);
    else return;
    event.preventDefault();
  }

  corner() {
    const [i, j] = this.view.position(this.player.index);
    return { panel: 'input', i: Math.max(this.scene.rows[i][0], 0), j: Math.max(this.scene.columns[j][0], 0) };
  }

  point(event) {
    const box = this.svg.getBoundingClientRect();
    return this.view.hit(event.clientX - box.left, event.clientY - box.top);
  }

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
    this.svg.addEventListener('pointerleave', () => this.leave());
    new ResizeObserver(() => { if (this.build()) this.show(); }).observe(this.sceneNode);
  }

  fillTable() {
    if (!this.table.open) return;
    const caption = fill(this.scene.labels.table_caption, { k: this.view.k + 1 });
    this.table.querySelector('div').innerHTML = outputTable(this.scene.grids.output, this.view.plane, caption);
  }

  down(event) {
    const hit = this.point(event);
    this.pressed = hit && { hit, x: event.clientX, y: event.clientY };
    if (hit && hit.panel === 'input') this.svg.setPointerCapture(event.pointerId);
  }

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
  }

  drag(index) {
    this.player.pause();
    if (index === this.player.index) return;
    this.player.index = index;
    this.revealed = this.view.atOnce ? this.player.count - 1 : Math.max(this.revealed, index);
    this.show();
  }

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
  }

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
  }

  leave() {
    this.view.lightWeight(null);
    this.player.held = false;
    if (this.previewing) this.show();
    this.previewing = false;
  }

  dispose() {
    this.player.pause();
    document.removeEventListener('keydown', this.onKey);
    if (this.unwatch) this.unwatch();
  }
}

function qrMarkup(rows) {
  const size = rows.length + 8;
  const dots = rows.flatMap((row, y) => [...row].map((bit, x) => (bit === '1' ? `M${x + 4},${y + 4}h1v1h-1z` : '')));
  return `<svg viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${dots.join('')}"/></svg>`;
}

// Streamlit calls this again, without clean-up, on new data and on a new theme; what came last counts.
async function mountStage(component) {
  const root = component.parentElement;
  if (!root.stage) {
    root.stage = new Stage(root);
    new MutationObserver((_, observer) => {
      if (root.isConnected) return;
      observer.disconnect();
      root.stage.dispose();
    }).observe(document.body, { childList: true, subtree: true });
  }
  const { stage } = root;
  stage.component = component;
  stage.turn += 1;
  const { turn } = stage;
  const scene = await unpack(component.data);
  if (turn === stage.turn) stage.take(scene);
}

// What belongs to the page and not to one stage; also called again.
function mountPage({ data, parentElement }) {
  document.documentElement.lang = data.lang === 'zh' ? 'zh-CN' : 'en';
  if (document.documentElement.dataset.unfolded) return;
  document.documentElement.dataset.unfolded = 'yes';
  watchHandles();
  watchCopy();
  parentElement.hidden = true;
}
