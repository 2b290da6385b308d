/// Lines with bands. A series: {name, colour(alpha), points: [{x, estimate, low, high}], line,
/// dash}, where `line: false` draws the band alone; points without bounds have no band, and a line
/// breaks where its estimate is null. `rule` is a level that is marked, and `marks` are
/// points that are: {name, colour(alpha), point, style}, with a style of Chart.js's points.
function lineConfiguration({series, x, y, stepped = false, dots = false, rule, marks = []}) {
  const band = parseFloat(styleValue('--band'));
  const shown = value => value === null ? null : Math.max(value, y.floor ?? -Infinity);
  const datasets = series.flatMap(each => {
    const edge = key =>
      each.points.map(point => ({x: point.x, y: shown(point[key] ?? point.estimate)}));
    const common = {pointRadius: 0, stepped, normalized: true, parsing: false};
    const hasBand = each.points.some(point => 'low' in point);
    const made = !hasBand ? [] : [
      {...common, band: true, data: edge('low'), borderWidth: 0, fill: false, pointHitRadius: 0},
      {...common, band: true, data: edge('high'), borderWidth: 0, fill: '-1', pointHitRadius: 0,
        backgroundColor: each.colour(each.line === false ? 0.25 : band)}];
    if (each.line !== false) {
      made.push({...common, label: each.name, series: each, data: edge('estimate'), fill: false,
        borderColor: each.colour(1), backgroundColor: each.colour(1), borderWidth: 2,
        borderDash: each.dash, pointRadius: dots ? 3.5 : 0, pointHitRadius: 8});
    }
    return made;
  });
  datasets.push(...marks.map(({name, colour, point, style}) => ({
    label: name, mark: true, series: {points: [point]}, data: [{x: point.x, y: shown(point.estimate)}],
    parsing: false, showLine: false, pointStyle: style, pointRadius: 8, pointHitRadius: 8,
    borderColor: styleValue('--text'), borderWidth: 1.5, backgroundColor: colour(1)})));
  if (rule !== undefined) {
    const ends = series.flatMap(({points}) => points.map(point => point.x));
    datasets.push({
      band: true, parsing: false, pointRadius: 0, pointHitRadius: 0, borderDash: [6, 4],
      borderWidth: 1.5, borderColor: styleValue('--text'), fill: false,
      data: [Math.min(...ends), Math.max(...ends)].map(end => ({x: end, y: rule}))});
  }
  const label = ({dataset, dataIndex}) => {
    const point = dataset.series.points[dataIndex];
    const value = 'low' in point ? point : point.estimate;
    return `${dataset.label}, ${x.text(point.x)}: ${valueText(value, y.kind)}${point.note ?? ''}`;
  };
  const scale = kinds[y.kind];
  return {
    type: 'line', data: {datasets},
    options: commonOptions({
      x: axisOptions(x.title, value => x.text(value), {type: 'linear', ...x.more}),
      y: axisOptions(y.title,
        value => decimalText(value * scale.scale, null) + scale.suffix, y.more),
      label,
    }),
  };
}

/// At most six cells at once, those of every family equally far apart; a reader may choose others.
function cellsAtFirst(cells) {
  if (cells.length <= 6) return new Set(cells);
  const each = Math.max(1, Math.floor(6 / families.length));
  return new Set(families.slice(0, 6).flatMap(family => {
    const alike = cells.filter(cell => familyOf(cell) === family);
    const count = Math.min(each, alike.length);
    const last = alike.length - 1;
    return Array.from({length: count}, (_, k) =>
      alike[Math.round(count === 1 ? last / 2 : k * last / (count - 1))]);
  }));
}

/// A chart of one line for each cell that has points.
function cellLines({note, pointsOf, ...more}) {
  const cells = result.cells.filter(cell => pointsOf(cell).length > 0);
  if (cells.length < result.cells.length) {
    note += ` ${cells.length} of ${result.cells.length} cells are on this page.`;
  }
  return chosenLines({...more, note, pointsOf, items: cells, shown: cellsAtFirst(cells),
    legend: 'Cells shown', column: cellColumn, colourOf: cellColour});
}

/// A chart of one line for each of some items that have an `id`, with boxes to choose which;
/// `shown` is the set of those at first.
function chosenLines({title, note, items, shown, legend, column, colourOf, pointsOf, x, y, stepped,
  columns}) {
  const chosen = () => items.filter(item => shown.has(item));
  const {figure, refresh} = chartFigure({
    title, note,
    configure: () => lineConfiguration({x, y, stepped, series: chosen().map(item => ({
      name: item.id, points: pointsOf(item), colour: alpha => colourOf(item, alpha)}))}),
    data: () => ({caption: title, columns: [column, ...columns],
      rows: chosen().flatMap(item => pointsOf(item).map(point => ({id: item.id, ...point})))}),
  });
  const boxes = items.map(item => {
    const box = element('input', {type: 'checkbox', value: item.id});
    box.checked = shown.has(item);
    box.addEventListener('change', () => {
      if (box.checked) shown.add(item); else shown.delete(item);
      refresh();
    });
    return element('label', {}, box, colourKey(() => colourOf(item)), item.id);
  });
  figure.querySelector('.canvas').before(
    element('fieldset', {class: 'controls'}, element('legend', {}, legend), boxes));
  return figure;
}

/// A stroke in the colour of a line.
function colourKey(colour, dash) {
  const key = element('span', {class: dash ? 'key dashed' : 'key', 'aria-hidden': 'true'});
  const paint = () => { key.style.borderColor = colour(); };
  paint();
  redraws.push(paint);
  return key;
}

/// A key of lines, {name, colour(), dash}.
function lineKey(lines) {
  return element('div', {class: 'controls'}, lines.map(({name, colour, dash}) =>
    element('label', {}, colourKey(colour, dash), name)));
}

/// A key of families, where a chart has one line for each.
function familyKey(names) {
  return lineKey(names.map(name => ({name, colour: () => familyColour(name)})));
}
