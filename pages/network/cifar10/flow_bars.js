// The end of a whole network: ten scores, and what softmax makes of them.
const flowBars = {
  // Ten scores about zero; behind softmax ten chances.
  barMarkup(chances) {
    const { classes, winner, arrays } = this.scene;
    const values = chances ? arrays.chances.values : arrays.scores.values;
    const block = this.blocks[this.blocks.length - 1];
    const columns = this.narrow ? 2 : 1;
    const rows = Math.ceil(classes.length / columns);
    const [w, h] = [block.w / columns, block.h / rows];
    const size = Math.min(this.type * (this.narrow ? 1.2 : 1.12), h * 0.6);
    const named = size * 5.2;
    const free = w - named - size * 4.2;
    const most = Math.max(...values.map(Math.abs));
    const low = Math.max(0, -Math.min(...values));
    const high = Math.max(0, ...values);
    return classes.map((name, k) => {
      const x = block.x + Math.floor(k / rows) * w;
      const y = block.y + (k % rows) * h + h / 2;
      const zero = x + named + (free * low) / (low + high || 1);
      const long = (free * Math.abs(values[k])) / (low + high || 1);
      const shown = chances ? `${formatNumber(100 * values[k])}%` : formatNumber(values[k]);
      const look = `${k === winner ? ' best' : ''}${values[k] < 0 ? ' below' : ''}`;
      return (
        `<g class="score${look}" data-map="${chances ? 'chance' : 'score'}" data-k="${k}" data-v="${values[k]}"><text class="score-name" x="${x}" y="${y}" font-size="${size}">${escapeText(name)}</text>` +
        `<rect x="${values[k] < 0 ? zero - long : zero}" y="${y - h * 0.3}" width="${most ? Math.max(long, 1) : 1}" height="${h * 0.6}"/>` +
        `<text class="score-value" x="${x + w - (columns > 1 ? 14 : 2)}" y="${y}" font-size="${size}">${shown}</text></g>`
      );
    }).join('');
  },
};
