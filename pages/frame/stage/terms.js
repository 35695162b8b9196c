// The terms of the glossary as the browser has them: marked in a text, written out, and the way to their place.
let marks = {}; // by language: the pattern that finds terms, and whose each spelling is
const made = {}; // the pattern's regular expressions
let address; // of the terms, beside this script
let terms; // by language and id, once they have come
let coming;

export function keepTerms(given, at) {
  marks = given;
  address = at;
}

export const haveTerms = () => terms !== undefined;

// Names and sentences come when the first is wanted; what could not be had is asked for again the next time.
export function fetchTerms() {
  coming ??= fetch(new URL(address, import.meta.url))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then((found) => {
      terms = found;
    })
    .finally(() => {
      coming = undefined;
    });
  return coming;
}

export const language = () => document.documentElement.lang.slice(0, 2);
export const termsIn = (lang) => terms?.[lang] ?? {};
export const spelled = (text, lang) => marks[lang].spelled[text.toLowerCase()];

// Markup, each spelling of a term in it in a span. What the pattern passes over, it matches as well.
export function markTerms(markup, lang = language()) {
  const known = marks[lang];
  if (!known) return markup;
  made[lang] ??= new RegExp(known.pattern, 'gi');
  const mark = (whole, _, said) =>
    said ? `<span class="term" data-term="${known.spelled[said.toLowerCase()]}">${said}</span>` : whole;
  return markup.replace(made[lang], mark);
}

// The first of each term on a page can be reached; of what lies in a fold, only what stands nowhere else. Asked
// whenever something has been drawn, the picture too: mostly nothing of this.
const marked = document.getElementsByClassName('term');
const known = new WeakSet();
let count = 0;

export function chooseFirst() {
  const all = [...marked];
  if (all.length === count && all.every((each) => known.has(each))) return;
  count = all.length;
  all.forEach((each) => known.add(each));
  const folded = new Set(all.filter((each) => each.closest('details')));
  const seen = new Set();
  for (const each of [...all.filter((one) => !folded.has(one)), ...folded]) {
    const isFirst = !seen.has(each.dataset.term);
    seen.add(each.dataset.term);
    if (isFirst === each.hasAttribute('tabindex')) continue;
    for (const [name, value] of Object.entries({ role: 'button', tabindex: '0' })) {
      if (isFirst) each.setAttribute(name, value);
      else each.removeAttribute(name);
    }
  }
}

function written(tag, className, text, lang) {
  const node = Object.assign(document.createElement(tag), { className, textContent: text });
  if (lang) node.lang = lang === 'zh' ? 'zh-CN' : lang;
  return node;
}

// A term in words: its names, its sentence, what else it is called, and the link to where it moves. All of it is text.
export function describe(id, labels, heading = 'p') {
  const lang = language();
  const other = lang === 'zh' ? 'en' : 'zh';
  const term = terms[lang][id];
  const names = written(heading, 'term-names', '');
  names.append(written('span', '', term.name));
  const foreign = terms[other][id].name;
  if (foreign !== term.name) names.append(' ', written('span', 'term-foreign', foreign, other));
  const parts = [names, written('p', 'term-says', term.says)];
  if (term.also.length) {
    const also = term.also.join(lang === 'zh' ? '、' : ', ');
    parts.push(written('p', 'term-also', labels.term_also.replace('{names}', also)));
  }
  const link = written('a', 'term-place', labels.term_place.replace('{lesson}', term.place));
  link.href = addressOf(term.at);
  parts.push(link);
  return parts;
}

// The language stays the reader's: the link that was chosen by hand says it, a browser's own needs no word.
function addressOf(at) {
  const [page, query] = at.split('?');
  const settings = new URLSearchParams(query);
  const chosen = new URLSearchParams(window.location.search).get('lang');
  if (chosen) settings.set('lang', chosen);
  return `./${page}${settings.size ? `?${settings}` : ''}`;
}

// To another page without loading the course anew, as Back and Forward go: what was set on the others stays.
export function followInside(event) {
  const link = event.target instanceof Element && event.target.closest('a.term-place');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  window.history.pushState({}, '', link.href);
  window.dispatchEvent(new PopStateEvent('popstate'));
  document.querySelector(':--main')?.scrollTo(0, 0);
}
