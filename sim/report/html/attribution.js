/// What makes accounts be liquidated. Of a run some of it is known; the verb attribute tells more.
function attribution() {
  const asked = answers.attribution;
  const all = asked?.cells ?? result.cells;
  const cells = all.filter(cell => cell.liquidated.estimate > 0);
  const figures = [firstLegs(cells), lossParts(cells), winners(cells), manners(cells),
    effects(all, 'positions', 'What each position does', ({contract, side}) =>
      `${contract} ${side}`, 'The account with the position less the same without it, in ' +
      'percentage points of being liquidated: below 0 it protects.'),
    effects(all, 'sensitivities', 'What small changes of the model do', ({change}) => change,
      'With the change less as it is, in percentage points of being liquidated.')];
  if (figures.every(figure => figure === null)) return;
  section('attribution', 'What makes it die',
    element('p', {class: 'quiet'}, 'Shares and amounts are over the paths that were liquidated, ' +
      'up to their first liquidation; differences are paired, on the same paths. ' +
      (asked ? origin(asked.study) : 'marginwalk attribute with -o adds jumps and funding, each ' +
        'position left out, and small changes of the model.')),
    figures);
}

/// Which leg was worst when it came.
function firstLegs(cells) {
  const legs = [...new Set(cells.flatMap(cell => Object.entries(cell.liquidated_first ?? {})
    .filter(([, share]) => share?.estimate > 0).map(([name]) => name)))];
  if (legs.length < 2) return null;
  return cellBars({title: 'Which leg brought it on', kind: 'share', yTitle: 'share of liquidated paths',
    cells, note: 'The leg that had lost most when the first liquidation came.',
    parts: legs.map(name => ({title: name, of: cell => cell.liquidated_first[name]}))});
}

/// Jumps or diffusion, price or funding.
function lossParts(cells) {
  return cellBars({title: 'What had been lost until then', kind: 'money', yTitle: 'quote currency',
    cells, note: 'Means: what the positions had lost at the mark by jumps of prices, and by all ' +
      'else that moves them, and the funding that had been paid.',
    parts: [{title: 'price, by jumps', of: cell => cell.jump_loss},
      {title: 'price, by all else', of: cell => cell.diffusion_loss},
      {title: 'funding', of: cell => cell.funding_before}],
    columns: [{title: 'price in all', kind: 'money', of: cell => cell.loss_at_mark ?? null}]});
}

/// How far one leg draws the others down with it.
function winners(cells) {
  if (cells.every(cell => Object.keys(cell.liquidated_first).length < 2)) return null;
  return cellBars({title: 'The worst leg and the winners', kind: 'money', yTitle: 'quote currency',
    cells, note: 'Means: what the leg that brought it on had lost, beside what all had lost ' +
      'together; and what legs that were closed in profit would have made from there to the ' +
      'horizon, below 0 where closing them was luck: what a common pool costs them.',
    parts: [{title: 'lost by the worst leg', of: cell => cell.worst_leg_loss},
      {title: 'lost by all', of: cell => cell.loss_at_mark},
      {title: 'made after it by closed winners', of: cell => cell.winners_forgone}]});
}

function manners(cells) {
  return cellBars({title: 'How it came', kind: 'share', yTitle: 'share',
    cells, note: 'Closed too early: of the liquidated paths, those on which the same account, ' +
      'left alone, would have ended at its start or above.',
    parts: [{title: 'closed too early', of: cell => cell.closed_too_early},
      {title: 'in the step of a jump', of: cell => cell.liquidated_at_jump},
      {title: 'share of the loss that came by jumps', of: cell => cell.jump_share}]});
}

/// Differences between a cell and a variant of it.
function effects(cells, list, title, nameOf, note) {
  const names = [...new Set(cells.flatMap(cell => (cell[list] ?? []).map(nameOf)))];
  const find = name => cell => (cell[list] ?? []).find(each => nameOf(each) === name)?.effect;
  const columns = names.flatMap(name => [
    {title: `${name}: mean terminal equity`, kind: 'money',
      of: cell => find(name)(cell)?.terminal_equity ?? null},
    {title: `${name}: paths liquidated only with it`, kind: 'plain',
      of: cell => find(name)(cell)?.only_with ?? null},
    {title: `${name}: only without it`, kind: 'plain',
      of: cell => find(name)(cell)?.only_without ?? null}]);
  return cellBars({title, kind: 'points', yTitle: 'percentage points', cells, note, columns,
    parts: names.map(name => ({title: name, of: cell => find(name)(cell)?.liquidated}))});
}
