// Marks in the menu and on the course map: a lesson is begun when one of its tasks is ticked in this browser, and done
// when all of them are, in all its parts. A mark says so by its shape, and in words to who listens.
import { kept } from './tasks.js';

let tasks = {}; // {lesson: [tasks]} of the whole course
let names = {}; // what a mark is called, in the language of now

export function tellProgress(known, labels) {
  tasks = known;
  names = { begun: labels.progress_begun, done: labels.progress_done };
  paintProgress();
}

function stateOf(lesson, ticks) {
  const all = tasks[lesson] ?? [];
  const left = all.filter((name) => !ticks?.includes(name)).length;
  if (left === all.length) return '';
  return left ? 'begun' : 'done';
}

// Writes only what differs: the page is watched for what is written into it.
function mark(link, state) {
  let node = link.querySelector('.progress');
  if (!state) node?.remove();
  if (!state || node?.getAttribute('aria-label') === names[state]) return;
  if (!node) {
    node = document.createElement('span');
    node.setAttribute('role', 'img');
    link.append(node);
  }
  node.className = `progress ${state}`;
  node.setAttribute('aria-label', names[state]);
}

const LINKS = ':--sidebar :--page-link, :--key(course) :--page-link';
const painted = new WeakSet();

// Called when something of the page has been drawn anew, the picture too: mostly no link.
export function paintNewLinks() {
  if ([...document.querySelectorAll(LINKS)].some((link) => !painted.has(link))) paintProgress();
}

// Called when ticks may have changed.
export function paintProgress() {
  const ticks = kept();
  document.querySelectorAll(LINKS).forEach((link) => {
    painted.add(link);
    const lesson = link.getAttribute('href').split('?')[0];
    mark(link, stateOf(lesson, ticks[lesson]));
  });
}

export function watchProgress() {
  document.addEventListener('click', paintProgress); // it may have forgotten the ticks
  window.addEventListener('storage', paintProgress);
}
