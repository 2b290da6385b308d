/// Lines with bands. A series: {name, colour(alpha), points: [{x, estimate, low, high}], line}
/// where `line: false` draws the band alone. `rule` is a level that is marked, and `marks` are
/// points that are: {name, colour(alpha), point, style}, with a style of Chart.js's points.
function lineConfiguration({series, x, y, stepped = false, dots = false, rule, marks = []}) {
  const band = parseFloat(styleValue('--band'));
  const shown = value => Math.max(value, y.floor ?? -Infinity);
  const datasets = series.flatMap(each => {
    const edge = key =>
      each.points.map(point => ({x: point.x, y: shown(point[key] ?? point.estimate)}));
    const common = {pointRadius: 0, stepped, normalized: true, parsing: false};
    const made = [
      {...common, band: true, data: edge('low'), borderWidth: 0, fill: false, pointHitRadius: 0},
      {...common, band: true, data: edge('high'), borderWidth: 0, fill: '-1', pointHitRadius: 0,
        backgroundColor: each.colour(each.line === false ? 0.25 : band)}];
    if (each.line !== false) {
      made.push({...common, label: each.name, series: each, data: edge('estimate'), fill: false,
        borderColor: each.colour(1), backgroundColor: each.colour(1), borderWidth: 2,
        pointRadius: dots ? 3.5 : 0, pointHitRadius: 8});
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
    return `${dataset.label}, ${x.text(point.x)}: ${valueText(point, y.kind)}`;
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

/// A chart of one line for each cell, with boxes to choose which.
function cellLines({title, note, pointsOf, x, y, stepped, columns, rowsOf}) {
  const cells = result.cells.filter(cell => pointsOf(cell).length > 0);
  if (cells.length < result.cells.length) {
    note += ` ${cells.length} of ${result.cells.length} cells are on this page.`;
  }
  const shown = cellsAtFirst(cells);
  const chosen = () => cells.filter(cell => shown.has(cell));
  const {figure, refresh} = chartFigure({
    title, note,
    configure: () => lineConfiguration({x, y, stepped, series: chosen().map(cell => ({
      name: cell.id, points: pointsOf(cell), colour: alpha => cellColour(cell, alpha)}))}),
    data: () => ({caption: title, columns: [cellColumn, ...columns],
      rows: chosen().flatMap(cell => pointsOf(cell).map(point => ({id: cell.id, ...point})))}),
  });
  const boxes = cells.map(cell => {
    const box = element('input', {type: 'checkbox', value: cell.id});
    box.checked = shown.has(cell);
    box.addEventListener('change', () => {
      if (box.checked) shown.add(cell); else shown.delete(cell);
      refresh();
    });
    const key = element('span', {class: 'key', 'aria-hidden': 'true'});
    redraws.push(() => { key.style.borderColor = cellColour(cell); });
    return element('label', {}, box, key, cell.id);
  });
  figure.querySelector('.canvas').before(
    element('fieldset', {class: 'controls'}, element('legend', {}, 'Cells shown'), boxes));
  return figure;
}

/// A key of families, where a chart has one line for each.
function familyKey(names) {
  return element('div', {class: 'controls'}, names.map(name => {
    const key = element('span', {class: 'key', 'aria-hidden': 'true'});
    redraws.push(() => { key.style.borderColor = familyColour(name); });
    return element('label', {}, key, name);
  }));
}
