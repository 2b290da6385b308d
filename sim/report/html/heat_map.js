const measures = [
  {key: 'liquidated', title: 'liquidated', kind: 'share', of: cell => cell.liquidated},
  {key: 'loss', title: 'mean loss given liquidation', kind: 'money',
    of: cell => cell.loss_given_liquidation.mean},
  {key: 'time', title: 'median time to liquidation', kind: 'time',
    of: cell => quantileOf(cell.time_to_liquidation_seconds, '0.5')},
  {key: 'wiped_out', title: 'wiped out', kind: 'share', of: cell => cell.wiped_out},
  {key: 'bankrupt', title: 'bankrupt', kind: 'share', of: cell => cell.bankrupt},
  {key: 'equity', title: 'mean terminal equity', kind: 'money',
    of: cell => cell.terminal_equity.mean},
  {key: 'shortfall', title: 'expected shortfall 95%', kind: 'money',
    of: cell => cell.expected_shortfall['0.95']},
  {key: 'drawdown', title: 'mean greatest drawdown', kind: 'share',
    of: cell => cell.max_drawdown.mean},
  {key: 'level', title: 'median least margin level', kind: 'number',
    of: cell => quantileOf(cell.least_margin_level, '0.5')},
];

/// Two axes at a time; what cells differ by besides is fixed by further choices.
function heatMap() {
  if (axes.length < 2) return;
  const [across, down] = [mainAxis ?? axes[0],
    ...axes.filter(axis => axis !== (mainAxis ?? axes[0]))
      .sort((a, b) => b.numeric - a.numeric || b.values.length - a.values.length)];
  const state = {measure: measures[0], fixed: {}};
  const others = axes.filter(axis => axis !== across && axis !== down);
  for (const axis of others) state.fixed[axis.key] = axis.values[0];
  const place = element('div');
  const redraw = () => place.replaceChildren(...captioned(
    `${state.measure.title}, with 95% intervals; the stronger the colour, the larger`,
    heatTable(across, down, state)));
  const title = `${down.title} by ${across.title}`;
  section('heat', title[0].toUpperCase() + title.slice(1),
    element('div', {class: 'controls'},
      choice('Measure', measures.map(({key, title}) => [key, title]), state.measure.key, key => {
        state.measure = measures.find(measure => measure.key === key);
        redraw();
      }),
      others.map(axis => choice(axis.title,
        axis.values.map((value, i) => [String(i), settingText(axis.key, value)]), '0', i => {
          state.fixed[axis.key] = axis.values[i];
          redraw();
        })),
      copyButton('Copy as TSV', () => tabSeparated([cellColumn, ...axisColumns(), state.measure],
        result.cells.filter(cell => isAt(cell, state.fixed))))),
    place);
  redraw();
}

function isAt(cell, wanted) {
  const settings = settingsOf(cell);
  return Object.entries(wanted).every(([key, value]) => settings[key] === value);
}

function heatTable(across, down, {measure, fixed}) {
  const cells = result.cells.filter(cell => isAt(cell, fixed));
  const numbers = cells.map(cell => numberOf(measure.of(cell))).filter(value => value !== null);
  const least = measure.kind === 'share' ? 0 : Math.min(...numbers);
  const range = Math.max(...numbers) - least || 1;
  const square = (x, y) => {
    const cell = cells.find(each => isAt(each, {[across.key]: x, [down.key]: y}));
    const made = valueCell('td', {}, cell ? measure.of(cell) : null, measure.kind);
    const number = cell ? numberOf(measure.of(cell)) : null;
    const share = number === null ? 0 : 100 * (number - least) / range;
    made.style.setProperty('--share', share.toFixed(1) + '%');
    if (share > 66) made.dataset.strong = '';
    if (cell) made.title = cell.id;
    return made;
  };
  return element('table', {class: 'heat', id: 'heat-table'},
    element('thead', {}, element('tr', {},
      element('th', {scope: 'col', class: 'text'}, `${down.title} \\ ${across.title}`),
      across.values.map(x => element('th', {scope: 'col'}, settingText(across.key, x))))),
    element('tbody', {}, down.values.map(y => element('tr', {},
      element('th', {scope: 'row'}, settingText(down.key, y)),
      across.values.map(x => square(x, y))))));
}
