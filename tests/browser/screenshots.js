// Pictures of a page, light and dark, at the width of a laptop and of a phone:
//     node screenshots.js PAGE.html FOLDER [SECTION]
import path from 'node:path';
import {launch, open} from './browser.js';

const [file, folder, section] = process.argv.slice(2);
const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  for (const [name, width, height] of [['laptop', 1366, 768], ['phone', 390, 844]]) {
    const {page, noted} = await open(browser, file, {viewport: {width, height}, colorScheme});
    const target = path.join(folder, `${section ?? 'page'}-${name}-${colorScheme}.png`);
    if (section) {
      await page.locator('#' + section).screenshot({path: target});
    } else {
      await page.screenshot({path: target, fullPage: true});
    }
    for (const error of noted.errors) console.error(error);
    await page.context().close();
  }
}
await browser.close();
