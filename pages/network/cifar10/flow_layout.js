// Where everything stands in the view of a whole network at work: a block of tiles a volume, and the block of scores.
import { MARGIN } from '../../frame/stage/layout.js';
import { wordsWidth } from '../../frame/stage/words.js';
import { fitTiles } from './tiles.js';

export const SIZE = 0.92; // of a volume's type beside that of its name
const GAP = 9;
const STEP = 0.25; // px by which tiles are tried

// All volumes side by side: squares of one size, as large as there is room; then wider where there still is some.
export function placeInARow({ scene, width, height, type }) {
  const { layers, qr } = scene;
  const top = type * 3 + 6;
  const room = height - top - 8;
  const last = Math.max(type * 13.5, 150); // the scores with their names
  const photo = Math.min(room * 0.36, width * 0.11);
  const middle = layers.slice(1, -1);
  const gaps = middle.length + 1;
  const free = width - 2 * MARGIN - photo - last - GAP * gaps;
  const across = (maps, tile) => Math.ceil(maps / Math.max(Math.floor(room / tile), 1));
  const least = roomForWords(layers, type, free);
  const wide = ({ maps }, n, tiles) => Math.max(across(maps, tiles.get(maps)) * tiles.get(maps), least[n]);
  const used = (tiles) => middle.reduce((sum, layer, n) => sum + wide(layer, n, tiles), 0);
  const tiles = fitAll(middle, across, (sizes) => used(sizes) <= free);
  const spare = (free - used(tiles)) / gaps;
  let x = MARGIN;
  const blocks = [{ x, y: top, tile: photo, columns: 1, maps: 1, w: photo, h: photo }];
  x += photo + GAP + spare;
  middle.forEach((layer, n) => {
    const { maps } = layer;
    const tile = tiles.get(maps);
    blocks.push(block(x, top, maps, tile, across(maps, tile)));
    x += wide(layer, n, tiles) + GAP + spare;
  });
  const high = room - (qr ? 112 : 0); // the corner is the QR code's
  return [...blocks, { x: width - MARGIN - last + 6, y: top, w: last - 6, h: high, scores: true }];
}

// No volume narrower than what stands above it, where there is room for words and maps; a size may reach over the RELU
// beside it, which has none.
function roomForWords(layers, type, free) {
  const least = layers.slice(1, -1).map(({ name, size, kind }, n) => {
    const over = kind === 'relu' || layers[n + 2].kind === 'relu';
    return Math.max(wordsWidth(name, type * 1.15), over ? 0 : wordsWidth(size, type * SIZE));
  });
  const spacious = least.reduce((sum, words) => sum + words, 0) < free * 0.85;
  return least.map((words) => (spacious ? words : 0));
}

// The size of tile for each number of maps.
function fitAll(layers, across, fits) {
  const counts = [...new Set(layers.map((layer) => layer.maps))];
  const tiles = new Map();
  let tile = 60;
  do {
    tile -= STEP;
    counts.forEach((maps) => tiles.set(maps, tile));
  } while (tile > 4 && !fits(tiles));
  counts.forEach((maps) => {
    const before = tiles.get(maps);
    while (tiles.get(maps) < 90) {
      tiles.set(maps, tiles.get(maps) + STEP);
      if (!fits(tiles) || across(maps, tiles.get(maps)) > across(maps, before)) {
        tiles.set(maps, tiles.get(maps) - STEP);
        break;
      }
    }
  });
  return tiles;
}

function block(x, y, maps, tile, columns) {
  return { x, y, tile, columns, maps, w: tile * columns, h: tile * Math.ceil(maps / columns) };
}

// On a phone: three bands one below the other, each ending in a pooling layer; the scores below.
export function placeInBands({ scene, width, height }) {
  const { layers } = scene;
  const bands = [[0]];
  layers.slice(1, -1).forEach((layer, n) => {
    bands[bands.length - 1].push(n + 1);
    if (layer.kind === 'pool') bands.push([]);
  });
  bands.pop();
  const below = 112; // its last lines stay free for the button of the table
  const each = (height - below) / bands.length;
  const blocks = bands.flatMap((band, b) => {
    const w = (width - 2 * MARGIN - 6 * (band.length - 1)) / band.length;
    return band.map((n, at) => {
      const maps = n ? layers[n].maps : 1;
      return block(MARGIN + at * (w + 6), b * each + 20, maps, ...fitTiles(maps, w, each - 24));
    });
  });
  return [...blocks, { x: MARGIN, y: height - below + 12, w: width - 2 * MARGIN, h: below - 30, scores: true }];
}
