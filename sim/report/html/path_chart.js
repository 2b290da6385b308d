/// Draws the moments of `chart.data.moments` upright through a chart, and above it what befell the
/// account then, where there is room for the name; fainter what the trader did.
const uprights = {
  id: 'uprights',
  afterDatasetsDraw({ctx: context, chartArea, scales, data}) {
    const taken = [];
    context.save();
    context.font = '12px system-ui, sans-serif';
    context.textBaseline = 'top';
    context.fillStyle = styleValue('--text');
    for (const {seconds, label, own} of data.moments) {
      const x = scales.x.getPixelForValue(seconds);
      const place = own ? null : roomFor(context.measureText(label).width, x, chartArea, taken);
      context.strokeStyle = styleValue(own ? '--quiet' : '--text');
      context.setLineDash(own ? [1, 4] : [2, 3]);
      context.beginPath();
      context.moveTo(x, place ? place.top : chartArea.top);
      context.lineTo(x, chartArea.bottom);
      context.stroke();
      if (!place) continue;
      taken.push(place);
      context.fillText(label, place.from, place.top + 1);
    }
    context.restore();
  },
};

const [nameRows, nameHeight] = [3, 16];

/// Where a name fits beside its moment, in one of the rows above a chart.
function roomFor(width, x, {left, right, top}, taken) {
  const from = x + 4 + width <= right ? x + 4 : x - 4 - width;
  if (from < left) return null;
  const place = {from, to: from + width};
  const isFree = row => taken.every(other =>
    other.row !== row || other.to + 8 < place.from || place.to + 8 < other.from);
  for (let row = 0; row < nameRows; ++row) {
    if (isFree(row)) return {...place, row, top: top - nameHeight * (row + 1)};
  }
  return null;
}

/// What happened at each marked moment: [{seconds, label, own}].
function momentsOf({marks}) {
  const at = new Map();
  for (const mark of marks) at.set(mark.seconds, [...at.get(mark.seconds) ?? [], mark]);
  return [...at].map(([seconds, all]) => ({seconds, own: all.every(({own}) => own),
    label: [...new Set(all.map(({label}) => label))].join(', ')}));
}

const panelNotes = {
  price: 'The line is the price; dashed is the price that would liquidate, as things stand then, ' +
    'cut off where it is far away. ',
  level: 'Equity over maintenance requirement of the scope nearest to liquidation, which comes ' +
    'at 1, where the dashed line is; at the lower edge where it is below 0. ',
  equity: 'What the whole account is worth. ',
};
const momentsNote = 'Upright lines are events, fainter those of the trader; the table names all.';

/// A path as `explain --svg` draws it: one figure for each panel of its chart.
function pathFigures(chart) {
  const moments = momentsOf(chart);
  const eventAt = new Map(moments.map(({seconds, label}) => [seconds, label]));
  return chart.panels.map(panel => {
    const kind = panel.lines[0].style === 'price' ? 'price' :
      panel.logarithmic ? 'level' : 'equity';
    const title = kind === 'price' ? `${panel.title}: price and liquidation price` : panel.title;
    const lines = panel.lines.map(({label, style, values}) => ({
      name: kind === 'price' ? label : kind === 'level' ? 'margin level' : 'equity', values,
      dash: style.includes('dashed') ? [6, 4] : undefined,
      colour: () => styleValue(style === 'price' ? '--text' : '--accent'),
    }));
    const made = chartFigure({
      title, note: panelNotes[kind] + (moments.length ? momentsNote : ''),
      configure: () => panelConfiguration(chart, panel, lines, moments, eventAt),
      data: () => ({
        caption: title, rows: chart.seconds.map((seconds, i) => ({seconds, i})), columns: [
          {title: timeUnit.name, kind: 'time', of: row => row.seconds},
          ...lines.map(({name, values}) =>
            ({title: name, kind: 'plain', of: row => values[row.i]})),
          {title: 'event', text: true, of: row => eventAt.get(row.seconds) ?? ''}]}),
    });
    if (lines.length > 1) made.figure.querySelector('.canvas').before(lineKey(lines));
    return made;
  });
}

function panelConfiguration(chart, {low, high, logarithmic, rule}, lines, moments, eventAt) {
  const note = seconds => eventAt.has(seconds) ? ` (${eventAt.get(seconds)})` : '';
  const series = lines.map(line => ({...line, points: chart.seconds.map((x, i) =>
    ({x, estimate: line.values[i], note: note(x)}))}));
  const more = {min: low, max: high, ...(logarithmic ?
    {type: 'logarithmic', ticks: {callback: roundTicks()}} : {ticks: {includeBounds: false}})};
  const made = lineConfiguration({
    series, x: timeScale(), rule: rule ?? undefined,
    y: {title: lines[0].name, kind: 'plain', more, floor: logarithmic ? low : undefined}});
  made.data.moments = moments;
  made.options.layout = {padding: {
    top: nameHeight * Math.min(nameRows, moments.filter(({own}) => !own).length)}};
  return {...made, plugins: [uprights]};
}
