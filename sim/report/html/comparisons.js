const cellsByName = new Map(result.cells.map(cell => [cell.id, cell]));

function cellNamed(id) {
  return cellsByName.get(id);
}

/// Pairs whose cells differ in one setting alone are what most readers look for.
function differsInOne({a, b}) {
  const [x, y] = [cellNamed(a), cellNamed(b)].map(settingsOf);
  return axes.filter(axis => x[axis.key] !== y[axis.key]).length === 1;
}

function differences() {
  if (result.differences.length === 0) return;
  const apart = result.differences.filter(differsInOne);
  const modeOf = id => cellNamed(id).policy.margin_mode;
  const modes = apart.filter(({a, b}) => modeOf(a) !== modeOf(b));
  const drawn = (modes.length ? modes : apart.length ? apart : result.differences).slice(0, 12);
  const name = row => `${row.a} less ${row.b}`;
  const title = 'Differences in liquidation, in percentage points';
  const label = ({dataIndex}) =>
    `${name(drawn[dataIndex])}: ${valueText(drawn[dataIndex].liquidated, 'points')}`;
  const {figure} = chartFigure({
    title, note: (modes.length ? 'Pairs that differ in their margin mode alone. ' : '') +
      'Whiskers are paired 95% intervals.',
    configure: () => ({
      type: 'bar', plugins: [whiskers],
      data: {labels: drawn.map(({a, b}) => [a, 'less ' + b]), datasets: [{
        label: title, backgroundColor: styleValue('--accent'), barPercentage: 0.5,
        data: drawn.map(row => row.liquidated.estimate),
        intervals: drawn.map(row => row.liquidated)}]},
      options: {indexAxis: 'y', ...commonOptions({label,
        x: axisOptions('percentage points', value => decimalText(100 * value, null),
          reach(drawn.map(row => row.liquidated))),
        y: axisOptions('', function (value) { return this.getLabelForValue(value); },
          {ticks: {autoSkip: false}})})},
    }),
    data: () => ({caption: title, rows: drawn, columns: [{title: 'pair', text: true, of: name},
      {title: 'liquidated, percentage points', kind: 'points', of: row => row.liquidated}]}),
  });
  figure.querySelector('.canvas').style.height = `${6 + 3 * drawn.length}rem`;
  section('differences', 'Differences on the same paths', figure, table({
    id: 'pairs',
    caption: 'a less b, path by path. Differences that are beyond chance, by Holm’s correction ' +
      `for all pairs together, have a p-value of at most ${result.precision ? 0.025 : 0.05}.`,
    rows: result.differences,
    columns: [{title: 'a', text: true, of: row => row.a},
      {title: 'b', text: true, of: row => row.b},
      {title: 'liquidated, percentage points', kind: 'points', of: row => row.liquidated},
      {title: 'mean terminal equity', kind: 'money', of: row => row.terminal_equity},
      {title: 'paths liquidated in a alone', kind: 'plain', of: row => row.only_a},
      {title: 'paths liquidated in b alone', kind: 'plain', of: row => row.only_b},
      {title: 'p-value', kind: 'chance', of: row => row.adjusted_p_value}],
  }));
}

function gates() {
  if (result.gates.length === 0) return;
  section('gates', 'Gates', table({
    caption: 'What the study demands. Undecided: the interval lies on both sides of the limit.',
    rows: result.gates,
    columns: [{title: 'cell', text: true, of: row => row.cell},
      {title: 'figure', text: true, of: row => row.figure},
      {title: 'demand', text: true, of: row => row.demand.replaceAll('_', ' ')},
      {title: 'limit', kind: 'plain', of: row => row.limit},
      {title: 'value', kind: 'number', of: row => row.value},
      {title: 'verdict', text: true, of: row => row.verdict,
        node: row => element('strong', {class: row.verdict}, row.verdict)}],
  }));
}

/// Each claim in its sentence, and the cases behind it.
function claims() {
  const all = result.claims ?? [];
  if (all.length === 0) return;
  section('claims', 'Claims', ...all.flatMap(claim => [
    element('p', {}, claim.sentence),
    table({
      caption: 'The cases behind it, and those between which there is to be no difference',
      rows: [...claim.cases, ...claim.null_cases],
      columns: [{title: 'of', text: true, of: row => row.figure.replaceAll('_', ' ')},
        {title: 'a', text: true, of: row => row.cell},
        {title: 'b', text: true, of: row => String(row.against)},
        {title: 'a less b', kind: 'number', of: row => row.difference},
        {title: 'contradicted by', text: true, of: row => row.contradicted_by ?? 'any'},
        {title: 'found', text: true, of: row => row.found ?? (row.holds ? 'null holds' : 'differs')}],
    }),
  ]));
}
