// Tasks tick themselves, and stay ticked in this browser: `unfolded.done` is {lesson: [tasks]}, and leaves it never.
const KEY = 'unfolded.done';
const NOTE_SECONDS = 7;
let unkept = {}; // where the browser keeps nothing: the ticks of this page
let lesson = ''; // whose picture is shown
let now = {}; // the tasks that are done in it, each with its reason
let newest = ''; // the one whose reason is told

export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return Object.fromEntries(Object.entries(found ?? {}).filter(([, names]) => Array.isArray(names)));
  } catch {
    return unkept;
  }
}

function keep(done) {
  unkept = done;
  try {
    localStorage.setItem(KEY, JSON.stringify(done));
  } catch {
    // This browser keeps nothing: until the page is left, the page does.
  }
}

// A picture has come. What has just become so is ticked; what was so before has its tick, or was forgotten. Returns
// whether something has been ticked.
export function noteDone({ page, done = {} }) {
  const before = page === lesson ? now : {};
  [lesson, now] = [page, done];
  const fresh = Object.keys(now).filter((name) => !(name in before));
  const all = kept(); // asked anew each time: another tab may have ticked
  const ticks = new Set(all[lesson]);
  const ticked = fresh.filter((name) => !ticks.has(name));
  ticked.forEach((name) => ticks.add(name));
  const told = [ticked.at(-1), fresh.at(-1), newest, ...Object.keys(now)];
  newest = told.find((name) => name in now && ticks.has(name)) ?? '';
  if (ticked.length) keep({ ...all, [lesson]: [...ticks] });
  paintTasks();
  if (ticked.length) noteOutOfSight(ticked.at(-1));
  return ticked.length > 0;
}

// Writes only what differs: the page is watched for what is written into it.
function write(node, markup) {
  if (node.markup === markup) return;
  node.markup = markup;
  node.innerHTML = markup;
}

// Also called when the list has been drawn anew.
export function paintTasks() {
  document.querySelectorAll('.tasks > ul').forEach((list) => {
    const ticks = new Set(kept()[lesson]);
    for (const item of list.children) {
      const isDone = ticks.has(item.dataset.task);
      item.classList.toggle('done', isDone);
      item.querySelector('.tick').setAttribute('aria-label', isDone ? list.dataset.done : list.dataset.open);
    }
    const why = list.parentElement.querySelector('.why');
    why.about ??= why.innerHTML;
    write(why, now[newest] ?? why.about);
    why.classList.toggle('told', newest in now);
    list.parentElement.querySelector('.forget').disabled = Object.keys(kept()).length === 0;
  });
}

// The list may be below the screen when something on it is done: then it is said at the screen's edge, for a moment or
// until the hand goes on.
function noteOutOfSight(name) {
  const item = document.querySelector(`.tasks [data-task="${name}"]`);
  if (!item) return;
  const { top, bottom } = item.getBoundingClientRect();
  if (top >= 0 && bottom <= window.innerHeight) return;
  document.querySelector('.task-note')?.remove();
  const note = document.createElement('div');
  note.className = 'task-note';
  note.setAttribute('aria-hidden', 'true'); // the list itself has said it
  note.innerHTML = '<span class="tick"></span><div><p></p><p></p></div>';
  const [what, why] = note.querySelectorAll('p');
  [what.textContent, why.textContent] = [item.textContent, item.closest('.tasks').querySelector('.why').textContent];
  document.querySelector(':--app').append(note); // only inside it do colours follow light and dark
  setTimeout(() => note.remove(), NOTE_SECONDS * 1000);
}

export function watchTasks() {
  document.addEventListener('pointerdown', () => document.querySelector('.task-note')?.remove());
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element && event.target.closest('.tasks .forget'))) return;
    keep({});
    newest = '';
    paintTasks();
  });
  // Another tab has ticked, or forgotten.
  window.addEventListener('storage', ({ key }) => key === KEY && paintTasks());
}
