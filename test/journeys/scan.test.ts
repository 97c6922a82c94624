import assert from 'node:assert/strict';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { runScan, type ScanTerminal } from '../../src/terminal/scan-command.ts';
import { chromiumPath, launchChromium } from '../lab/chromium.ts';
import { leaveOut } from '../real/left-out.ts';
import { takePictures, type Photographer } from './take-pictures.ts';

const executable = chromiumPath();

if (executable === undefined) leaveOut('A scan of the whole company', 'Chromium is not installed');
else describe('a scan of the whole company, through its real processes', () => journey(executable));

function journey(chromium: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-scan-journey-'));
  let browser: Browser;
  let context: BrowserContext;
  let lab: Lab;
  let page: Page;
  let picture: Photographer;
  const cardWith = (words: RegExp): Locator => page.getByTestId('card').filter({ hasText: words }).last();
  const say = async (words: string): Promise<void> => {
    await page.getByTestId('compose').fill(`@SyncWhy ${words}`);
    await page.keyboard.press('Enter');
  };
  const terminal = async (files: readonly string[], checks: readonly string[] = []): Promise<{ readonly code: number; readonly said: string }> => {
    const said: string[] = [];
    const into = (text: string) => void said.push(text);
    const seat: ScanTerminal = { out: into, err: into, progress: { isTerminal: false, write: into }, interrupted: new AbortController().signal, titleOf: () => undefined, write: (file, pieces) => pipeline(Readable.from(pieces), createWriteStream(file ?? '/dev/null')) };
    const wish = { below: [], checks, isSinceLast: false, into: [], outOf: [], account: 'ops' };
    const code = await runScan({ url: lab.files.adminUrl, tokenFile: lab.files.adminTokenFile }, { wish, files: files.map((file) => ({ file: join(folder, file), form: file.endsWith('csv') ? 'csv' : 'html' })), json: false }, seat);
    return { code, said: said.join('\n') };
  };

  before(async () => {
    [browser, lab] = await Promise.all([launchChromium(chromium), startLab({ stage: stageOpening, cycleSeconds: 600 })]);
    // The browser of these people does not know the authority of the lab.
    context = await browser.newContext({ viewport: { width: 1366, height: 1500 }, colorScheme: 'light', ignoreHTTPSErrors: true });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(lab.chat.url);
    await page.waitForSelector('body[data-ready]');
    picture = takePictures();
  });
  after(async () => {
    await browser.close();
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is made in the terminal, and its report opens in a browser', async () => {
    const { code, said } = await terminal(['report.html', 'report.csv']);
    assert.match(said, /Scan 1: done\./);
    assert.ok(code === 1 || code === 3, `${code}: ${said}`);
    assert.match(readFileSync(join(folder, 'report.csv'), 'utf8'), /moved-out-of-scope/);
    const report = await context.newPage();
    await report.goto(pathToFileURL(join(folder, 'report.html')).href);
    await report.waitForSelector('body[data-ready]');
    await report.getByLabel('Search').fill('jsmith');
    assert.match(await report.locator('#rows').innerText(), /moved-out-of-scope/);
    await report.getByRole('button', { name: 'Clear filters' }).click();
    await picture(report, '46-scan-of-the-lab');
    await report.close();
  });

  it('is refused in words for a check that nobody knows', async () => {
    const { code, said } = await terminal([], ['qwertz']);
    assert.deepEqual([code, said.slice(0, 24)], [2, 'I know no check "qwertz"']);
  });

  it('is asked for in the chat: one card, in the end with what was found and what can be done', async () => {
    await say('scan');
    const card = cardWith(/Scan 2: \d+ findings|Scan 2 saw a part/);
    await card.waitFor();
    const text = await card.innerText();
    assert.match(text, /Where they stand[\s\S]*Synchronised[\s\S]*Findings by cause/);
    assert.doesNotMatch(text, /\{\{|\$\{|undefined|\[object/);
    assert.equal(await page.getByTestId('card').filter({ hasText: /Scan 2/ }).count(), 1, 'one card, painted over');
    await picture(page, '47-scan-card');
  });

  it('has its report behind a link that opens for who has it', async () => {
    await cardWith(/Scan 2/).getByRole('button', { name: 'Get the report' }).click();
    await page.getByText(/The report is in your chat with me/).last().waitFor();
    const messages = JSON.stringify(lab.connector.seenBy('ana').map(({ card }) => card));
    const link = /"title":"Open the report","url":"(https:[^"]+)"/.exec(messages)?.[1];
    assert.ok(link !== undefined, messages.slice(-2000));
    const report = await context.newPage();
    await report.goto(link);
    await report.waitForSelector('body[data-ready]');
    assert.match(await report.locator('h1').innerText(), /^Scan 2/);
    assert.equal((await context.request.get(link.replace('t=2.', 't=1.'))).status(), 404, 'a link opens what it was made for');
    await report.close();
  });

  it('is compared with the one before', async () => {
    await say('scan diff');
    await cardWith(/From scan 1 to scan 2: 0 new findings, 0 gone/).waitFor();
  });
}
