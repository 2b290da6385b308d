const partHues = [215, 150, 22, 285, 340, 48, 190, 95];

/// The colour of a part, or of one of several that share it: darker from share 0 to 1.
function partColour(place, alpha = 1, share = 0.5) {
  const [first, last] = ['--shade-first', '--shade-last'].map(name => parseFloat(styleValue(name)));
  const lightness = first + (last - first) * share;
  return `hsla(${partHues[place % partHues.length]}, 50%, ${lightness}%, ${alpha})`;
}

/// Bars side by side for each cell, with whiskers. Parts: {title, of(cell)}, of which those without
/// any value are left out; null where none is left. `columns` follow theirs in the table, and
/// `column` names the cells, or what else the bars are of.
function cellBars({title, note, kind, yTitle, caption, cells, parts, columns = [],
  column = cellColumn}) {
  const told = parts.filter(part => cells.some(cell => numberOf(part.of(cell) ?? null) !== null));
  if (told.length === 0) return null;
  const drawn = cells.length <= 24 ? cells :
    cells[0].policy ? [...cellsAtFirst(cells)] : cells.slice(0, 24);
  const of = (part, cell) => part.of(cell) ?? null;
  const label = ({dataset, dataIndex: i}) =>
    `${drawn[i].id}, ${dataset.label}: ${valueText(dataset.intervals[i], kind)}`;
  const scale = kinds[kind];
  const {figure} = chartFigure({
    title, note: note + ' Whiskers are 95% intervals.' +
      (drawn.length < cells.length ? ' Some are drawn; the table has all.' : ''),
    configure: () => ({
      type: 'bar', plugins: [whiskers],
      data: {labels: drawn.map(cell => cell.id), datasets: told.map((part, k) => ({
        label: part.title, backgroundColor: partColour(k),
        intervals: drawn.map(cell => of(part, cell)),
        data: drawn.map(cell => numberOf(of(part, cell)))}))},
      options: commonOptions({label,
        x: axisOptions('', function (value) { return this.getLabelForValue(value); },
          {ticks: {autoSkip: false, maxRotation: 60}}),
        y: axisOptions(yTitle, value => decimalText(value * scale.scale, null) + scale.suffix,
          reach(drawn.flatMap(cell => told.map(part => of(part, cell)))))}),
    }),
    data: () => ({caption: caption ?? title, rows: cells, columns: [column,
      ...told.map(part => ({title: part.title, kind, of: cell => of(part, cell)})), ...columns]}),
  });
  figure.querySelector('.canvas').before(element('div', {class: 'controls'}, told.map((part, k) => {
    const line = element('span', {class: 'key', 'aria-hidden': 'true'});
    redraws.push(() => { line.style.borderColor = partColour(k); });
    return element('label', {}, line, part.title);
  })));
  return figure;
}
