import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { scanHtml } from '../../src/report/scan-html.ts';
import type { ScanFinding } from '../../src/model/scan.ts';
import { sampleFinding, sampleFindings, sampleSummary } from '../contracts/sample-scan.ts';
import { chromiumPath, launchChromium } from '../lab/chromium.ts';
import { leaveOut } from '../real/left-out.ts';
import { textOf, titleOf, withFindings } from './with-findings.ts';

const EVIL = '</script><script>document.body.dataset.hacked="yes"</script><img src=x onerror="document.body.dataset.hacked=1"> \u202Etxt =HYPERLINK("http://evil.test")';
const hostile: ScanFinding = { ...sampleFinding(1), id: '__proto__', says: EVIL, object: { kind: 'user', displayName: EVIL, dn: `CN=${EVIL}`, userPrincipalName: EVIL }, evidence: [{ from: 'directory', what: EVIL, value: EVIL, at: EVIL }], others: [{ kind: 'group', displayName: EVIL }] };
const executable = chromiumPath();

if (executable === undefined) leaveOut('The report of a scan in a real browser', 'Chromium is not installed');
else describe('The report of a scan in Chromium', () => inChromium(executable));

function inChromium(chromium: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-report-'));
  const wanted = process.env['SYNCWHY_SCREENSHOTS'] ?? '';
  const pictures = wanted === '' ? folder : wanted;
  const complaints: string[] = [];
  const asked: string[] = [];
  let browser: Browser;
  let page: Page;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await launchChromium(chromium);
    page = await (await browser.newContext({ viewport: { width: 1366, height: 1500 }, colorScheme: 'light' })).newPage();
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    page.on('pageerror', (fault) => complaints.push(fault.message));
    page.on('request', (request) => asked.push(request.url()));
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => assert.deepEqual(complaints.splice(0), []));

  const open = async (name: string, report: Parameters<typeof scanHtml>[0]): Promise<void> => {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, await textOf(scanHtml(report, titleOf)));
    asked.splice(0);
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('body[data-ready]');
  };
  const take = (name: string, fullPage = false) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
  const rows = () => page.locator('#rows tr').count();
  const count = () => page.locator('#count').innerText();

  it('shows what it means, who stands where, and the causes, in both themes', async () => {
    const findings = sampleFindings(340);
    const summary = sampleSummary(findings, { ended: 'in-part', unread: [{ what: 'entra.deletedUsers', why: 'throttled' }], notJudged: [{ id: 'not-in-entra', missing: ['entra.deletedUsers'], objects: 12 }] });
    await open('themes', withFindings(findings, { summary }));
    assert.match(await page.locator('.lead').innerText(), /^\d+ objects should be in Entra ID but are not\.$/);
    assert.match(await page.locator('.unread').innerText(), /entra\.deletedUsers: the service asked for a pause/);
    assert.equal(await rows(), 100);
    await take('40-scan-report-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForSelector('html[data-theme=dark]');
    await take('41-scan-report-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('button', { name: 'Dark theme' }).click();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark', 'the switch wins over the system');
    assert.deepEqual(asked.map((url) => new URL(url).protocol), ['file:'], 'nothing but the file is loaded');
  });

  it('is searched, filtered, sorted and paged by keyboard and mouse', async () => {
    await open('search', withFindings(sampleFindings(340)));
    await page.getByLabel('Search').fill('lopez u00000');
    await page.waitForFunction(() => !(globalThis as unknown as { document: { getElementById(id: string): { textContent: string } } }).document.getElementById('count').textContent.includes('1 to 100'));
    assert.match(await count(), /of \d+ that fit, of 340$/);
    for (const name of await page.locator('#rows tr td:nth-child(2)').allInnerTexts()) assert.match(name, /Lopez[\s\S]*u00000/);
    await take('42-scan-report-search');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByLabel('Standing').selectOption('left-out-on-purpose');
    await page.getByLabel('Severity').selectOption('error');
    assert.equal(await count(), 'No finding fits.');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: 'Object', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('th[data-by=object]').getAttribute('aria-sort'), 'descending');
    const names = (await page.locator('#rows td:nth-child(2) > bdi').allInnerTexts()).slice(0, 100);
    assert.deepEqual(names, names.toSorted((one, other) => new Intl.Collator('en', { numeric: true }).compare(other.toLowerCase(), one.toLowerCase())));
    await page.getByRole('button', { name: 'Last' }).click();
    assert.deepEqual([await count(), await rows()], ['Findings 301 to 340 of 340', 40]);
    await page.getByRole('button', { name: 'Several objects share a value' }).click();
    assert.deepEqual([...new Set(await page.locator('#rows td:nth-child(3) .small').allInnerTexts())], ['duplicate-value'], 'the chart filters');
  });

  it('copes with 50,000 findings', async () => {
    const began = performance.now();
    await open('many', withFindings(sampleFindings(50_000)));
    assert.ok(performance.now() - began < 12_000, `${performance.now() - began} ms to write and open`);
    assert.equal(await count(), 'Findings 1 to 100 of 50,000');
    const searched = performance.now();
    await page.getByLabel('Search').fill('u049999');
    await page.waitForFunction(() => (globalThis as unknown as { document: { getElementById(id: string): { textContent: string } } }).document.getElementById('count').textContent.includes('1 to 1 of 1'));
    assert.ok(performance.now() - searched < 3000, `${performance.now() - searched} ms to find one`);
  });

  it('takes nothing from a directory for markup, script or formula', async () => {
    await open('hostile', withFindings([hostile, sampleFinding(2)], { by: { ...withFindings([]).scan.by, name: EVIL }, summary: sampleSummary([hostile], { ended: 'in-part', unread: [{ what: EVIL, why: 'failed', detail: EVIL }] }) }));
    assert.equal(await page.locator('body').getAttribute('data-hacked'), null);
    assert.equal(await page.locator('img').count(), 0);
    assert.ok((await page.locator('#rows').innerText()).includes('</script><script>document.body'), 'it is shown as it is');
    assert.ok((await page.locator('#rows').innerText()).includes('⟨U+202E⟩'));
    await take('43-scan-report-hostile');
  });

  it('is printed whole in light colours, and fits a phone', async () => {
    await open('print', withFindings(sampleFindings(340)));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.locator('.tools').isVisible(), false);
    await take('44-scan-report-print');
    const paper = await page.pdf({ format: 'A4' });
    assert.ok(paper.length > 30_000);
    writeFileSync(join(pictures, '44-scan-report.pdf'), paper);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 900 });
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = (globalThis as unknown as { document: { documentElement: { scrollWidth: number; clientWidth: number } } }).document.documentElement;
      return scrollWidth - clientWidth;
    });
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    await take('45-scan-report-narrow');
    await page.setViewportSize({ width: 1366, height: 1500 });
  });

  it('says of a scan without an end that it is a part, and of one without a finding that all is well', async () => {
    await open('failed', withFindings(sampleFindings(3), { state: 'failed', summary: null }));
    assert.match(await page.locator('.lead').innerText(), /did not come to its end/);
    await open('fine', withFindings([]));
    assert.match(await page.locator('.lead').innerText(), /Nothing is missing, and there is nothing to repair/);
    await open('unread', withFindings([], { summary: sampleSummary([], { ended: 'in-part' }) }));
    assert.match(await page.locator('.lead').innerText(), /no finding in what could be read/);
  });
}
