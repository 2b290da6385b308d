function costs() {
  const figure = cellBars({
    title: 'Mean costs of a path', kind: 'money', yTitle: 'quote currency', cells: result.cells,
    caption: 'Mean costs, and what passed between the account and the insurance fund',
    note: 'Fees of closes that were forced or made, funding paid (received where negative), and ' +
      'fills worse than the mark.',
    parts: [{title: 'fees', of: cell => cell.fees}, {title: 'funding', of: cell => cell.funding},
      {title: 'slippage', of: cell => cell.slippage}],
    columns: [{title: 'paid by the fund', kind: 'money', of: cell => cell.fund_paid},
      {title: 'taken by the fund', kind: 'money', of: cell => cell.fund_received},
      {title: 'deleveraging', kind: 'money', of: cell => cell.deleveraging_cost},
      {title: 'deposits', kind: 'money', of: cell => cell.deposits},
      {title: 'profit at the mark', kind: 'money', of: cell => cell.pnl_at_mark}],
  });
  if (figure) section('costs', 'Costs', figure);
}
