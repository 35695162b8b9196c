// The stage: a player and a view in one place, the hand's doings reported to Python, Python's state taken.
// Smaller than any layout of the page leaves it: the page is not laid out yet, or the stage is hidden.
const LEAST = { width: 240, height: 200 };
const NARROWEST_PROJECTED = 800; // px; a phone that got the link of a projected page shows the lesson as ever
const SIGNS = { first: '|‹', back: '‹', play: '▶', pause: '❚❚', on: '›', pin: '◎', present: '⤢', keys: '?' };

class Stage {
  constructor(root) {
    this.root = root;
    this.turn = 0;
    this.previewed = null; // the position that the pointer rests on
    this.choice = {}; // what the hand chose, by the names of the settings
    this.edits = {};
    this.player = new Player({ moved: (index, byHand) => this.moved(index, byHand), settled: () => this.report() });
    this.makeNodes();
    this.editor = new CellEditor(this.sceneNode, {
      commit: (hit, value) => this.edit(hit, value),
      next: (hit, step) => this.editNext(hit, step),
      complain: (typed) => this.speak(fill(this.scene.labels.edit_bad, { typed }), true),
      close: () => this.node.focus(),
    });
    this.listen();
  }

  // New data: the scene is always taken, the state only when Python says that it changed it.
  take(scene) {
    const fresh = scene.epoch !== this.epoch;
    // What else stands on the page decides how high the stage may be. (`:has` would look for it at every cell drawn.)
    const frame = scene.frame || '';
    if (document.documentElement.dataset.frame !== frame) document.documentElement.dataset.frame = frame;
    this.scene = scene;
    this.epoch = scene.epoch;
    if (fresh) {
      const { pos, speed, edits, ...choice } = scene.hand;
      this.choice = choice;
      this.edits = structuredClone(edits);
      this.player.speed = speed || 6;
      this.project(Boolean(scene.present));
    }
    if (scene.view !== this.drawn) {
      this.drawn = scene.view;
      this.svg.innerHTML = '';
      this.view = new VIEWS[scene.view](this.svg);
    }
    if (fresh) this.arriving = scene.hand.pos;
    this.build();
    this.rest(scene.troubled);
    this.show(this.previewed < this.player.count ? this.previewed : null); // the pointer may rest on another place
    this.words();
    this.sayAround(scene.said || {});
    // Once for the stage's life: a redraw in the middle of a drag must not let go of the slider.
    this.unwatch ??= watchSliders({
      names: () => this.scene.sliders, page: () => this.scene.page,
      report: (values) => this.component.setStateValue('live', values && { epoch: this.epoch, values }),
    });
  }

  // While the settings cannot be, the old picture stands still: it must not look like their answer.
  rest(troubled) {
    if (troubled && !this.resting) this.playedBefore = this.player.playing;
    if (troubled) this.player.pause();
    else if (this.resting && this.playedBefore) this.player.play();
    this.resting = troubled;
  }

  arrive(position) {
    this.pinned = position !== null && position !== undefined;
    this.player.pause();
    this.wanted = this.pinned ? position : 0; // work that is going on may not have come so far yet
    this.stand(this.wanted);
    if (!this.pinned && !this.player.calm.matches) this.player.play();
  }

  stand(position) {
    this.player.index = Math.min(position, this.player.count - 1);
    this.revealed = this.pinned && this.view.atOnce ? this.player.count - 1 : this.player.index;
  }

  build() {
    this.fitProjection();
    const { clientWidth: width, clientHeight: height } = this.sceneNode;
    if (!this.scene || width < LEAST.width || height < LEAST.height) return false; // drawn when there is room
    const corner = this.scene.qr && width > 800 ? this.view.corner : 0;
    this.view.build(this.scene, this.choice, width - corner, height);
    this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.view.light(this.lit || null); // what the pointer rests on stays lit through a redraw
    Object.assign(this.player, { pace: this.view.pace, growing: Boolean(this.scene.live) });
    this.player.setCount(this.view.count, (index) => this.view.after(index));
    this.revealed = Math.min(this.revealed ?? 0, this.player.count - 1);
    if (this.arriving !== undefined) this.arrive(this.arriving); // only now is it known how many positions there are
    else if (this.wanted > this.player.index && !this.player.playing) this.stand(this.wanted);
    // While it grows, the newest is looked at; but not on arrival: it might be the last, and nothing would move for long.
    else if (this.scene.live && this.player.playing) this.stand(this.player.count - 1);
    this.arriving = undefined;
    this.words();
    return true;
  }

