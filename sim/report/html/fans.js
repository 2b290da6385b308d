function fansOf(cell) {
  return result.fans.find(fans => fans.cell === cell.id);
}

/// Bands of quantiles, and the median with its interval.
function fanSeries(cell, fan) {
  const between = (low, high) => fan.filter(point => point.quantiles['0.5']).map(point => ({
    x: point.seconds, estimate: point.quantiles['0.5'].estimate,
    low: point.quantiles[low].estimate, high: point.quantiles[high].estimate}));
  const median = fan.filter(point => point.quantiles['0.5'])
    .map(point => ({x: point.seconds, ...point.quantiles['0.5']}));
  const colour = alpha => familyColour(familyOf(cell), 0.5, alpha);
  return [{name: '5% to 95%', line: false, points: between('0.05', '0.95'), colour},
    {name: '25% to 75%', line: false, points: between('0.25', '0.75'), colour},
    {name: `${cell.id}, median`, points: median, colour}];
}

function fanFigure({title, note, kind, yTitle, chosen, fanOf, more}) {
  return chartFigure({
    title, note,
    configure: () => lineConfiguration({
      series: fanSeries(chosen(), fanOf(fansOf(chosen()))), x: timeScale(),
      y: {title: yTitle, kind, more}}),
    data: () => ({caption: `${title}: ${chosen().id}`, rows: fanOf(fansOf(chosen())), columns: [
      {title: timeUnit.name, kind: 'time', of: row => row.seconds},
      {title: 'paths', kind: 'plain', of: row => row.paths},
      ...['0.05', '0.25', '0.5', '0.75', '0.95'].map(level => ({
        title: `${Math.round(100 * level)}% quantile`, kind, of: row => row.quantiles[level]}))]}),
  });
}

/// One cell at a time: the first that is neither hardly ever nor nearly always liquidated.
function fans() {
  if (result.fans.length === 0) return;
  const telling = ({liquidated: {estimate}}) => estimate > 0.05 && estimate < 0.95;
  const cells = result.cells.filter(fansOf);
  let cell = cells.find(telling) ?? cells[0];
  const chosen = () => cell;
  const paths = result.fans[0].paths.toLocaleString('en-US');
  const equity = fanFigure({
    title: 'Equity on the way', kind: 'money', yTitle: 'equity', chosen, fanOf: each => each.equity,
    note: `Where the first ${paths} paths stand: half of them in the inner band, nine in ten in ` +
      'the outer one. The line is the median; the table has the 95% interval of every quantile.'});
  const level = fanFigure({
    title: 'Margin level on the way', kind: 'number', yTitle: 'margin level', chosen,
    fanOf: each => each.margin_level, more: {type: 'logarithmic', ticks: {callback: roundTicks()}},
    note: 'Equity over maintenance requirement of the scope nearest to liquidation, which comes ' +
      `at 1. Of the first ${paths} paths those that still hold a position then; the table ` +
      'tells how many these are.'});
  section('fans', 'On the way',
    cells.length < result.cells.length ? element('p', {class: 'quiet'},
      `Measured for ${cells.length} of ${result.cells.length} cells.`) : null,
    element('div', {class: 'controls'},
      choice('Cell', cells.map(({id}) => [id, id]), cell.id, id => {
        cell = cellNamed(id);
        equity.refresh();
        level.refresh();
      })),
    equity.figure, level.figure);
}
