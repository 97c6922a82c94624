import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { adPerson } from '../../lab/company/find-person.ts';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { chromiumPath, launchChromium } from '../lab/chromium.ts';
import { leaveOut } from '../real/left-out.ts';
import { takePictures, type Photographer } from './take-pictures.ts';

const executable = chromiumPath();

if (executable === undefined) leaveOut('The journey in a real browser', 'Chromium is not installed');
else describe('the journey in Chromium', () => journey(executable));

function journey(chromium: string): void {
  let browser: Browser;
  let lab: Lab;
  let page: Page;
  let picture: Photographer;
  const complaints: string[] = [];

  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, colorScheme: 'light', ...options });
    const opened = await context.newPage();
    opened.setDefaultTimeout(20_000);
    opened.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    opened.on('pageerror', (fault) => complaints.push(fault.message));
    opened.on('request', (request) => request.url().startsWith(lab.chat.url) || complaints.push(`asked for ${request.url()}`));
    await opened.goto(lab.chat.url);
    await opened.waitForSelector('body[data-ready]');
    return opened;
  };
  const be = (who: string): Promise<void> => page.getByTestId(`person-${who}`).click();
  const cardWith = (words: RegExp): Locator => page.getByTestId('card').filter({ hasText: words }).last();

  before(async () => {
    [browser, lab] = await Promise.all([launchChromium(chromium), startLab({ stage: stageOpening, cycleSeconds: 3 })]);
    page = await open();
    picture = takePictures();
  });
  after(async () => {
    await browser.close();
    await lab.close();
  });
  afterEach(() => assert.deepEqual(complaints.splice(0), []));

  it('answers at once and says why', async () => {
    await page.getByTestId('compose').fill("@SyncWhy why won't jsmith sync");
    const asked = performance.now();
    await page.keyboard.press('Enter');
    await page.getByTestId('thread').filter({ hasText: 'jsmith sync' }).locator('[data-testid="card"], [data-testid="typing"]:not([hidden])').first().waitFor();
    const waited = performance.now() - asked;
    assert.ok(waited < 1000, `nothing to be seen for ${Math.round(waited)} ms`);
    await cardWith(/Not synced/).waitFor();
    await picture(page, '1-why');
    assert.doesNotMatch(await cardWith(/Not synced/).innerText(), /\{\{|\$\{|undefined|\[object/);
  });

  it('makes a plan, refuses the one who asked, and lets Ben approve', async () => {
    await propose('He starts on Monday', 'INC0042');
    await cardWith(/Waiting for a second admin/).waitFor();
    const plan = await cardWith(/Waiting for a second admin/).innerText();
    assert.match(plan, /Reason: He starts on Monday[\s\S]*Ticket: INC0042/);
    assert.deepEqual(await cardWith(/Waiting for a second admin/).locator('.mention').allInnerTexts(), ['Ben Osei', 'Chloe Martin'], 'those who may approve are called');
    await picture(page, '2-plan');
    await approve();
    await page.getByTestId('only-you').first().waitFor();
    assert.equal(await page.getByTestId('only-you').first().innerText(), 'Only you can see this');
    await picture(page, '3-refused');
    assert.match(adPerson(lab.company.ad, 'jsmith').dn, /OU=Leavers/, 'nothing has been written yet');
    await be('ben');
    assert.equal(await page.getByTestId('only-you').count(), 0, 'the refusal is for Ana alone');
    await approve();
    await picture(page, '4-running');
  });

  it('ends with the proof in Entra ID', async () => {
    await cardWith(/Done/).waitFor();
    await picture(page, '5-done');
    await be('ana');
    await cardWith(/Verified in Entra ID/).waitFor();
    await picture(page, '6-verified');
    assert.match(adPerson(lab.company.ad, 'jsmith').dn, /OU=Staff/);
  });

  it('takes it back when Chloe approves', async () => {
    const [code = ''] = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(await cardWith(/Verified in Entra ID/).innerText()) ?? [];
    await page.getByTestId('reply').last().click();
    await page.getByTestId('reply-box').last().fill(`@SyncWhy undo ${code} because he is leaving after all`);
    await page.keyboard.press('Enter');
    await cardWith(/takes back plan/).waitFor();
    await picture(page, '7-undo');
    await be('chloe');
    await approve();
    await cardWith(/takes back plan/).filter({ hasText: /Done/ }).waitFor();
    assert.match(adPerson(lab.company.ad, 'jsmith').dn, /OU=Leavers/);
    await picture(page, '8-undone');
  });

  it('needs a comment where the source anchor changes', async () => {
    await be('ana');
    await page.getByTestId('compose').fill('@SyncWhy why does mlopez not sync');
    await page.keyboard.press('Enter');
    await cardWith(/Maria Lopez[\s\S]*Propose|Not synced[\s\S]*Maria Lopez/).getByRole('button', { name: /Propose/ }).waitFor();
    await picture(page, '9-anchor-why');
    await propose('The mailbox is hers', '');
    await cardWith(/Waiting for 2 more admins/).waitFor();
    await be('ben');
    await cardWith(/Waiting for 2 more admins/).getByRole('button', { name: /^Approve/ }).click();
    await picture(page, '10-anchor-plan');
  });

  it('helps in the personal chat', async () => {
    await be('ben');
    await page.getByTestId('rail-personal').click();
    for (const text of ['help', 'status', 'why tnguyen', 'why nobodyatall']) {
      const before = await page.getByTestId('card').count();
      await page.getByTestId('compose').fill(text);
      await page.keyboard.press('Enter');
      await page.getByTestId('card').nth(before).waitFor();
      await page.getByText(/Looking …/).waitFor({ state: 'detached' });
      await picture(page, `11-chat-${text.replaceAll(' ', '-')}`);
    }
  });

  it('fits a window of 320 pixels', async () => {
    page = await open({ viewport: { width: 320, height: 640 } });
    await cardWith(/takes back plan/).waitFor();
    await picture(page, '12-narrow');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
    assert.deepEqual(await page.evaluate("[...document.querySelectorAll('.log, .card, .thread')].filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => `${box.className} ${box.scrollWidth} > ${box.clientWidth}: ${[...box.querySelectorAll('*')].filter((each) => each.getBoundingClientRect().right > box.getBoundingClientRect().right).map((each) => each.textContent.slice(0, 60)).join(' | ')}`)"), []);
  });

  async function propose(reason: string, ticket: string): Promise<void> {
    const card = page.getByTestId('card').filter({ hasText: /Not synced/ }).last();
    await card.getByRole('button', { name: /^Propose this fix/ }).click();
    await card.getByRole('button', { name: 'Propose this plan' }).click();
    await card.getByText(/Write at least a few words/).waitFor();
    await card.getByRole('textbox', { name: /Why is this needed/ }).fill(reason);
    if (ticket !== '') await card.getByRole('textbox', { name: /Ticket/ }).fill(ticket);
    await card.getByRole('button', { name: 'Propose this plan' }).scrollIntoViewIfNeeded();
    await picture(page, '1b-reason');
    await card.getByRole('button', { name: 'Propose this plan' }).click();
  }

  async function approve(comment = ''): Promise<void> {
    const card = page.getByTestId('card').filter({ has: page.getByRole('button', { name: 'Approve …' }) }).last();
    await card.getByRole('button', { name: 'Approve …' }).click();
    if (comment !== '') await card.getByRole('textbox').first().fill(comment);
    await card.getByRole('button', { name: /^Approve: / }).click();
  }
}
