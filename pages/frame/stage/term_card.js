// A term's sentence and its place, on a card beside the word: by the mouse, by the keyboard, by a finger.
import { describe, fetchTerms, followInside, haveTerms } from './terms.js';

const [OPEN_AFTER, CLOSE_AFTER] = [180, 220]; // milliseconds: a mouse on its way opens nothing, and may cross the gap
const GAP = 6; // pixels between the word and its card, and at the screen's edge
let card; // the one card of the page, while it is shown
let word; // whose it is
let awaited; // whose it will be, when the terms have come
let labels = {}; // the words on it
let held; // the term that has the keyboard
let pressedBy = ''; // mouse, touch or pen
let timer;

const marked = (target) => target instanceof Element && target.closest('.term[tabindex]');
const onCard = (target) => target instanceof Element && card?.contains(target);

function open(at) {
  clearTimeout(timer);
  if (card && word === at) return;
  close();
  if (!haveTerms()) {
    awaited = at;
    fetchTerms().then(
      () => awaited === at && at.isConnected && open(at),
      () => {}, // nothing to be had now: the next time it is asked for again
    );
    return;
  }
  card = Object.assign(document.createElement('div'), { className: 'term-card', id: 'term-card' });
  card.append(...describe(at.dataset.term, labels));
  card.querySelector('.term-says').id = 'term-says';
  document.querySelector(':--app').append(card); // only inside it do colours follow light and dark
  hang(at);
}

function hang(at) {
  word = at;
  word.setAttribute('aria-describedby', 'term-says');
  word.ariaExpanded = 'true';
  place();
}

function close() {
  clearTimeout(timer);
  card?.remove();
  word?.removeAttribute('aria-describedby');
  if (word) word.ariaExpanded = null;
  card = word = awaited = undefined;
}

// Under its word, or above where there is more room; never over it, and never off the screen.
function place() {
  if (!card) return;
  const { top, bottom, left } = word.getBoundingClientRect();
  const below = window.innerHeight - bottom - 2 * GAP;
  const above = top - 2 * GAP;
  const isBelow = card.scrollHeight <= below || below >= above;
  const { documentElement: page } = document;
  card.style.maxHeight = `${Math.max(isBelow ? below : above, 60)}px`;
  card.style.left = `${Math.max(GAP, Math.min(left, page.clientWidth - card.offsetWidth - GAP))}px`;
  card.style.top = `${isBelow ? bottom + GAP : top - GAP - card.offsetHeight}px`;
}

// The page moves under the card: it goes along, until its word is out of sight, as below a stage that stays on a phone.
function follow() {
  if (!card) return;
  const { left, top, height } = word.getBoundingClientRect();
  const seen = document.elementFromPoint(left + 1, top + height / 2);
  if (seen && (word.contains(seen) || card.contains(seen))) place();
  else close();
}

const again = (term) => document.querySelector(`.term[tabindex][data-term="${term}"]`);

// The words around a stage may be written anew at any time: card and keyboard go to the same term in them.
export function moveCard() {
  if (card && !word.isConnected) {
    const now = again(word.dataset.term);
    if (now) hang(now);
    else close();
  }
  if (!held || document.activeElement !== document.body) return;
  const now = again(held);
  if (now) now.focus({ preventScroll: true });
  else held = undefined; // another page
}

function byMouse({ type, target, relatedTarget, pointerType, buttons }) {
  if (pointerType !== 'mouse' || buttons) return; // a finger taps; what is dragged across a word opens nothing
  const at = marked(target);
  if (type === 'pointerover' && (at || onCard(target))) {
    clearTimeout(timer);
    if (at) timer = setTimeout(() => at.isConnected && open(at), OPEN_AFTER);
  } else if (type === 'pointerout' && (at || onCard(target)) && !onCard(relatedTarget)) {
    clearTimeout(timer);
    if (word !== document.activeElement) timer = setTimeout(close, CLOSE_AFTER);
  }
}

function byKey(event) {
  const { key, target, shiftKey } = event;
  if (!card) {
    if (marked(target) && (key === 'Enter' || key === ' ')) {
      event.preventDefault();
      open(marked(target));
    }
    return;
  }
  const link = card.querySelector('a');
  if (key === 'Escape') {
    event.stopPropagation();
    if (onCard(target)) word.focus();
    close();
  } else if (target === word && (key === 'Enter' || key === ' ')) {
    event.preventDefault();
    link.focus();
  } else if (target === link && key === 'Tab') {
    if (shiftKey) event.preventDefault();
    word.focus(); // the card stands elsewhere in the page than beside its word: the key goes on from there
  }
}

export function watchTerms(words) {
  labels = words;
  if (document.documentElement.dataset.terms) return;
  document.documentElement.dataset.terms = 'watched';
  for (const type of ['pointerover', 'pointerout']) document.addEventListener(type, byMouse);
  // A press elsewhere closes the card before it does what it does.
  const press = ({ target, pointerType }) => {
    pressedBy = pointerType;
    if (marked(target) || onCard(target)) return;
    held = undefined;
    close();
  };
  document.addEventListener('pointerdown', press, true);
  document.addEventListener('click', (event) => {
    followInside(event);
    const at = marked(event.target);
    if (at) (card && word === at && pressedBy !== 'mouse' ? close : open)(at);
    else if (onCard(event.target)) event.target.closest('a') && close();
  });
  document.addEventListener('focusin', ({ target }) => {
    const isBack = held !== undefined && held === marked(target)?.dataset.term;
    held = marked(target)?.dataset.term;
    if (held && !isBack && target.matches(':focus-visible')) open(target);
    else if (card && target !== word && !onCard(target)) close();
  });
  document.addEventListener('keydown', byKey, true);
  document.addEventListener('scroll', follow, { capture: true, passive: true });
  window.addEventListener('resize', place);
}
