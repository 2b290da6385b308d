function quoted(text) {
  return /^[\w.,:=/%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/// What a user types to have a path told event by event.
function explainCommand(cell, path) {
  const settings = Object.entries(result.study.settings).filter(([key]) => key !== 'paths')
    .map(([key, value]) => ` --set ${quoted(`${key}=${value}`)}`);
  return `marginwalk explain ${quoted(result.study.file ?? 'FILE')} --cell ${quoted(cell)} ` +
    `--path ${path}${settings.join('')}`;
}

/// What happened on a path: drawn, event by event, and what it came to. {nodes, refresh}
function storyOf({cell, path, story}) {
  const figures = story.chart ? pathFigures(story.chart) : [];
  const nodes = [
    element('p', {}, `${cell}, path ${path}. ${story.verdict.trim().replaceAll('\n', ' ')}`),
    ...figures.map(({figure}) => figure), notDrawn(cell, path, story.chart),
    plainTable(`What happened to ${cell} on path ${path}`, story.events),
    plainTable('What it came to', story.balance)];
  return {nodes: nodes.filter(node => node !== null),
    refresh: () => figures.forEach(({refresh}) => refresh())};
}

/// What charts of a path leave out, and what draws all of it.
function notDrawn(cell, path, chart) {
  if (chart && chart.left_out.length === 0) return null;
  const said = chart ? chart.left_out.join(' ') : 'Not drawn on this page.';
  return element('p', {class: 'quiet'}, said, ' ', element('code', {}, `${explainCommand(cell, path)} --svg FILE`), ' draws all.');
}

function worstPaths() {
  if (result.fans.length === 0) return;
  const rows = result.fans.flatMap(({cell, worst}) => worst.map(each => ({cell, ...each})));
  const looked = result.fans[0].paths.toLocaleString('en-US');
  section('worst', 'Worst paths', table({
    caption: `The paths on which each cell ended with least, of the first ${looked}; the command ` +
      'tells one event by event.',
    rows,
    columns: [cellColumnOf(row => row.cell),
      {title: 'path', kind: 'plain', of: row => row.path},
      {title: 'terminal equity', kind: 'plain', of: row => row.terminal_equity},
      {title: `first liquidated after, ${timeUnit.name}`, kind: 'time',
        of: row => row.liquidated_seconds},
      {title: 'command', text: true, of: row => explainCommand(row.cell, row.path),
        node: row => [element('code', {}, explainCommand(row.cell, row.path)), ' ',
          copyButton('Copy', () => explainCommand(row.cell, row.path))]}],
  }), ...stories(rows.filter(row => row.story)));
}

/// The worst path of a cell, told; of all cells the worst at first.
function stories(told) {
  if (told.length === 0) return [];
  const place = element('div', {id: 'story'});
  const least = [...told].sort((a, b) => a.terminal_equity - b.terminal_equity)[0];
  const made = new Map();
  const show = row => {
    if (!made.has(row)) made.set(row, storyOf(row));
    place.replaceChildren(...made.get(row).nodes);
  };
  show(least);
  return [element('h3', {}, 'The worst path of a cell'),
    element('div', {class: 'controls'}, choice('Cell', told.map(({cell}) => [cell, cell]),
      least.cell, id => {
        const row = told.find(({cell}) => cell === id);
        show(row);
        made.get(row).refresh();
      })), place];
}
