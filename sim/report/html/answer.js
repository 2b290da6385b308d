/// Two cells that differ in their margin mode alone, and most in how often they are liquidated.
function modesApart() {
  const rest = cell => JSON.stringify({...settingsOf(cell), margin_mode: null});
  const under = mode => result.cells.filter(cell => cell.policy.margin_mode === mode);
  const isolated = new Map(under('isolated').map(cell => [rest(cell), cell]));
  const pairs = under('cross').filter(cross => isolated.has(rest(cross)))
    .map(cross => ({cross, isolated: isolated.get(rest(cross))}));
  const gap = ({cross, isolated}) =>
    Math.abs(cross.liquidated.estimate - isolated.liquidated.estimate);
  return pairs.sort((a, b) => gap(b) - gap(a))[0] ?? null;
}

function fateText(cell) {
  const loss = cell.loss_given_liquidation.mean;
  const often = valueText(cell.liquidated, 'share');
  if (loss === null) return `${cell.id} is liquidated on none of the paths, ${often}`;
  return `${cell.id} is liquidated on ${often} of the paths and then loses ` +
    `${valueText(loss, 'money')} on average`;
}

function answerSentences() {
  const cells = [...result.cells].sort((a, b) => a.liquidated.estimate - b.liquidated.estimate);
  const [least, most] = [cells[0], cells[cells.length - 1]];
  const horizon = durationText(result.study.horizon_seconds);
  const sentences = [`Within ${horizon}, ${fateText(least)}` +
    (cells.length > 1 ? `; at the other end, ${fateText(most)}.` : '.')];
  const pair = modesApart();
  if (pair && pair.cross.liquidated.estimate !== pair.isolated.liquidated.estimate) {
    const {cross, isolated} = pair;
    sentences.push(`The margin modes are farthest apart with ${cross.id} and ${isolated.id}: ` +
      `${fateText(cross)}; ${fateText(isolated)}.`);
  }
  return sentences;
}

function quantileOf(spread, level) {
  return spread.quantiles[level] ?? null;
}

function answer() {
  section('answer', 'The answer',
    answerSentences().map(text => element('p', {class: 'lead'}, text)),
    table({
      id: 'summary',
      caption: 'How often each policy is liquidated, and what it then loses. Every number with ' +
        'its 95% interval; on the same paths throughout.',
      columns: [cellColumn, ...axisColumns(),
        {title: 'liquidated', kind: 'share', of: cell => cell.liquidated},
        {title: 'mean loss given liquidation', kind: 'money',
          of: cell => cell.loss_given_liquidation.mean},
        {title: 'median time to liquidation', kind: 'time',
          of: cell => quantileOf(cell.time_to_liquidation_seconds, '0.5')},
        {title: 'wiped out', kind: 'share', of: cell => cell.wiped_out},
        {title: 'bankrupt', kind: 'share', of: cell => cell.bankrupt},
        {title: 'mean terminal equity', kind: 'money', of: cell => cell.terminal_equity.mean},
        {title: 'expected shortfall 95%', kind: 'money',
          of: cell => cell.expected_shortfall['0.95']}],
      rows: result.cells,
    }),
    element('p', {class: 'quiet'}, 'Intervals cover the luck of the draw and no error of the ' +
      'model. A liquidation is a forced close by the venue; the loss is counted from the start ' +
      'of the run to its end.'));
  if (mainAxis) liquidationByAxis();
}

/// Frequency above, severity below, by the main axis.
function liquidationByAxis() {
  const byFamily = value => families.map(family => ({
    name: family, colour: alpha => familyColour(family, 0.5, alpha),
    points: result.cells
      .filter(cell => familyOf(cell) === family && placeOf(cell) !== null && value(cell))
      .map(cell => ({x: placeOf(cell), ...value(cell)})).sort((a, b) => a.x - b.x),
  })).filter(series => series.points.length > 0);
  const written = value => mainAxis.values.find(each => numberIn(each) === value) ?? value;
  const x = {title: mainAxis.title, text: value => settingText(mainAxis.key, written(value)),
    more: {afterBuildTicks: scale => {
      const values = mainAxis.values.map(numberIn);
      if (values.length <= 12) scale.ticks = values.map(value => ({value}));
    }}};
  const chart = (title, note, kind, value, more) => chartFigure({
    title, note,
    configure: () => lineConfiguration({series: byFamily(value), dots: true, x,
      y: {title: kind === 'share' ? 'share of paths' : 'quote currency', kind, more}}),
    data: () => ({caption: title, rows: result.cells, columns: [cellColumn, ...axisColumns(),
      {title, kind, of: value}]}),
  }).figure;
  section('liquidation', `Liquidation by ${mainAxis.title}`,
    families.length > 1 ? familyKey(families) : null,
    chart(`Liquidated, by ${mainAxis.title}`, 'Share of paths with at least one forced close; ' +
      'bands are 95% intervals.', 'share', cell => cell.liquidated, {min: 0}),
    chart(`Mean loss given liquidation, by ${mainAxis.title}`, 'Start less terminal equity, over ' +
      'the paths that were liquidated; bands are 95% intervals, and wide where these are few.',
    'money', cell => cell.loss_given_liquidation.mean, {beginAtZero: true}));
}
