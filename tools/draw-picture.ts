import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stageOpening } from '../lab/company/opening-scene.ts';
import { startLab } from '../lab/start-lab.ts';
import { chromiumPath, launchChromium } from '../test/lab/chromium.ts';

/** `node tools/draw-picture.ts`: asks the lab about jsmith and saves the answer as the client shows it. Needs Chromium. */
const FILE = join(import.meta.dirname, '..', 'docs', 'pictures', 'why-card.png');
/** The client draws a thread at most 860 pixels wide; the picture has about 1000. */
const SCALE = 1000 / 860;

const chromium = chromiumPath();
if (chromium === undefined) throw new Error('Chromium is not installed.');
const [lab, browser] = await Promise.all([startLab({ stage: stageOpening, cycleSeconds: 3600 }), launchChromium(chromium)]);
try {
  const page = await browser.newPage({ viewport: { width: 1366, height: 1150 }, deviceScaleFactor: SCALE, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(lab.chat.url);
  await page.waitForSelector('body[data-ready]');
  await page.getByTestId('compose').fill("@SyncWhy why won't jsmith sync");
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Propose/ }).waitFor();
  mkdirSync(join(FILE, '..'), { recursive: true });
  await page.getByTestId('thread').last().screenshot({ path: FILE });
  process.stdout.write(`${FILE}\n`);
} finally {
  await browser.close();
  await lab.close();
}
