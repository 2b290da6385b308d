/// How far an account may go: a section for each quantity that was varied.
function frontiers() {
  for (const each of answers.frontiers) frontier(each);
}

function frontier(asked) {
  const varied = asked.vary.replaceAll('_', ' ');
  const kind = asked.vary.startsWith('leverage') ? 'leverage' : 'money';
  const told = asked.frontier.filter(family => family.points.length > 0);
  section(`frontier-${asked.vary}`, `How far: ${asked.goal}`,
    frontierSentences(asked, kind).map(text => element('p', {class: 'lead'}, text)),
    table({
      caption: `${capital(asked.goal)} at which at most ${estimateText(asked.at_most, 'share')} of ` +
        'the paths are liquidated. Its interval reaches from the last setting whose upper bound ' +
        'is within that to the first whose lower bound is above it.',
      rows: asked.frontier, columns: [cellColumn,
        {title: varied, kind, of: family => answerOf(asked, family)},
        {title: 'liquidated', kind: 'share', of: family => answerPoint(family)?.liquidated ?? null},
        {title: 'median growth', kind: 'share',
          of: family => answerPoint(family)?.median_growth ?? null},
        {title: `${varied} that grows most`, kind, of: family => family.growth_optimal},
        ...asked.frontier.some(remarksOf) ? [{title: 'remark', text: true, of: remarksOf}] : []],
    }),
    told.length > 1 ? familyKey(told.map(({id}) => id)) : null,
    liquidationCurve(asked, told, varied, kind), growthCurve(asked, told, varied, kind),
    element('p', {class: 'quiet'}, origin(asked.study)));
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function pointAt(family, value) {
  return family.points.find(point => point.value === value);
}

function answerPoint(family) {
  return family.answer === null ? undefined : pointAt(family, family.answer);
}

/// The answer with its interval, which more of a wallet turns round.
function answerOf(asked, {answer, cautious, hopeful}) {
  if (answer === null) return null;
  const [low, high] = asked.vary === 'wallet' ? [hopeful, cautious] : [cautious, hopeful];
  return {estimate: answer, low, high};
}

function remarksOf({remark, warning}) {
  return [remark, warning].filter(text => text).join('; ');
}

/// One for each of the first families; the table has all.
function frontierSentences(asked, kind) {
  const each = asked.frontier.slice(0, 4).map(family => {
    const answer = answerOf(asked, family);
    if (!answer) return `${capital(family.id)}: ${remarksOf(family)}.`;
    const growth = answerPoint(family).median_growth;
    const place = `${asked.vary.replaceAll('_', ' ')} of ${valueText(answer, kind)}`;
    return `${capital(family.id)} is liquidated on at most ` +
      `${estimateText(asked.at_most, 'share')} of the paths ` +
      (asked.vary === 'wallet' ? `from a ${place} on` : `up to a ${place}`) +
      (growth ? `, where its median growth is ${valueText(growth, 'share')}` : '') + '.';
  });
  return [...each, ...asked.mode_ratios.slice(0, 2).map(({sentence}) => sentence)];
}

/// Answers and the settings of greatest median growth, as marks of a chart.
function frontierMarks(told, of) {
  const mark = (family, name, style, value) => {
    const point = value === null ? null : pointAt(family, value);
    if (!point || !of(point)) return [];
    return [{name: `${family.id}, ${name}`, style, point: {x: point.value, ...of(point)},
      colour: alpha => familyColour(family.id, 0.5, alpha)}];
  };
  return told.flatMap(family => [...mark(family, 'grows most', 'star', family.growth_optimal),
    ...mark(family, 'answer', 'rectRot', family.answer)]);
}

function frontierChart({title, note, asked, told, varied, kind, of, y, rule}) {
  const suffix = kinds[kind].suffix;
  return chartFigure({
    title, note,
    configure: () => lineConfiguration({
      rule, marks: frontierMarks(told, of), y,
      series: told.map(family => ({
        name: family.id, colour: alpha => familyColour(family.id, 0.5, alpha),
        points: family.points.filter(of).map(point => ({x: point.value, ...of(point)}))})),
      x: {title: varied, text: value => estimateText(value, kind),
        more: {type: 'logarithmic', ticks: {callback: roundTicks(1, suffix)}}}}),
    data: () => ({
      caption: title, rows: told.flatMap(family => family.points.map(point => ({...point, family}))),
      columns: [cellColumnOf(row => row.family.id),
        {title: varied, kind, of: row => row.value},
        {title: 'total notional', kind: 'money', of: row => row.notional},
        {title: 'liquidated', kind: 'share', of: row => row.liquidated},
        {title: 'median growth', kind: 'share', of: row => row.median_growth},
        {title: 'mark', text: true, of: ({family, value}) => [
          value === family.answer ? 'answer' : '', value === family.growth_optimal ?
            'grows most' : ''].filter(text => text).join(', ')}]}),
  }).figure;
}

function liquidationCurve(asked, told, varied, kind) {
  const floor = 10 ** (Math.floor(Math.log10(asked.at_most)) - 1);
  return frontierChart({
    asked, told, varied, kind, title: `Liquidated, by ${varied}`, of: point => point.liquidated,
    rule: asked.at_most,
    y: {title: 'share of paths', kind: 'share', floor, more: {type: 'logarithmic', min: floor,
      max: 1, ticks: {callback: roundTicks(100, '%')}}},
    note: `The dashed line is what was asked for, ${estimateText(asked.at_most, 'share')}; diamonds ` +
      'are the answers, stars the settings of greatest median growth. Bands are 95% intervals; ' +
      `whatever is below ${estimateText(floor, 'share')} is drawn there.`,
  });
}

/// Growth against survival: on the same settings as the curve above it.
function growthCurve(asked, told, varied, kind) {
  const grown = point => point.median_growth;
  const least = Math.min(...told.map(answerPoint).filter(point => point && grown(point))
    .map(point => grown(point).estimate), -0.05);
  return frontierChart({
    asked, told, varied, kind, title: `Median growth, by ${varied}`, of: grown,
    y: {title: 'median growth', kind: 'share',
      more: {suggestedMax: 0, min: Math.max(-3, Math.floor(80 * least) / 10)}},
    note: 'Median over the paths of ln(equity at the end / at the start): what grows fastest in ' +
      'the long run is where this is greatest (stars, after Kelly), which need not be where ' +
      'liquidation is as rare as was asked for (diamonds). A line ends where the median path is ' +
      'left with nothing. Bands are 95% intervals.',
  });
}
