// What no window reaches is crossed out.
import { path } from '../../frame/stage/svg.js';

export function crossed(x, y, width, height) {
  return path('crossed', `M${x},${y}l${width},${height}m0,${-height}l${-width},${height}`);
}
