import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { chromiumPath, launchChromium } from '../lab/chromium.ts';
import { leaveOut } from '../real/left-out.ts';
import { takePictures, type Photographer } from './take-pictures.ts';

const executable = chromiumPath();

if (executable === undefined) leaveOut('Status and errors in a real browser', 'Chromium is not installed');
else describe('status and errors in Chromium', () => journey(executable));

/** Several things at once, as on a bad morning. */
function stageBadMorning(company: Contoso): void {
  for (const cause of ['maintenance-disabled', 'anchor-writeback-denied', 'service-provisioning-error', 'quarantined-proxy', 'ad-account-recreated-new-anchor', 'data-validation-failed']) {
    BREAKAGES.find((each) => each.cause === cause)?.break(company);
  }
}

function journey(chromium: string): void {
  let browser: Browser;
  let lab: Lab;
  let page: Page;
  let picture: Photographer;
  const complaints: string[] = [];
  const cardWith = (words: RegExp): Locator => page.getByTestId('card').filter({ hasText: words }).last();
  const say = async (words: string): Promise<void> => {
    await page.getByTestId('compose').fill(`@SyncWhy ${words}`);
    await page.keyboard.press('Enter');
  };
  const overflow = (card: Locator): Promise<number> => card.evaluate((element) => {
    const box = element as unknown as { readonly scrollWidth: number; readonly clientWidth: number };
    return box.scrollWidth - box.clientWidth;
  });

  before(async () => {
    [browser, lab] = await Promise.all([launchChromium(chromium), startLab({ stage: stageBadMorning, cycleSeconds: 600 })]);
    page = await (await browser.newContext({ viewport: { width: 1366, height: 1500 }, colorScheme: 'light' })).newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    page.on('pageerror', (fault) => complaints.push(fault.message));
    await page.goto(lab.chat.url);
    await page.waitForSelector('body[data-ready]');
    picture = takePictures();
  });
  after(async () => {
    await browser.close();
    await lab.close();
  });
  afterEach(() => assert.deepEqual(complaints.splice(0), []));

  it('lists what is failing, by cause', async () => {
    await say('what is failing?');
    const card = cardWith(/objects with sync errors/);
    await card.waitFor();
    const text = await card.innerText();
    assert.match(text, /An address is missing because it is taken[\s\S]*1 object/);
    assert.match(text, /AttributeValueMustBeUnique[\s\S]*Maria Lopez/);
    assert.doesNotMatch(text, /\{\{|\$\{|undefined|\[object/);
    await picture(page, '20-errors');
  });

  it('diagnoses one of them at the press of a button', async () => {
    await cardWith(/objects with sync errors/).getByRole('button', { name: 'Diagnose Maria Lopez' }).click();
    await cardWith(/Not synced[\s\S]*Maria Lopez/).waitFor();
    assert.equal(await cardWith(/objects with sync errors/).getByRole('button', { name: 'Diagnose John Smith' }).count(), 1, 'one button for one object');
  });

  it('shows the state of everything', async () => {
    await say('status');
    const card = cardWith(/This bot/);
    await card.waitFor();
    const text = await card.innerText();
    assert.match(text, /SYNC01 attention: active, version/);
    assert.match(text, /Maintenance is switched off/);
    assert.match(text, /Last cycle/);
    assert.match(text, /fingerprint/);
    assert.doesNotMatch(text, /\{\{|\$\{|undefined|\[object/);
    await picture(page, '21-status');
  });

  it('is readable on a narrow phone', async () => {
    await page.setViewportSize({ width: 320, height: 1800 });
    for (const words of [/objects with sync errors/, /This bot/]) {
      await cardWith(words).scrollIntoViewIfNeeded();
      assert.ok((await overflow(cardWith(words))) <= 0, `${words} is wider than the phone`);
      await picture(page, words.source.includes('errors') ? '22-errors-narrow' : '23-status-narrow');
    }
  });
}
