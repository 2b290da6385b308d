function intervalPoints(rows) {
  return rows.map(([x, estimate, low, high]) => ({x, estimate, low, high}));
}

function timeScale() {
  return {
    title: `${timeUnit.name} from the start`,
    text: value => decimalText(value / timeUnit.seconds, null) + timeUnit.suffix,
    more: {max: result.study.horizon_seconds, ticks: {stepSize: result.study.horizon_seconds / 10}},
  };
}

function survival() {
  const title = 'Not yet liquidated, by time';
  section('survival', 'Survival', cellLines({
    title, note: 'Probability that the account has not been liquidated up to then; bands are 95% ' +
      'intervals.',
    pointsOf: cell => intervalPoints(cell.survival),
    x: timeScale(),
    y: {title: 'survived', kind: 'share', more: {min: 0, max: 1}},
    columns: [{title: timeUnit.name, kind: 'time', of: row => row.x},
      {title: 'survived', kind: 'share', of: row => row}],
  }));
}

function terminalEquity() {
  const title = 'Chance of ending below an amount';
  section('equity', 'Terminal equity',
    cellLines({
      title, note: 'Distribution of terminal equity. Where a line jumps, many paths end with the ' +
        'same amount, as after a liquidation. Bands are 95% intervals.',
      pointsOf: cell => intervalPoints(cell.terminal_equity_below),
      x: {title: 'terminal equity', text: value => decimalText(value, null), more: centralRange()},
      y: {title: 'ends below', kind: 'share', more: {min: 0, max: 1}},
      columns: [{title: 'terminal equity', kind: 'money', of: row => row.x},
        {title: 'ends below', kind: 'share', of: row => row}],
    }),
    table({
      caption: 'Terminal equity and what may be lost of it',
      rows: result.cells,
      columns: [cellColumn,
        {title: 'mean', kind: 'money', of: cell => cell.terminal_equity.mean},
        ...['0.01', '0.05', '0.5', '0.95'].map(level => ({
          title: `${100 * level}% quantile`, kind: 'money',
          of: cell => quantileOf(cell.terminal_equity, level)})),
        ...['0.95', '0.99'].map(level => ({title: `value at risk ${100 * level}%`, kind: 'money',
          of: cell => cell.value_at_risk[level] ?? null})),
        ...['0.95', '0.99'].map(level => ({
          title: `expected shortfall ${100 * level}%`, kind: 'money',
          of: cell => cell.expected_shortfall[level] ?? null}))],
    }));
}

/// What holds all but the highest two percent of every cell, so that rare riches do not press the
/// rest together. Zero counts as a bin of a millionth either way.
function centralRange() {
  const ends = result.cells.map(cell =>
    (cell.terminal_equity_below.find(([, below]) => below >= 0.98) ?? [0])[0]);
  const starts = result.cells.map(cell =>
    (cell.terminal_equity_below.findLast(([, below]) => below <= 0.001) ?? [0])[0]);
  const least = Math.min(0, ...starts);
  return {min: least > -1 ? 0 : least, max: Math.max(...ends), ticks: {includeBounds: false}};
}
