// Words of a scene that stand elsewhere on the page, where Python keeps a place for them.
const said = {};

export function say(words) {
  Object.assign(said, words);
  fillPlaces();
}

// A place may be drawn after its words have come, or anew.
export function fillPlaces() {
  document.querySelectorAll('[data-said]').forEach((place) => {
    const words = said[place.dataset.said];
    if (words !== undefined && place.words !== words) {
      place.innerHTML = words;
      place.words = words;
    }
  });
}
