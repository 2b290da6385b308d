/// A function of cells that works out each only once.
function once(of) {
  const known = new Map();
  return cell => {
    if (!known.has(cell)) known.set(cell, of(cell));
    return known.get(cell);
  };
}

/// What a cell is set to, by key.
const settingsOf = once(cell => {
  const settings = {};
  const add = (prefix, map) => {
    for (const [key, value] of Object.entries(map)) {
      if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
        add(prefix + key + '.', value);
      } else if (value !== null && !(prefix === '' && key === 'name')) {
        settings[prefix + key] = Array.isArray(value) ? value.join(' ') : value;
      }
    }
  };
  add('', cell.policy);
  // What a matrix sets, which names the market too; where it sets nothing, the file does.
  for (const [key, value] of Object.entries(cell.matrix ?? {})) {
    settings[key] = value ?? 'as in the file';
  }
  if (!cell.matrix && cell.market !== 'market') settings.market = cell.market;
  return settings;
});

/// What policies and markets differ by: [{key, title, values, numeric}]. A key that is a map, as
/// the settings of a sweep may be, counts key by key.
const axes = (() => {
  const values = new Map();
  for (const cell of result.cells) {
    for (const [key, value] of Object.entries(settingsOf(cell))) {
      if (!values.has(key)) values.set(key, new Set());
      values.get(key).add(value);
    }
  }
  return [...values].filter(([, seen]) => seen.size > 1).map(([key, seen]) => {
    const list = [...seen];
    const numeric = list.every(value => numberIn(value) !== null);
    if (numeric) list.sort((a, b) => numberIn(a) - numberIn(b));
    const title = key.split('.').slice(-2).join(' ').replaceAll('_', ' ');
    return {key, title, values: list, numeric};
  });
})();

/// 10, and 50 where a text says 50%; else null.
function numberIn(value) {
  if (typeof value === 'number') return value;
  const found = /^(-?[0-9.]+(?:e-?\d+)?)(%|x|bps|[dhm])?$/.exec(value ?? '');
  return found ? Number(found[1]) : null;
}

function settingText(key, value) {
  if (value === null || value === undefined) return missing;
  return typeof value === 'number' && key.includes('leverage') ? value + 'x' : String(value);
}

/// The axis that charts lay out from left to right: the one of most numbers.
const mainAxis = axes.filter(axis => axis.numeric)
  .sort((a, b) => b.values.length - a.values.length)[0] ?? null;

/// What a cell is besides its place on the main axis: `cross`, or `isolated, okx`.
const familyOf = once(cell => {
  const settings = settingsOf(cell);
  const parts = axes.filter(axis => axis !== mainAxis)
    .map(axis => (axis.numeric ? axis.title + ' ' : '') +
      settingText(axis.key, settings[axis.key]));
  return parts.join(', ') || (mainAxis ? result.study.name : cell.id);
});

const families = [...new Set(result.cells.map(familyOf))];

function placeOf(cell) {
  return mainAxis ? numberIn(settingsOf(cell)[mainAxis.key] ?? null) : null;
}

/// Columns of a table for what tells cells apart.
function axisColumns() {
  return axes.map(axis => ({
    title: axis.title, kind: axis.key.includes('leverage') ? 'leverage' : 'plain',
    text: !axis.numeric, axis: true, of: cell => settingsOf(cell)[axis.key] ?? null,
  }));
}

function cellColumnOf(of) {
  return {title: 'cell', text: true, of};
}

const cellColumn = cellColumnOf(cell => cell.id);
