import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { leaveOut } from '../real/left-out.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { startChattingCompany } from './chatting-company.ts';
import type { ChattingCompany } from './chatting-company.ts';

const executable = chromiumPath();

if (executable === undefined) leaveOut('The chat window in a real browser', 'Chromium is not installed');
else describe('the chat window in Chromium', () => checks(executable));

function checks(chromium: string): void {
  let browser: Browser;
  let company: ChattingCompany;
  let page: Page;
  let complaints: string[];

  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, colorScheme: 'light', ...options });
    const opened = await context.newPage();
    opened.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    opened.on('pageerror', (fault) => complaints.push(fault.message));
    opened.on('request', (request) => request.url().startsWith(company.page.url) || complaints.push(`asked for ${request.url()}`));
    await opened.goto(company.page.url);
    await opened.waitForSelector('body[data-ready]');
    return opened;
  };
  const pane = (who: string): Locator => page.locator(`[data-testid="pane"][data-who="${who}"]`);
  const ask = async (text = "@SyncWhy why won't jsmith sync"): Promise<void> => {
    await page.getByTestId('compose').first().fill(text);
    await page.keyboard.press('Enter');
    await page.getByTestId('card').first().waitFor();
  };

  before(async () => {
    browser = await launchChromium(chromium);
  });
  after(() => browser.close());
  beforeEach(async () => {
    complaints = [];
    company = await startChattingCompany();
    page = await open();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await company.close();
    assert.deepEqual(complaints, []);
  });

  it('offers people after "@" and sends a mention on Enter', async () => {
    await page.getByTestId('compose').pressSequentially('@sy');
    await page.getByRole('option', { name: 'SyncWhy' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type("why won't jsmith sync");
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('please');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /jsmith is not in Entra ID/ }).waitFor();
    assert.equal(company.bot.heard.at(-1)?.activity['text'], "<at>SyncWhy</at>&nbsp;why won't jsmith sync\nplease");
    assert.equal(await page.locator('.mention').textContent(), 'SyncWhy');
  });

  it('shows dates of a card in local time and never as macros', async () => {
    await ask();
    assert.doesNotMatch(await page.getByTestId('card').innerText(), /\{\{/);
  });

  it('answers a press privately, and repaints the card of everybody in place after an approval', async () => {
    await ask();
    await page.getByTestId('side-by-side').click();
    await pane('ana').getByRole('button', { name: 'Propose fix' }).click();
    await pane('ana').getByTestId('only-you').waitFor();
    assert.equal(await pane('ana').getByTestId('only-you').innerText(), 'Only you can see this');
    assert.equal(await pane('chloe').getByTestId('only-you').count(), 0);
    await pane('ben').getByRole('button', { name: 'Propose fix' }).click();
    for (const who of ['ana', 'ben', 'chloe']) {
      await pane(who).getByRole('heading', { name: 'Approved by Ben Osei' }).waitFor();
      assert.equal(await pane(who).getByTestId('card').count(), 1);
    }
  });

  it('demands a required input and shows a refused action as a failure bar', async () => {
    await ask();
    await page.getByRole('button', { name: 'Deny' }).click();
    const heardBefore = company.bot.heard.length;
    await page.getByRole('button', { name: 'Send', exact: true }).first().click();
    await page.getByText('Say why').waitFor();
    assert.equal(company.bot.heard.length, heardBefore);
    await page.getByRole('textbox', { name: 'Reason' }).fill('too early');
    await page.getByRole('button', { name: 'Send', exact: true }).first().click();
    await page.getByTestId('failure-bar').waitFor();
    assert.equal(await page.getByTestId('failure-bar').innerText(), 'This plan has expired.');
    assert.deepEqual((company.bot.heard.at(-1)?.activity['value'] as { action: { data: unknown } }).action.data, { ref: 'r1', reason: 'too early' });
  });

  it('toggles parts of a card and submits a form as a message', async () => {
    await ask();
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByText('evidence class A').waitFor();
    await page.getByTestId('reply').click();
    await page.getByTestId('reply-box').fill('@SyncWhy form');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Send form' }).click();
    await page.locator('.card[aria-busy]').waitFor({ state: 'detached' });
    const value = company.bot.heard.at(-1)?.activity['value'] as Record<string, unknown>;
    assert.deepEqual([value['form'], value['who'], value['how'], value['sure']], [1, 'a', '1', 'false']);
    assert.equal(await page.getByTestId('thread').count(), 1);
  });

  it('lets one be somebody else and counts what that person has not read', async () => {
    await ask();
    const ben = page.getByRole('button', { name: 'Ben Osei, admin, 2 unread' });
    await ben.click();
    assert.equal(await page.getByRole('button', { name: 'Ben Osei, admin', exact: true }).getAttribute('aria-pressed'), 'true');
    await page.getByTestId('rail-personal').click();
    await page.getByTestId('compose').fill('help');
    await page.keyboard.press('Enter');
    await page.getByText('Ask me things like').waitFor();
    assert.equal((company.bot.heard.at(-1)?.activity['from'] as { name: string }).name, 'Ben Osei');
    assert.equal(await page.locator('.text img').count(), 0);
    await page.getByTestId('person-chloe').click();
    assert.equal(await page.getByText('Ask me things like').count(), 0);
  });

  it('shows that the bot is typing', async () => {
    await page.getByTestId('compose').fill('@SyncWhy slow');
    await page.keyboard.press('Enter');
    await page.getByText('SyncWhy is typing').waitFor();
  });

  it('fills the compose box from the things to try, as the right person', async () => {
    await page.getByRole('button', { name: /Help in private/ }).click();
    assert.equal(await page.getByTestId('compose').inputValue(), 'help');
    assert.equal(await page.getByTestId('pane').getAttribute('data-who'), 'ben');
    assert.equal(await page.getByTestId('pane').getAttribute('data-place'), 'personal');
  });

  it('follows the system theme first and then the choice that was made', async () => {
    page = await open({ colorScheme: 'dark' });
    const theme = (): Promise<string | null> => page.locator('html').getAttribute('data-theme');
    assert.equal(await theme(), 'dark');
    await page.getByRole('button', { name: 'Light theme' }).click();
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    assert.equal(await theme(), 'light');
  });

  it('fills the box of the pane in use when people sit side by side', async () => {
    await page.getByTestId('side-by-side').click();
    await pane('chloe').getByTestId('compose').focus();
    assert.match(await pane('chloe').getAttribute('class') ?? '', /is-active/);
    await page.getByTestId('try-toggle').click();
    await page.getByRole('button', { name: /Help in private/ }).click();
    assert.equal(await pane('ben').getByTestId('compose').inputValue(), 'help');
    assert.equal(await page.getByTestId('pane').count(), 3);
  });

  it('works with the keyboard alone', async () => {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to the conversation');
    await page.getByTestId('person-ben').focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.getByTestId('pane').getAttribute('data-who'), 'ben');
    assert.equal(await page.evaluate('document.activeElement.dataset.testid'), 'person-ben');
    const nameless = await page.evaluate("[...document.querySelectorAll('button')].filter((button) => (button.getAttribute('aria-label') ?? button.textContent).trim() === '').length");
    assert.equal(nameless, 0);
    assert.equal(await page.getByRole('log').getAttribute('aria-label'), 'IT Ops › Sync errors, as Ben Osei');
  });

  it('fits a window of 320 pixels', async () => {
    page = await open({ viewport: { width: 320, height: 640 } });
    await ask();
    await page.getByRole('button', { name: 'Propose fix' }).click();
    await page.getByTestId('only-you').waitFor();
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
    const wide = await page.evaluate("[...document.querySelectorAll('.log, .card, .thread')].filter((box) => box.scrollWidth > box.clientWidth + 1).length");
    assert.equal(wide, 0);
  });
}
