// The glossary's own page: all terms in the order of the alphabet, and a box that sifts them while one types.
import { describe, fetchTerms, haveTerms, language, spelled, termsIn } from './terms.js';

const LONGEST = 60; // characters of what was typed that are said back
const SUGGESTED = 3; // terms, where nothing was found
const EXAMPLES = ['filter', 'stride', 'pooling'];

// Case, full width, gaps and hyphens do not matter.
const bare = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/×/g, 'x')
    .replace(/[\s_"“”-]/g, '');

function namesOf(id) {
  const both = ['zh', 'en'].map((lang) => termsIn(lang)[id]);
  return [id, ...both.flatMap(({ name, also, loosely }) => [name, ...also, ...loosely])].map(bare);
}

// The ids of what was asked for, the closest first: 0 is the very name (or its plural), 1 begins so, 2 holds it.
export function find(typed, ids) {
  const asked = bare(typed);
  const exact = spelled(typed.normalize('NFKC').trim(), 'en');
  const rank = (id) => {
    const names = namesOf(id);
    if (id === exact || names.includes(asked)) return 0;
    if (names.some((name) => name.startsWith(asked))) return 1;
    return names.some((name) => name.includes(asked)) ? 2 : 3;
  };
  const ranked = ids.map((id) => [rank(id), id]).filter(([at]) => at < 3);
  return ranked.sort(([a], [b]) => a - b).map(([, id]) => id);
}

// Where nothing is found: terms that are named in what was typed, else those that have most pairs of signs with it.
export function nearest(typed, ids) {
  const asked = bare(typed);
  const pairs = (text) => [...text].slice(1).map((sign, i) => [...text][i] + sign);
  const theirs = new Set(pairs(asked));
  const alike = (name) => {
    if (name.length > 1 && asked.includes(name)) return 1 + name.length;
    const own = pairs(name);
    return own.filter((pair) => theirs.has(pair)).length / Math.max(own.length, theirs.size, 1);
  };
  const scored = ids.map((id) => [Math.max(...namesOf(id).map(alike)), id]).filter(([score]) => score >= 0.3);
  const best = scored.sort(([a], [b]) => b - a).map(([, id]) => id);
  return (best.length ? best : EXAMPLES).slice(0, SUGGESTED);
}

// Fills its place on the page, once for each language.
export function drawGlossary(labels) {
  const place = document.querySelector('[data-glossary]');
  if (!place || place.lang === language()) return;
  if (haveTerms()) fill(place, labels);
  else fetchTerms().then(() => drawGlossary(labels));
}

function fill(place, labels) {
  const typed = place.querySelector('input')?.value ?? askedFor();
  place.lang = language();
  const terms = termsIn(language());
  const { compare } = new Intl.Collator(place.lang === 'zh' ? 'zh-CN-u-co-pinyin' : 'en');
  const ids = Object.keys(terms).sort((a, b) => compare(terms[a].name, terms[b].name));
  const items = Object.fromEntries(ids.map((id) => [id, item(id, labels)]));
  place.innerHTML =
    '<label class="terms-search"><span></span><input type="search" autocomplete="off" spellcheck="false"></label>' +
    '<div class="terms-found" role="status"></div><ul class="terms"></ul>';
  const [box, found, list] = ['input', '.terms-found', 'ul'].map((each) => place.querySelector(each));
  place.querySelector('label span').textContent = labels.term_search;
  const sift = () => {
    const asked = bare(box.value) ? find(box.value, ids) : ids;
    list.replaceChildren(...asked.map((id) => items[id]));
    if (asked.length) found.textContent = labels.term_count.replace('{n}', asked.length);
    else found.replaceChildren(...missing(box, nearest(box.value, ids), terms, labels));
  };
  box.value = terms[typed]?.name ?? typed;
  box.addEventListener('input', sift);
  place.askAgain = () => {
    box.value = terms[askedFor()]?.name ?? askedFor();
    sift();
  };
  sift();
}

const askedFor = () => new URLSearchParams(window.location.search).get('term') ?? '';

function item(id, labels) {
  const entry = document.createElement('li');
  entry.dataset.entry = id;
  entry.append(...describe(id, labels, 'h2'));
  return entry;
}

// A sentence with what was typed, as text, and buttons for what would find something.
function missing(box, near, terms, labels) {
  const typed = box.value.trim();
  const shown = typed.length > LONGEST ? `${typed.slice(0, LONGEST)}…` : typed;
  const buttons = near.map((id) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: terms[id].name });
    button.addEventListener('click', () => {
      box.value = terms[id].name;
      box.dispatchEvent(new Event('input'));
      box.focus();
    });
    return button;
  });
  return [labels.term_missing.replace('{typed}', () => shown), ...buttons];
}

export function watchGlossary() {
  window.addEventListener('popstate', () => document.querySelector('[data-glossary]')?.askAgain?.());
}
