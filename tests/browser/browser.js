import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.MARGINWALK_PROGRAM ?? path.join(source, 'build/dev/marginwalk');

/// Debian's Chromium: nothing is downloaded.
export async function launch() {
  const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
  const executablePath = places.find(place => existsSync(place));
  if (!executablePath) throw new Error('no Chromium (Debian: chromium-headless-shell)');
  return chromium.launch({executablePath, args: ['--no-sandbox']});
}

/// Puts a verb to a shipped study, and others to the same folder; answers what is printed, where the
/// page is, and the JSON files by what follows the study's name.
export function ask(verb, name, ...settings) {
  return askInto(mkdtempSync(path.join(tmpdir(), 'marginwalk-page-')), verb, name, ...settings);
}

export function askInto(folder, verb, name, ...settings) {
  const printed = execFileSync(program,
    [verb, path.join(source, 'scenarios', name), '-o', folder, ...settings],
    {stdio: 'pipe', encoding: 'utf8'});
  const file = ending => path.join(folder, readdirSync(folder).find(each => each.endsWith(ending)));
  return {
    folder, printed, page: file('.report.html'),
    answer: ending => JSON.parse(readFileSync(file(ending), 'utf8')),
  };
}

/// Runs a shipped study; its JSON comes with it.
export function runStudy(name, ...settings) {
  const asked = ask('run', name, ...settings);
  return {...asked, json: asked.answer('.json')};
}

/// Opens a page of its own; whatever goes wrong in it, or is asked for besides it, is noted.
export async function open(browser, file, options = {}) {
  const context = await browser.newContext(
    {viewport: {width: 1366, height: 768}, colorScheme: 'light', ...options});
  const page = await context.newPage();
  const noted = {errors: [], requests: []};
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) noted.errors.push(message.text());
  });
  page.on('pageerror', error => noted.errors.push(error.message));
  page.on('request', request => noted.requests.push(request.url()));
  const address = pathToFileURL(file).href;
  await page.goto(address);
  await page.waitForSelector('html[data-ready]', {state: 'attached', timeout: 10_000});
  return {page, noted, address};
}
