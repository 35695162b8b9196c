// Words that stand elsewhere than where they come: with a scene, or said by the page (`data-saying`), where a place
// that is drawn anew with every slider has words that no slider changes. Python keeps a place for them.
import { markTerms } from './terms.js';

const said = {};
const WITH_TERMS = ['idea', 'seen', 'deeper', 'tasks']; // a formula's line has none

export function say(words) {
  Object.assign(said, words);
  fillPlaces();
}

// A place may be drawn after its words have come, or anew. Returns whether one has been filled.
export function fillPlaces() {
  document.querySelectorAll('[data-saying]').forEach((words) => {
    said[words.dataset.saying] = words.innerHTML;
  });
  let filled = false;
  document.querySelectorAll('[data-said]').forEach((place) => {
    const words = said[place.dataset.said];
    if (words !== undefined && place.words !== words) {
      place.innerHTML = WITH_TERMS.includes(place.dataset.said) ? markTerms(words) : words;
      place.words = words;
      filled = true;
    }
  });
  return filled;
}
