// Marks in the menu and on the course map: which lessons were begun, and which are done, by the ticks that this browser
// keeps. A mark says so by its shape, and in words to who listens.
import { kept } from './tasks.js';

function tasksOf(told) {
  return told.split(';').map((line) => line.split(' '));
}

function stateOf(tasks, ticks = []) {
  const left = tasks.filter((name) => !ticks.includes(name)).length;
  return left === 0 ? 'done' : left < tasks.length ? 'begun' : '';
}

// Writes only what differs: the page is watched for what is written into it.
function mark(link, state, name) {
  let node = link.querySelector('.progress');
  if (!state) {
    node?.remove();
    return;
  }
  if (!node) {
    node = document.createElement('span');
    node.setAttribute('role', 'img');
    link.append(node);
  }
  if (node.getAttribute('aria-label') === name) return;
  node.className = `progress ${state}`;
  node.setAttribute('aria-label', name);
}

// Called when something of the page has been drawn anew, and when ticks may have changed.
export function paintProgress() {
  const told = document.querySelector('.all-tasks');
  if (!told) return;
  const ticks = kept();
  const states = new Map(tasksOf(told.dataset.tasks).map(([name, ...tasks]) => [name, stateOf(tasks, ticks[name])]));
  document.querySelectorAll(':--sidebar :--page-link, :--key(course) :--page-link').forEach((link) => {
    const state = states.get(link.getAttribute('href').split('?')[0]) ?? '';
    mark(link, state, told.dataset[state]);
  });
}

export function watchProgress() {
  document.addEventListener('click', paintProgress); // it may have forgotten the ticks
  window.addEventListener('storage', paintProgress);
}
