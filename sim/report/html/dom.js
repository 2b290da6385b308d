'use strict';

/// What was asked of the study: {run, frontiers, attribution, left_out}; sim/report/page.hpp.
const answers = JSON.parse(document.getElementById('answers').textContent, unpacked);

/// Large pages have intervals as [estimate, low, high]; sim/report/lighten.hpp. Moments and values
/// of a path's chart are none.
function unpacked(key, value) {
  if (key === 'seconds' || key === 'values') return value;
  if (!Array.isArray(value) || value.length !== 3 || typeof value[0] !== 'number') return value;
  const [estimate, low, high] = value;
  return {estimate, low, high};
}

/// The answer of the run; where there was none, its head alone, from another answer.
const result = answers.run ?? {
  ...answers.frontiers[0] ?? answers.attribution, cells: [], refused: [], differences: [],
  gates: [], claims: [], fans: [],
};

/// A new element; children are nodes or texts, null is left out.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

/// A part of the page under a heading, which the contents lead to.
function section(id, title, ...children) {
  const made = element('section', {id, 'aria-labelledby': id + '-title'},
    element('h2', {id: id + '-title'}, title), ...children);
  document.getElementById('main').append(made);
  document.getElementById('contents').append(
    element('li', {}, element('a', {href: '#' + id}, title)));
  return made;
}

/// A labelled choice; calls change(value) when another is made.
function choice(label, options, selected, change) {
  const select = element('select', {}, options.map(([value, text]) => {
    const option = element('option', {value}, text);
    option.selected = value === selected;
    return option;
  }));
  select.addEventListener('change', () => change(select.value));
  return element('label', {}, label, select);
}

/// Tells those who do not see the page.
function tell(text) {
  document.getElementById('status').textContent = text;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {  // pages from a file may not be allowed to
    const area = element('textarea', {class: 'unseen'});
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  tell('Copied.');
}

/// A button that copies what text() gives then, and says so.
function copyButton(label, text) {
  const button = element('button', {type: 'button'}, label);
  button.addEventListener('click', async () => {
    await copy(text());
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = label; }, 1500);
  });
  return button;
}
