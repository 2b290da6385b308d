/// A table that can be sorted and copied. Columns: {title, kind, of(row)}, or {title, text: true,
/// of(row)}; values with intervals show them, and are copied as three columns. `node(row)` makes
/// what is shown where that is more than text.
function table({caption, columns, rows, id}) {
  let shown = [...rows];
  const body = element('tbody');
  const heads = columns.map((column, i) => {
    const button = element('button', {type: 'button', class: 'sort'}, column.title);
    const head = element('th', {scope: 'col', class: classOf(column)}, button);
    button.addEventListener('click', () => sortBy(i));
    return head;
  });
  const fill = () => body.replaceChildren(...shown.map(row => tableRow(columns, row)));
  const sortBy = i => {
    const direction = heads[i].getAttribute('aria-sort') === 'ascending' ? -1 : 1;
    for (const head of heads) head.removeAttribute('aria-sort');
    heads[i].setAttribute('aria-sort', direction > 0 ? 'ascending' : 'descending');
    shown = sorted(rows, columns[i], direction);
    fill();
    tell(`Sorted by ${columns[i].title}, ${direction > 0 ? 'ascending' : 'descending'}.`);
  };
  fill();
  return element('div', {},
    ...captioned(caption, element('table', {id},
      element('thead', {}, element('tr', {}, heads)), body)),
    element('div', {class: 'controls'},
      copyButton('Copy as TSV', () => tabSeparated(columns, shown))));
}

/// A table in a frame that scrolls, below its caption, which does not.
function captioned(caption, made) {
  const id = `caption-${captioned.count = (captioned.count ?? 0) + 1}`;
  made.setAttribute('aria-labelledby', id);
  return [element('p', {class: 'caption', id}, caption),
    element('div', {class: 'scroll', role: 'region', tabindex: '0', 'aria-labelledby': id}, made)];
}

function tableRow(columns, row) {
  return element('tr', {}, columns.map((column, i) => {
    const value = column.of(row);
    const tag = i === 0 ? 'th' : 'td';
    const attributes = {scope: i === 0 ? 'row' : null};
    if (column.node) return element(tag, {...attributes, class: 'text wide'}, column.node(row));
    const look = classOf(column, value);
    if (column.text) return element(tag, {...attributes, class: look}, value ?? missing);
    return valueCell(tag, {...attributes, class: look}, value, column.kind);
  }));
}

function classOf(column, value) {
  const classes = [column.text ? 'text' : '', column.axis ? 'axis' : '',
    column.text && String(value ?? '').length > 40 ? 'wide' : ''];
  return classes.filter(each => each).join(' ') || null;
}

/// What is shown is rounded; the numbers themselves are in the data attributes.
function valueCell(tag, attributes, value, kind) {
  if (!isInterval(value)) {
    return element(tag, {...attributes, 'data-value': value}, estimateText(value, kind));
  }
  return element(tag,
    {...attributes, 'data-value': value.estimate, 'data-low': value.low, 'data-high': value.high},
    estimateText(value, kind), ' ', element('span', {class: 'interval'}, boundsText(value, kind)));
}

/// What has no value comes last either way.
function sorted(rows, column, direction) {
  const compare = (a, b) => {
    const [x, y] = [numberOf(column.of(a)), numberOf(column.of(b))];
    if (x === null || y === null) return (x === null) - (y === null);
    if (typeof x === 'number' && typeof y === 'number') return direction * (x - y);
    return direction * String(x).localeCompare(String(y), 'en', {numeric: true});
  };
  return [...rows].sort(compare);
}

/// With all digits of every number, for a spreadsheet.
function tabSeparated(columns, rows) {
  const wide = columns.map(column => rows.some(row => isInterval(column.of(row))));
  const header = columns.flatMap(({title}, i) =>
    wide[i] ? [title, title + ' low', title + ' high'] : [title]);
  const lines = rows.map(row => columns.flatMap((column, i) => {
    const value = column.of(row);
    if (!wide[i]) return [value ?? ''];
    return isInterval(value) ? [value.estimate, value.low ?? '', value.high ?? ''] : ['', '', ''];
  }));
  return [header, ...lines].map(fields => fields.join('\t')).join('\n') + '\n';
}
