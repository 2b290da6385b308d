function plainTable(caption, {columns, rows}) {
  if (rows.length === 0) return null;
  const isText = i => rows.some(row => !/^[-–\d.,%x]*$/.test(row[i]));
  return table({caption, rows, columns: columns.map((title, i) => ({
    title: title || 'details', text: isText(i), kind: 'plain', of: row => row[i]}))});
}

function assumptions() {
  const given = result.assumptions;
  const asPlain = (caption, rows, columns) =>
    rows.length === 0 ? null : table({caption, rows, columns});
  const share = (title, key) => ({title, kind: 'share', of: row => row[key]});
  const number = (title, key) => ({title, kind: 'plain', of: row => row[key]});
  const text = (title, key) => ({title, text: true, of: row => row[key]});
  section('assumptions', 'Assumptions',
    element('ul', {}, result.study.notes.map(note => element('li', {}, note))),
    element('h3', {}, `The law of prices: ${given.model}`),
    asPlain('Assets, per year of 365 days', given.assets, [text('asset', 'name'),
      number('price', 'price'), share('volatility', 'volatility'), share('drift', 'drift')]),
    asPlain('Correlations of log-returns', given.correlations,
      [text('asset', 'a'), text('with', 'b'), number('correlation', 'correlation')]),
    plainTable('The law', given.law),
    ...given.venues.flatMap(venue => [
      element('h3', {}, `The venue: ${venue.name}` +
        (venue.date ? `, rules of ${venue.date}` : '')),
      asPlain(`Liquidates ${venue.liquidates_at_equality ? 'at or below' : 'below'} the ` +
        'maintenance requirement; the first bracket of each contract', venue.contracts, [
        text('contract', 'name'), text('underlying', 'underlying'), number('brackets', 'brackets'),
        share('maintenance margin rate', 'maintenance_margin_rate'),
        {title: 'leverage at most', kind: 'leverage', of: row => row.max_leverage},
        share('taker fee', 'taker_fee'), share('liquidation fee', 'liquidation_fee'),
        share('funding rate', 'funding_rate'),
        {title: 'every', text: true, of: row => row.funding_every_seconds ?
          durationText(row.funding_every_seconds) : missing}])]),
    element('h3', {}, 'The accounts'),
    plainTable('Where each cell starts', given.positions) ??
      element('p', {class: 'quiet'}, 'Not told here: marginwalk validate tells them.'),
    element('p', {class: 'quiet'}, `Slippage ${estimateText(given.slippage, 'share')}; ` +
      (given.insurance_fund === null ? 'no limit to the insurance fund; ' :
        `insurance fund of ${estimateText(given.insurance_fund, 'money')}; `) +
      `wiped out at ${estimateText(given.wiped_out_share, 'share')} of starting equity.`),
    result.refused.length ? asPlain('Refused by the venue', result.refused,
      [text('cell', 'id'), text('reason', 'reason')]) : null);
}

function provenance() {
  const {study, marginwalk} = result;
  const facts = [
    ['Program', `marginwalk ${marginwalk.version} (${marginwalk.build})`],
    ['Paths', study.paths.toLocaleString('en-US')], ['Seed', study.seed], ['Start', study.start],
    ['Horizon', durationText(study.horizon_seconds)], ['Step', durationText(study.step_seconds)],
    ['Error bound of the walk', `${study.bridge_error_bound} for each path and cell`],
    ['SHA-256 of the input', study.input_sha256],
  ];
  for (const [key, value] of Object.entries(study.settings)) facts.push([`--set ${key}`, value]);
  if (result.precision) facts.push(['Ended by', result.precision.ended_by]);
  section('provenance', 'How it was computed',
    element('dl', {}, facts.flatMap(([name, value]) =>
      [element('dt', {}, name), element('dd', {}, String(value))])),
    ...leftOut(),
    ...stepBias());
}

/// What this page does not tell, and where it is.
function leftOut() {
  if (answers.left_out.length === 0) return [];
  return [element('h3', {id: 'left-out'}, 'What this page leaves out'),
    element('ul', {}, answers.left_out.map(sentence => element('li', {}, sentence)))];
}

function stepBias() {
  const {study} = result;
  if (result.cells.length === 0) return [];
  return [element('h3', {}, 'What the step misses'),
    table({
      caption: 'Had requirements been checked without pause instead of every ' +
        durationText(study.step_seconds),
      rows: result.cells, columns: [cellColumn,
        {title: 'liquidated, checked without pause', kind: 'share',
          of: cell => cell.liquidated_continuously},
        {title: 'bias of the step, percentage points', kind: 'points', of: cell => cell.step_bias},
        {title: 'measured on paths', kind: 'plain', of: cell => cell.step_bias_paths}],
    })];
}

/// What another answer than the first was computed from, where that differs.
function origin(study) {
  const text = `${study.paths.toLocaleString('en-US')} paths, seed ${study.seed}`;
  if (study.input_sha256 === result.study.input_sha256) return text + '.';
  const told = Object.entries(study.settings).map(([key, value]) => `--set ${key}=${value}`);
  return text + '; computed from another input than what stands above' +
    (told.length ? `: with ${told.join(' ')}.` : '.');
}
