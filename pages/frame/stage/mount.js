// What the page's components call: a stage drawn into its place, and what belongs to the page and not to one stage.
import { watchConnection } from './connection.js';
import { watchCopy } from './copy.js';
import { drawGlossary, watchGlossary } from './glossary.js';
import { watchHandles } from './handles.js';
import { watchMenuButton } from './menu_button.js';
import { noteArrival, watchNext } from './next.js';
import { sameNumbers, unpack } from './packet.js';
import { paintNewLinks, paintProgress, tellProgress, watchProgress } from './progress.js';
import { keepFocus, watchQuestions } from './questions.js';
import { fillPlaces } from './said.js';
import { Stage } from './stage.js';
import { noteDone, paintTasks, watchTasks } from './tasks.js';
import { moveCard, watchTerms } from './term_card.js';
import { chooseFirst, keepTerms } from './terms.js';
import { isNewTheme, makeTints } from './tint.js';

// Streamlit calls this again, without clean-up, on new data and on a new theme; what came last counts.
// `labels`: the words on the stages that are the same in every picture, by language and lesson.
export async function mountStage(component, { views, labels }) {
  const root = component.parentElement;
  root.stage ??= newStage(root, views);
  const { stage } = root;
  stage.component = component;
  const known = sameNumbers(stage.bytes, component.data);
  stage.bytes = component.data;
  // A run of the whole page brings the same picture again. Images are painted in the theme's colours.
  if (!isNewTheme() && known) return;
  stage.turn += 1;
  const { turn } = stage;
  const { node } = stage.face;
  node.dataset.unpacking = turn;
  const scene = await unpack(component.data);
  if (turn !== stage.turn) return;
  delete node.dataset.unpacking;
  const { '': shared, [scene.topic]: own } = labels[scene.lang];
  stage.receive({ ...scene, labels: { ...shared, ...own, ...scene.labels } });
  if (noteDone(scene)) paintProgress();
}

function newStage(root, views) {
  const stage = new Stage(root, views);
  new MutationObserver((_, observer) => {
    if (root.isConnected) return;
    observer.disconnect();
    stage.dispose();
  }).observe(document.body, { childList: true, subtree: true });
  return stage;
}

// Something of the page has been drawn anew.
function fillPage() {
  if (fillPlaces()) paintTasks();
  chooseFirst();
  moveCard();
  drawGlossary(words);
  paintNewLinks();
  noteArrival();
  keepFocus();
}

let page; // what Streamlit called with last
let words; // what all stages say, in the page's language

// Also called again. `tasks`: the ids of those of each lesson.
export function mountPage(component, { labels, marks, terms, tasks }) {
  const { data, parentElement } = component;
  page = component;
  tellProgress(tasks, labels[data.lang]['']);
  document.documentElement.lang = data.lang === 'zh' ? 'zh-CN' : 'en';
  words = labels[data.lang][''];
  keepTerms(marks, terms);
  watchTerms(words);
  fillPage();
  if (document.documentElement.dataset.unfolded) return;
  document.documentElement.dataset.unfolded = 'yes';
  makeTints();
  watchHandles();
  watchCopy();
  watchTasks();
  watchGlossary();
  watchProgress();
  watchNext();
  watchMenuButton();
  watchQuestions();
  watchConnection(() => page.setStateValue('back', Date.now()));
  new MutationObserver(fillPage).observe(document.body, { childList: true, subtree: true });
  parentElement.hidden = true;
}