  moved(index, byHand) {
    this.previewed = null;
    this.revealed = this.view.atOnce && byHand ? this.player.count - 1 : index;
    if (index === 0 && this.view.atOnce && !byHand) this.revealed = this.player.count - 1;
    this.show();
  }

  show(preview = null) {
    if (!this.view || !this.view.scene) return;
    const index = preview ?? this.player.index;
    this.view.show(index, Math.max(this.revealed, 0));
    const { labels } = this.scene;
    this.scrub.value = index;
    this.counter.textContent = fill(labels.count, { n: formatNumber(index + 1), count: formatNumber(this.player.count) });
    this.written.textContent = this.view.sentence(index);
    const toggle = this.button('toggle');
    const next = this.player.playing ? 'pause' : 'play';
    if (toggle.textContent !== SIGNS[next]) toggle.textContent = SIGNS[next];
    toggle.title = labels[next];
    toggle.setAttribute('aria-label', labels[next]);
    this.node.dataset.index = index;
    this.node.dataset.playing = this.player.playing;
    if (!this.player.playing && preview === null) this.speakPosition(index);
  }

  // Tell Python, once the hand rests: a burst of keys is one report.
  report() {
    this.wanted = 0;
    this.show();
    clearTimeout(this.reporting);
    this.reporting = setTimeout(() => {
      // Of settings that have sliders too only what the hand has just changed: an older value would undo the slider.
      const own = Object.entries(this.choice).filter(([name]) => !this.scene.sliders.includes(name));
      const { asked } = this;
      this.asked = null;
      this.component.setStateValue('hand', {
        ...Object.fromEntries(own), ...asked, ...(asked && { turn: this.turn }), epoch: this.epoch, pos: this.player.playing ? null : this.player.index,
        speed: this.player.speed, edits: this.edits, present: Boolean(this.presenting),
      });
    }, 150);
  }

  choose(what, n) {
    this.set({ [what]: n });
  }

  // Settings that the hand changed on the picture itself.
  set(changes) {
    Object.assign(this.choice, changes);
    this.asked = { ...this.asked, ...changes };
    this.build();
    this.report();
  }

  do(what) {
    const { player } = this;
    if (what === 'toggle') player.toggle();
    else if (what === 'first') player.go(0);
    else if (what === 'last') player.go(player.count - 1);
    else if (what === 'back') player.go(player.index - 1);
    else if (what === 'on') player.go(player.index + 1);
    else if (what === 'up') player.go(player.index - this.view.stride());
    else if (what === 'down') player.go(player.index + this.view.stride());
    else if (what === 'pin') { this.pinned = !this.pinned; player.pause(); this.report(); }
    else if (what === 'present') { this.project(!this.presenting); this.report(); }
    else if (what === 'keys') this.node.querySelector('.keys').toggleAttribute('hidden');
    if (what === 'pin') this.words();
  }

  // What is drawn depends on it, and on the size that the stage then has: hence first of all.
  project(on) {
    this.presenting = on;
    this.fitProjection();
  }

  fitProjection() {
    document.documentElement.toggleAttribute('data-present', this.presenting && innerWidth >= NARROWEST_PROJECTED);
  }

  dispose() {
    this.player.pause();
    document.removeEventListener('keydown', this.onKey);
    if (this.unwatch) this.unwatch();
  }
}
Object.assign(Stage.prototype, wordedStage, handledStage);

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
  const known = sameBytes(stage.bytes, component.data);
  stage.bytes = component.data;
  // A run of the whole page brings the same picture again. Images are painted in the theme's colours.
  if (!isNewTheme() && known) return;
  stage.turn += 1;
  const { turn } = stage;
  stage.node.dataset.unpacking = turn;
  const scene = await unpack(component.data);
  if (turn !== stage.turn) return;
  delete stage.node.dataset.unpacking;
  stage.take(scene);
}

// What belongs to the page and not to one stage; also called again.
function mountPage({ data, parentElement }) {
  document.documentElement.lang = data.lang === 'zh' ? 'zh-CN' : 'en';
  if (document.documentElement.dataset.unfolded) return;
  document.documentElement.dataset.unfolded = 'yes';
  makeTints();
  watchHandles();
  watchCopy();
  new MutationObserver(fillPlaces).observe(document.body, { childList: true, subtree: true });
  parentElement.hidden = true;
}
