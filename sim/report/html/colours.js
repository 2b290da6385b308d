/// Charts are drawn anew when the colours change.
const redraws = [];

const systemDark = matchMedia('(prefers-color-scheme: dark)');

function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
  for (const redraw of redraws) redraw();
}

function chosenTheme() {
  const choice = document.getElementById('theme').value;
  return choice === 'auto' ? (systemDark.matches ? 'dark' : 'light') : choice;
}

function followThemes() {
  document.getElementById('theme').addEventListener('change', () => applyTheme(chosenTheme()));
  systemDark.addEventListener('change', () => applyTheme(chosenTheme()));
  addEventListener('beforeprint', () => applyTheme('light'));
  addEventListener('afterprint', () => applyTheme(chosenTheme()));
  applyTheme(chosenTheme());
}

function styleValue(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const hues = [215, 22, 165, 285, 340, 48, 190, 95];

/// Cross is blue and isolated orange wherever both are; others take what is left. Families of
/// frontiers come after those of the run.
const familyHues = (() => {
  const usual = {cross: 0, isolated: 1};
  const all = new Set([...families,
    ...answers.frontiers.flatMap(({frontier}) => frontier.map(({id}) => id))]);
  const taken = new Set([...all].map(name => usual[name]).filter(place => place !== undefined));
  const others = hues.map((_, place) => place).filter(place => !taken.has(place));
  let next = 0;
  return new Map([...all].map(name =>
    [name, hues[usual[name] ?? others[next++ % Math.max(1, others.length)] ?? 0]]));
})();

/// The colour of a family, or of a cell among those of its family: darker from place to place.
function familyColour(family, share = 0.5, alpha = 1) {
  const [first, last] = ['--shade-first', '--shade-last'].map(name => parseFloat(styleValue(name)));
  const lightness = first + (last - first) * share;
  return `hsla(${familyHues.get(family)}, 70%, ${lightness}%, ${alpha})`;
}

const shadeOf = once(cell => {
  const alike = result.cells.filter(other => familyOf(other) === familyOf(cell));
  return alike.length > 1 ? alike.indexOf(cell) / (alike.length - 1) : 0.5;
});

function cellColour(cell, alpha = 1) {
  return familyColour(familyOf(cell), shadeOf(cell), alpha);
}
