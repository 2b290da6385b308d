/// How the bands of a cohort's leverage survive, and what survivors and casualties end with.
function bands() {
  const all = result.bands ?? [];
  if (all.length === 0) return;
  const distinct = key => [...new Set(all.map(band => band[key]))];
  const [names, markets] = [distinct('band'), distinct('market')];
  const colourOf = ({band, market}, alpha) => partColour(names.indexOf(band), alpha,
    markets.length > 1 ? 0.3 + 0.7 * markets.indexOf(market) / (markets.length - 1) : 0.5);
  const column = {title: 'band', text: true, of: band => band.id};
  const survivors = {title: 'survivors end with', kind: 'money',
    of: band => band.terminal_equity.survivors};
  const casualties = {title: 'casualties end with', kind: 'money',
    of: band => band.terminal_equity.casualties};
  section('bands', 'Survivors and casualties',
    element('p', {class: 'quiet'}, 'The cohort by bands of leverage, as means over the traders ' +
      'of each. A survivor is who was not liquidated up to the horizon, whatever is left. Traders ' +
      'share the paths: intervals cover the luck of these, for the traders that there are.'),
    chosenLines({
      title: 'Not yet liquidated, by band and time',
      note: 'Share of a band’s traders who have not been liquidated up to then; shades are ' +
        '95% intervals.',
      items: all, shown: new Set(all.slice(0, partHues.length)), legend: 'Bands shown', column,
      colourOf, pointsOf: band => intervalPoints(band.survival),
      x: timeScale(),
      y: {title: 'survived', kind: 'share', more: {min: 0, max: 1}},
      columns: [{title: timeUnit.name, kind: 'time', of: row => row.x},
        {title: 'survived', kind: 'share', of: row => row}],
    }),
    cellBars({
      title: 'What survivors and casualties end with', kind: 'money', yTitle: 'terminal equity',
      cells: all, column, note: 'Mean terminal equity of those who were not liquidated on ' +
        'a path, and of those who were.',
      parts: [survivors, casualties]}),
    table({
      id: 'bands-table',
      caption: 'Survivors and casualties of the cohort, by leverage; of casualties how many on a ' +
        'path, on average',
      rows: all,
      columns: [column, {title: 'traders', kind: 'plain', of: band => band.traders},
        {title: 'survive', kind: 'share', of: band => intervalPoints(band.survival).at(-1)},
        {title: 'liquidated', kind: 'share', of: band => band.liquidated},
        {title: 'casualties on a path', kind: 'number', of: band => band.casualties},
        survivors, casualties],
    }));
}
