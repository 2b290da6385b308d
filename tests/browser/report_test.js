// A page of results in a real browser: node --test. It needs a built program (MARGINWALK_PROGRAM,
// else build/dev/marginwalk) and Debian's Chromium.
import assert from 'node:assert/strict';
import {rmSync, statSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {ask, askInto, launch, open, runStudy} from './browser.js';

let browser, plain, swept, searched, explained, cohort, large;

before(async () => {
  browser = await launch();
  plain = runStudy('fifteen-thousand.yaml', '--paths', '600', '--set', 'step=1h',
    '--set', 'gates=[{where: {leverage: 3}, liquidated: {at_most: 20%}}]', '--format', 'md');
  swept = runStudy('fifteen-thousand.yaml', '--paths', '300', '--set', 'step=1h',
    '--set', 'policies.leverage_cap=[2,8]', '--set', 'policies.leverage=[5,10,20]');
  searched = ask('frontier', 'fifteen-thousand.yaml', '--paths', '600', '--set', 'step=1d',
    '--vary', 'leverage', '--at-most', '5%');
  explained = runStudy('hedged-pair.yaml', '--paths', '300', '--set', 'step=1h');
  askInto(explained.folder, 'attribute', 'hedged-pair.yaml', '--paths', '600', '--set', 'step=1h');
  cohort = runStudy('studies/survivors-and-casualties.yaml', '--paths', '200', '--set', 'step=1h',
    '--set', 'policies.cohort.traders=24', '--set', 'claims=[]');
  const numbers = (count, step) => `[${Array.from({length: count}, (_, k) => (k + 1) * step)}]`;
  large = runStudy('fifteen-thousand.yaml', '--paths', '40', '--set', 'step=1d',
    '--set', `policies.leverage=${numbers(25, 2)}`,
    '--set', `policies.leverage_cap=${numbers(10, 3)}`);
});

after(async () => {
  await browser?.close();
  for (const study of [plain, swept, searched, explained, cohort, large]) {
    if (study) rmSync(study.folder, {recursive: true});
  }
});

/// The rows of a table: the text and the numbers of every cell.
const rowsOf = table => table.locator('tbody tr').evaluateAll(rows => rows.map(row =>
  [...row.children].map(cell => {
    const number = name => cell.dataset[name] === undefined ? null : Number(cell.dataset[name]);
    return {
      text: cell.textContent, value: number('value'), low: number('low'), high: number('high')};
  })));

/// What is shown is the number of the JSON, rounded to the digits that are shown.
function assertShows(cell, interval, scale = 1) {
  assert.equal(cell.value, interval?.estimate ?? null);
  assert.equal(cell.low, interval?.low ?? null);
  assert.equal(cell.high, interval?.high ?? null);
  if (interval === null) return assert.equal(cell.text, '–');
  const shown = /^(-?[\d,.]+)\S* \[(–|-?[\d,.]+), (–|-?[\d,.]+)\]$/.exec(cell.text);
  assert.ok(shown, cell.text);
  for (const [text, number] of [[shown[1], interval.estimate], [shown[2], interval.low],
    [shown[3], interval.high]]) {
    if (number === null) continue;
    const decimals = (text.split('.')[1] ?? '').length;
    const error = Math.abs(Number(text.replaceAll(',', '')) - scale * number);
    assert.ok(error <= 0.5 * 10 ** -decimals + 1e-9, `${text} for ${scale * number}`);
  }
}

async function assertClean({noted, address, page}) {
  assert.deepEqual(noted.errors, []);
  assert.deepEqual(noted.requests.filter(url => !url.startsWith('data:')), [address]);
  await page.context().close();
}

test('every number of the answer is that of the JSON', async () => {
  const opened = await open(browser, plain.page);
  const embedded = await opened.page.evaluate(() => document.getElementById('answers').textContent);
  assert.deepEqual(JSON.parse(embedded),
    {run: plain.json, frontiers: [], attribution: null, left_out: []});
  const rows = await rowsOf(opened.page.locator('#summary'));
  assert.equal(rows.length, plain.json.cells.length);
  plain.json.cells.forEach((cell, i) => {
    assert.equal(rows[i][0].text, cell.id);
    assertShows(rows[i][3], cell.liquidated, 100);
    assertShows(rows[i][4], cell.loss_given_liquidation.mean);
    assertShows(rows[i][5], cell.time_to_liquidation_seconds.quantiles['0.5'], 1 / 86400);
    assertShows(rows[i][6], cell.wiped_out, 100);
    assertShows(rows[i][8], cell.terminal_equity.mean);
  });
  const gates = await rowsOf(opened.page.locator('#gates table'));
  assert.deepEqual(gates.map(row => row[5].text), plain.json.gates.map(gate => gate.verdict));
  await assertClean(opened);
});

test('numbers are rounded as the terminal rounds them', async () => {
  const opened = await open(browser, plain.page);
  const printed = plain.printed.split('\n').filter(line => /^\| (cross|isolated)-/.test(line))
    .slice(0, plain.json.cells.length).map(line => line.slice(2, -2).split(' | '));
  const rows = await rowsOf(opened.page.locator('#summary'));
  assert.equal(printed.length, rows.length);
  const columnsOfPage = [0, 3, 5, 4, 6, 8];
  const columnsPrinted = [0, 1, 2, 3, 4, 6];
  rows.forEach((row, i) => assert.deepEqual(
    columnsOfPage.map(column => row[column].text), columnsPrinted.map(column => printed[i][column])));
  await assertClean(opened);
});

test('every chart draws numbers of the JSON and has them as a table', async () => {
  const opened = await open(browser, plain.page);
  const {page} = opened;
  const cell = plain.json.cells.find(each => each.id === 'isolated-5x');
  await page.locator('#survival').getByLabel('isolated-5x').check();
  const drawn = section => page.locator(`#${section} canvas`).first().evaluate(canvas =>
    Chart.getChart(canvas).data.datasets.filter(each => !each.band)
      .map(each => [each.label, each.data.map(({x, y}) => [x, y])]));
  const survival = (await drawn('survival')).find(([label]) => label === cell.id)[1];
  assert.deepEqual(survival, cell.survival.map(([seconds, survived]) => [seconds, survived]));
  const isolated = (await drawn('liquidation')).find(([label]) => label === 'isolated')[1];
  assert.deepEqual(isolated, plain.json.cells.filter(each => each.policy.margin_mode === 'isolated')
    .map(each => [each.policy.leverage, each.liquidated.estimate]));
  await page.locator('#fans').getByLabel('Cell').selectOption(cell.id);
  const fans = plain.json.fans.find(each => each.cell === cell.id);
  assert.deepEqual((await drawn('fans'))[0][1],
    fans.equity.map(({seconds, quantiles}) => [seconds, quantiles['0.5'].estimate]));

  const figures = page.locator('figure:not(#story figure)');
  assert.ok(await figures.count() >= 8);
  for (const figure of await figures.all()) {
    await figure.locator('summary').click();
    await figure.locator('table').waitFor();
    const rows = await rowsOf(figure.locator('table'));
    assert.ok(rows.length > 0 && rows.flat().some(each => each.low !== null));
    assert.match(await figure.locator('canvas').getAttribute('aria-label'), /table/);
    assert.equal(await figure.locator('canvas').getAttribute('role'), 'img');
  }
  const points = (await rowsOf(page.locator('#survival table')))
    .filter(row => row[0].text === cell.id);
  assert.deepEqual(points.map(row => [row[1].value, row[2].value, row[2].low, row[2].high]),
    cell.survival);
  await assertClean(opened);
});

test('tables are sorted by keyboard and copied with all digits', async () => {
  const opened = await open(browser, plain.page);
  const {page} = opened;
  const head = page.locator('#summary th', {hasText: 'liquidated'}).first();
  const estimates = async () => (await rowsOf(page.locator('#summary'))).map(row => row[3].value);
  const ascending = plain.json.cells.map(cell => cell.liquidated.estimate).sort((a, b) => a - b);
  await head.getByRole('button').focus();
  await page.keyboard.press('Enter');
  assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  assert.deepEqual(await estimates(), ascending);
  await page.keyboard.press('Space');
  assert.equal(await head.getAttribute('aria-sort'), 'descending');
  assert.deepEqual(await estimates(), ascending.reverse());
  assert.match(await page.locator('#status').textContent(), /liquidated, descending/);

  await page.evaluate(() => {
    navigator.clipboard.writeText = async text => { window.copied = text; };
  });
  await page.locator('#answer').getByRole('button', {name: 'Copy as TSV'}).click();
  await page.waitForFunction(() => window.copied);
  const lines = (await page.evaluate(() => window.copied)).trimEnd().split('\n')
    .map(line => line.split('\t'));
  const column = lines[0].indexOf('liquidated');
  assert.deepEqual(lines[0].slice(column, column + 3),
    ['liquidated', 'liquidated low', 'liquidated high']);
  for (const line of lines.slice(1)) {
    const {liquidated} = plain.json.cells.find(cell => cell.id === line[0]);
    assert.deepEqual(line.slice(column, column + 3).map(Number),
      [liquidated.estimate, liquidated.low, liquidated.high]);
  }
  await assertClean(opened);
});

test('a heat map shows the measure and the cells that are chosen', async () => {
  const opened = await open(browser, swept.page);
  const {page} = opened;
  const heat = page.locator('#heat');
  const find = (leverage, cap, mode) => swept.json.cells.find(({policy}) =>
    policy.leverage === leverage && policy.leverage_cap === cap && policy.margin_mode === mode);
  const corner = async () => (await rowsOf(heat.locator('table')))[0][3];
  await heat.getByLabel('margin mode').selectOption({label: 'isolated'});
  assertShows(await corner(), find(20, 2, 'isolated').liquidated, 100);
  await heat.getByLabel('Measure').selectOption({label: 'mean terminal equity'});
  assertShows(await corner(), find(20, 2, 'isolated').terminal_equity.mean);
  await heat.getByLabel('margin mode').selectOption({label: 'cross'});
  assertShows(await corner(), find(20, 2, 'cross').terminal_equity.mean);
  await assertClean(opened);
});

test('a frontier is told in a sentence, drawn, and a table', async () => {
  const opened = await open(browser, searched.page);
  const {page} = opened;
  const asked = searched.answer('.frontier-leverage.json');
  const part = page.locator('#frontier-leverage');
  const rows = await rowsOf(part.locator('table').first());
  const sentences = await part.locator('.lead').allTextContents();
  asked.frontier.forEach((family, i) => {
    const at = family.points.find(point => point.value === family.answer);
    assertShows(rows[i][1],
      {estimate: family.answer, low: family.cautious, high: family.hopeful});
    assertShows(rows[i][2], at.liquidated, 100);
    assertShows(rows[i][3], at.median_growth, 100);
    assert.ok(sentences[i].toLowerCase().startsWith(family.id), sentences[i]);
    assert.ok(sentences[i].includes(rows[i][1].text), sentences[i]);
  });
  assert.equal(sentences.at(-1), asked.mode_ratios[0].sentence);

  const drawn = k => part.locator('canvas').nth(k).evaluate(canvas =>
    Chart.getChart(canvas).data.datasets.map(({label, band, mark, borderDash, data}) =>
      ({label, band, mark, borderDash, data: data.map(({x, y}) => [x, y])})));
  const curves = await drawn(0);
  const growth = await drawn(1);
  const floor = 0.001;  // a tenth of the power of ten below 5 %
  for (const {id, points, answer, growth_optimal: best} of asked.frontier) {
    const line = (all, of) => all.find(each => each.label === of && !each.band).data;
    assert.deepEqual(line(curves, id),
      points.map(({value, liquidated}) => [value, Math.max(floor, liquidated.estimate)]));
    assert.deepEqual(line(growth, id), points.filter(point => point.median_growth)
      .map(({value, median_growth: grown}) => [value, grown.estimate]));
    assert.deepEqual(line(growth, `${id}, grows most`).map(([x]) => x), [best]);
    assert.deepEqual(line(curves, `${id}, answer`).map(([x]) => x), [answer]);
  }
  const rule = curves.find(each => each.borderDash);
  assert.deepEqual(rule.data.map(([, y]) => y), [0.05, 0.05]);

  for (const figure of await part.locator('figure').all()) {
    await figure.locator('summary').click();
    await figure.locator('table').waitFor();
    const numbers = await rowsOf(figure.locator('table'));
    assert.equal(numbers.length, asked.frontier.flatMap(family => family.points).length);
  }
  assert.equal(await page.locator('#answer').count(), 0);
  assert.match(await page.locator('#provenance').textContent(), /SHA-256/);
  assert.match(await page.locator('#assumptions').textContent(), /rules of 20\d\d-/);
  assert.equal(await page.locator('.skip').getAttribute('href'), '#frontier-leverage');
  await assertClean(opened);
});

test('what makes accounts die is told in bars and tables, and from which input', async () => {
  const opened = await open(browser, explained.page);
  const {page} = opened;
  const {cells} = explained.answer('.attribution.json');
  const part = page.locator('#attribution');
  const bars = title => part.locator('figure', {hasText: title}).locator('canvas')
    .evaluate(canvas => Chart.getChart(canvas).data.datasets.map(each =>
      [each.label, each.data, each.intervals.map(interval => interval?.low ?? null)]));
  const numbers = (label, of, some) => [label, some.map(cell => of(cell)?.estimate ?? null),
    some.map(cell => of(cell)?.low ?? null)];
  const dead = cells.filter(cell => cell.liquidated.estimate > 0);
  assert.ok(dead.length > 0 && dead.length < cells.length);
  const expected = (label, of) => numbers(label, of, dead);
  const effect = (label, of) => numbers(label, cell => of(cell).effect.liquidated, cells);
  assert.deepEqual(await bars('Which leg brought it on'), ['BTC-PERP', 'ETH-PERP'].map(name =>
    expected(name, cell => cell.liquidated_first[name])));
  assert.deepEqual((await bars('What had been lost until then')).at(-1),
    expected('funding', cell => cell.funding_before));
  assert.deepEqual((await bars('How it came'))[0],
    expected('closed too early', cell => cell.closed_too_early));
  assert.deepEqual(await bars('What each position does'), [
    effect('BTC-PERP short', cell => cell.positions[0]),
    effect('ETH-PERP long', cell => cell.positions[1])]);
  assert.deepEqual((await bars('What small changes'))[0],
    effect('volatility x 1.01', cell => cell.sensitivities[0]));
  for (const figure of await part.locator('figure').all()) {
    await figure.locator('summary').click();
    await figure.locator('table').waitFor();
    const {length} = await rowsOf(figure.locator('table'));
    assert.ok([dead.length, cells.length].includes(length));
  }
  assert.match(await part.textContent(), /600 paths.*another input.*--set paths=600/);
  assert.equal(await page.locator('#answer').count(), 1);
  await assertClean(opened);
});

test('the bands of a cohort have curves, bars and a table', async () => {
  const opened = await open(browser, cohort.page);
  const {page} = opened;
  const {bands} = cohort.json;
  const part = page.locator('#bands');
  const rows = await rowsOf(part.locator('#bands-table'));
  assert.equal(rows.length, bands.length);
  assert.ok(bands.length > 4 && bands.some(band => band.terminal_equity.casualties));
  bands.forEach((band, i) => {
    const [, estimate, low, high] = band.survival.at(-1);
    assert.equal(rows[i][0].text, band.id);
    assert.equal(rows[i][1].value, band.traders);
    assertShows(rows[i][2], {estimate, low, high}, 100);
    assertShows(rows[i][3], band.liquidated, 100);
    assertShows(rows[i][4], band.casualties);
    assertShows(rows[i][5], band.terminal_equity.survivors);
    assertShows(rows[i][6], band.terminal_equity.casualties);
  });

  const drawn = k => part.locator('canvas').nth(k).evaluate(canvas =>
    Chart.getChart(canvas).data.datasets.map(({label, data, intervals}) =>
      ({label, values: data.map(each => each?.y ?? each), intervals})));
  const curves = await drawn(0);
  assert.deepEqual(curves.filter(each => each.label).map(each => each.label),
    bands.map(band => band.id));
  bands.forEach(({survival}, i) => {
    for (const [k, column] of [[0, 2], [1, 3], [2, 1]]) {
      assert.deepEqual(curves[3 * i + k].values, survival.map(point => point[column]));
    }
  });
  await part.getByLabel(bands[0].id).uncheck();
  assert.deepEqual((await drawn(0)).filter(each => each.label).map(each => each.label),
    bands.slice(1).map(band => band.id));
  await part.getByLabel(bands[0].id).check();
  const bars = await drawn(1);
  for (const [k, fate] of [[0, 'survivors'], [1, 'casualties']]) {
    assert.equal(bars[k].label, `${fate} end with`);
    assert.deepEqual(bars[k].intervals, bands.map(band => band.terminal_equity[fate]));
  }

  const [curve, ends] = await part.locator('figure').all();
  for (const figure of [curve, ends]) {
    await figure.locator('summary').click();
    await figure.locator('table').waitFor();
  }
  const points = (await rowsOf(curve.locator('table'))).filter(row => row[0].text === bands[1].id);
  assert.deepEqual(points.map(row => [row[1].value, row[2].value, row[2].low, row[2].high]),
    bands[1].survival);
  const told = await rowsOf(ends.locator('table'));
  bands.forEach((band, i) => assertShows(told[i][2], band.terminal_equity.casualties));
  await assertClean(opened);

  const without = await open(browser, plain.page);
  assert.equal(await without.page.locator('#bands').count(), 0);
  await assertClean(without);
});

test('the worst path of a cell is drawn as the JSON has it, with its events', async () => {
  const opened = await open(browser, plain.page);
  const part = opened.page.locator('#worst');
  assert.ok(plain.json.fans.some(({worst}) => worst[0].story.chart.marks.length > 0));
  for (const {cell, worst} of plain.json.fans) {
    await part.locator('select').selectOption(cell);
    const {seconds, panels, marks, left_out: leftOut} = worst[0].story.chart;
    const drawn = await part.locator('canvas').evaluateAll(canvases => canvases.map(canvas => {
      const {data, scales: {y}} = Chart.getChart(canvas);
      return {
        low: y.min, high: y.max, type: y.type, moments: data.moments,
        lines: data.datasets.filter(each => each.label)
          .map(each => each.data.map(point => [point.x, point.y])),
        rule: data.datasets.find(each => !each.label)?.data[0].y ?? null};
    }));
    assert.equal(drawn.length, panels.length);
    panels.forEach(({low, high, logarithmic, rule, lines}, i) => {
      assert.deepEqual([drawn[i].low, drawn[i].high, drawn[i].rule], [low, high, rule]);
      assert.equal(drawn[i].type, logarithmic ? 'logarithmic' : 'linear');
      assert.deepEqual(drawn[i].lines, lines.map(({values}) => values.map((value, k) =>
        [seconds[k], logarithmic && value !== null ? Math.max(value, low) : value])));
      assert.deepEqual(new Set(drawn[i].moments.map(each => each.seconds)),
        new Set(marks.map(each => each.seconds)));
    });
    for (const {seconds: moment, label} of marks) {
      assert.ok(drawn[0].moments.find(each => each.seconds === moment).label.includes(label));
    }
    const price = part.locator('figure').first();
    assert.match(await price.textContent(), /liquidation price, BTC-PERP long/);
    await price.locator('summary').click();
    await price.locator('table').waitFor();
    const rows = await rowsOf(price.locator('table'));
    assert.deepEqual(rows.map(row => row[0].value), seconds);
    panels[0].lines.forEach(({values}, k) =>
      assert.deepEqual(rows.map(row => row[k + 1].value), values));
    assert.deepEqual(new Set(rows.filter(row => row.at(-1).text).map(row => row[0].value)),
      new Set(marks.map(each => each.seconds)));
    const text = await part.locator('#story').textContent();
    for (const sentence of leftOut) assert.ok(text.includes(sentence), text);
  }
  await assertClean(opened);
});

test('the worst path of a cell is told event by event', async () => {
  const opened = await open(browser, plain.page);
  const part = opened.page.locator('#worst');
  for (const {cell, worst} of plain.json.fans) {
    await part.locator('select').selectOption(cell);
    const {events, balance, verdict} = worst[0].story;
    const [told, came] = await part.locator('#story table').all();
    assert.equal((await rowsOf(told)).length, events.rows.length);
    assert.deepEqual((await rowsOf(came)).map(row => row.map(each => each.text)), balance.rows);
    const text = await part.locator('#story').textContent();
    assert.ok(text.includes(`${cell}, path ${worst[0].path}. ${verdict.split('\n')[0]}`), text);
  }
  await assertClean(opened);
});

test('a page of 500 cells is light, usable, and says what it leaves out', async () => {
  assert.equal(large.json.cells.length, 500);
  assert.ok(statSync(large.page).size < 2e6, `${statSync(large.page).size} bytes`);
  const opened = await open(browser, large.page);
  const {page} = opened;
  const rows = await rowsOf(page.locator('#summary'));
  assert.deepEqual(rows.map(row => row[0].text), large.json.cells.map(({id}) => id));
  rows.forEach((row, i) => {
    const {estimate, low, high} = large.json.cells[i].liquidated;
    assert.ok(Math.abs(row.find(each => each.low !== null).value - estimate) <= (high - low) / 999);
  });
  const told = large.json.fans.map(({cell}) => cell);
  assert.deepEqual(await page.locator('#survival input').evaluateAll(
    boxes => boxes.map(box => box.value)), told);
  assert.match(await page.locator('#survival figcaption').textContent(), /24 of 500 cells/);
  await page.getByRole('link', {name: 'What this page leaves out'}).click();
  const leftOut = await page.locator('#left-out + ul').textContent();
  assert.match(leftOut, /\.survival\.csv/);
  assert.doesNotMatch(leftOut, /worst path/);
  await page.locator('#worst select').selectOption(told.at(-1));
  const {seconds, panels} = large.json.fans.at(-1).worst[0].story.chart;
  assert.deepEqual(await page.locator('#story canvas').first().evaluate(canvas =>
    Chart.getChart(canvas).data.datasets[0].data.map(({x, y}) => [x, y])),
    panels[0].lines[0].values.map((value, i) => [seconds[i], value]));
  await page.locator('#heat').getByLabel('Measure').selectOption({label: 'mean terminal equity'});
  assert.equal((await rowsOf(page.locator('#heat-table'))).length, 10);
  await assertClean(opened);
});

test('dark is dark, by the system and by choice, and paper is white', async () => {
  const opened = await open(browser, plain.page, {colorScheme: 'dark'});
  const {page} = opened;
  const look = () => page.evaluate(() => ({
    page: getComputedStyle(document.body).backgroundColor,
    grid: Chart.getChart(document.querySelector('canvas')).options.scales.x.grid.color}));
  const dark = await look();
  assert.equal(dark.page, 'rgb(18, 23, 30)');
  await page.getByLabel('Colours').selectOption('light');
  const light = await look();
  assert.equal(light.page, 'rgb(255, 255, 255)');
  assert.notEqual(light.grid, dark.grid);
  await page.getByLabel('Colours').selectOption('auto');
  assert.deepEqual(await look(), dark);
  await page.emulateMedia({colorScheme: 'light'});
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  assert.deepEqual(await look(), light);
  await page.getByLabel('Colours').selectOption('dark');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.deepEqual(await look(), light);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.deepEqual(await look(), dark);
  await assertClean(opened);
});

test('a phone, a keyboard and a screen reader find their way', async () => {
  for (const study of [plain, cohort]) await assertFound(study);
});

async function assertFound(study) {
  assert.ok(statSync(study.page).size < 2e6);
  const opened = await open(browser, study.page, {viewport: {width: 360, height: 740}});
  const {page} = opened;
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  const unnamed = await page.evaluate(() => [
    ...[...document.querySelectorAll('button, summary, a')]
      .filter(each => !each.textContent.trim()),
    ...[...document.querySelectorAll('select, input')].filter(each => !each.labels.length),
    ...[...document.querySelectorAll('table')].filter(each =>
      !document.getElementById(each.getAttribute('aria-labelledby'))?.textContent),
    ...[...document.querySelectorAll('th')].filter(each => !each.scope),
    ...[...document.querySelectorAll('section')].filter(each =>
      !document.getElementById(each.getAttribute('aria-labelledby'))),
  ].map(each => each.outerHTML));
  assert.deepEqual(unnamed, []);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the answer');
  assert.doesNotMatch(await page.locator('body').innerText(), /\bsafe/i);
  await assertClean(opened);
}
