const costParts = [
  {title: 'fees', of: cell => cell.fees, hue: 215},
  {title: 'funding', of: cell => cell.funding, hue: 150},
  {title: 'slippage', of: cell => cell.slippage, hue: 22},
];

function costs() {
  const shade = end => parseFloat(styleValue('--shade-' + end));
  const colour = hue => `hsl(${hue}, 50%, ${(shade('first') + shade('last')) / 2}%)`;
  const title = 'Mean costs of a path';
  const cells = result.cells.length <= 24 ? result.cells : [...cellsAtFirst(result.cells)];
  const label = ({dataset, dataIndex: i}) =>
    `${cells[i].id}, ${dataset.label}: ${valueText(dataset.intervals[i], 'money')}`;
  const {figure} = chartFigure({
    title, note: 'Fees of closes that were forced or made, funding paid (received where ' +
      'negative), and fills worse than the mark. Whiskers are 95% intervals.' +
      (cells.length < result.cells.length ? ' Some cells are drawn; the table has all.' : ''),
    configure: () => ({
      type: 'bar', plugins: [whiskers],
      data: {labels: cells.map(cell => cell.id), datasets: costParts.map(part => ({
        label: part.title, backgroundColor: colour(part.hue), intervals: cells.map(part.of),
        data: cells.map(cell => numberOf(part.of(cell)))}))},
      options: commonOptions({label,
        x: axisOptions('cell', function (value) { return this.getLabelForValue(value); },
          {ticks: {autoSkip: false, maxRotation: 60}}),
        y: axisOptions('quote currency', value => decimalText(value, null),
          reach(cells.flatMap(cell => costParts.map(part => part.of(cell)))))}),
    }),
    data: () => ({caption: 'Mean costs, and what passed between the account and the insurance fund',
      rows: result.cells, columns: [cellColumn,
        ...costParts.map(part => ({title: part.title, kind: 'money', of: part.of})),
        {title: 'paid by the fund', kind: 'money', of: cell => cell.fund_paid},
        {title: 'taken by the fund', kind: 'money', of: cell => cell.fund_received},
        {title: 'deleveraging', kind: 'money', of: cell => cell.deleveraging_cost},
        {title: 'deposits', kind: 'money', of: cell => cell.deposits},
        {title: 'profit at the mark', kind: 'money', of: cell => cell.pnl_at_mark}]}),
  });
  const key = element('div', {class: 'controls'}, costParts.map(part => {
    const line = element('span', {class: 'key', 'aria-hidden': 'true'});
    redraws.push(() => { line.style.borderColor = colour(part.hue); });
    return element('label', {}, line, part.title);
  }));
  figure.querySelector('.canvas').before(key);
  section('costs', 'Costs', figure);
}
