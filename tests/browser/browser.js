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

/// Runs a shipped study; answers where its page is, and its JSON.
export function runStudy(name, ...settings) {
  const folder = mkdtempSync(path.join(tmpdir(), 'marginwalk-page-'));
  execFileSync(program,
    ['run', path.join(source, 'scenarios', name), '-o', folder, ...settings], {stdio: 'pipe'});
  const file = ending => path.join(folder, readdirSync(folder).find(each => each.endsWith(ending)));
  return {
    folder, page: file('.report.html'), json: JSON.parse(readFileSync(file('.json'), 'utf8')),
  };
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
