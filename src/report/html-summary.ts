import { STANDINGS, type ScanSummary } from '../model/scan.ts';
import type { StoredScan } from '../model/stored-scan.ts';
import { counted, leadWords, STANDING_WORDS, summaryWords, titleOfFinding, unreadWords, type TitleOf } from './finding-words.ts';
import { htmlText } from './html-text.ts';

const MOST_CAUSES = 30;
const STATE_WORDS = { running: 'still running', done: 'done', stopped: 'stopped before its end', failed: 'did not come to its end' } as const;

/** What people see first: what it means, how many stand where, what was not read, and the causes. */
export function htmlSummary(scan: StoredScan, titleOf: TitleOf): string {
  const { summary } = scan;
  return [
    `<a class="skip" href="#findings">To the findings</a>\n${heading(scan)}\n<main>`,
    says(scan), summary === null ? '' : tiles(summary), summary === null ? '' : unread(summary, titleOf), summary === null ? '' : causes(summary, titleOf), '</main>',
  ].filter((part) => part !== '').join('\n');
}

function heading({ n, by, startedAt, endedAt, state, request }: StoredScan): string {
  const took = endedAt === null ? '' : `, took ${duration(Date.parse(endedAt) - Date.parse(startedAt))}`;
  const below = request.below.length === 0 ? 'Everything' : `Only below ${request.below.map((dn) => htmlText(dn, 200)).join(', ')}`;
  const whatIf = request.whatIf === null ? '' : `. What if: ${[...request.whatIf.into.map((dn) => `${dn} were synchronised`), ...request.whatIf.outOf.map((dn) => `${dn} were not`)].map((each) => htmlText(each, 200)).join('; ')}`;
  const checks = request.checks.length === 0 ? '' : `. Checks: ${request.checks.map((each) => htmlText(each, 60)).join(', ')}`;
  return `<header><div><p class="brand">SyncWhy</p><h1>Scan ${n} of Active Directory and Entra ID</h1><p class="meta">${htmlText(`${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC${took}, asked for by ${by.name}, ${STATE_WORDS[state]}`)}<br>${below}${checks}${whatIf}</p></div><button class="button screen" type="button" id="theme">Dark theme</button></header>`;
}

function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 120 ? counted(seconds, 'second') : counted(Math.round(seconds / 60), 'minute');
}

function says(scan: StoredScan): string {
  return `<section class="panel says" aria-labelledby="says-title"><h2 id="says-title">What it says</h2><p class="lead">${htmlText(leadWords(scan))}</p>${summaryWords(scan).map((each) => `<p>${htmlText(each)}</p>`).join('')}</section>`;
}

function tiles({ standing }: ScanSummary): string {
  const all = Math.max(1, STANDINGS.reduce((sum, each) => sum + standing[each], 0));
  let at = 0;
  const bars = STANDINGS.map((each) => {
    const width = (standing[each] / all) * 1000;
    at += width;
    return width === 0 ? '' : `<rect class="${each}" x="${(at - width).toFixed(2)}" width="${Math.max(width, 2).toFixed(2)}" height="12"></rect>`;
  }).join('');
  const label = htmlText(STANDINGS.map((each) => `${STANDING_WORDS[each]}: ${standing[each].toLocaleString('en-GB')}`).join(', '));
  return `<ul class="tiles" aria-label="Objects of Active Directory by where they stand">${STANDINGS.map((each) => `<li class="${each}"><b>${standing[each].toLocaleString('en-GB')}</b><span>${STANDING_WORDS[each]}</span></li>`).join('')}</ul>\n<svg class="spread" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label="${label}">${bars}</svg>`;
}

function unread({ unread: parts, notJudged }: ScanSummary, titleOf: TitleOf): string {
  if (parts.length + notJudged.length === 0) return '';
  const items = [...parts.map(unreadWords), ...notJudged.map(({ id, missing, objects }) => `${titleOfFinding(id, titleOf)}: not judged for ${counted(objects, 'object')}, for ${missing.join(', ')} was not read`)];
  return `<section class="panel unread" aria-labelledby="unread-title"><h2 id="unread-title">What could not be read</h2><p>What depends on it was not judged. That is not the same as fine.</p><ul>${items.map((each) => `<li>${htmlText(each)}</li>`).join('')}</ul></section>`;
}

function causes({ findings }: ScanSummary, titleOf: TitleOf): string {
  if (findings.length === 0) return '';
  const most = Math.max(...findings.map(({ directory, entra }) => directory + entra));
  const rows = findings.slice(0, MOST_CAUSES).map(({ id, directory, entra }) => {
    const [ad, cloud] = [(directory / most) * 1000, (entra / most) * 1000];
    const parts = `<rect class="track" width="1000" height="16"></rect><rect class="ad" width="${ad.toFixed(1)}" height="16"></rect><rect class="cloud" x="${ad.toFixed(1)}" width="${cloud.toFixed(1)}" height="16"></rect>`;
    return `<li><button class="link" type="button" data-cause="${htmlText(id, 80)}">${htmlText(titleOfFinding(id, titleOf), 160)}</button><svg viewBox="0 0 1000 16" preserveAspectRatio="none" role="img" aria-label="${directory} in Active Directory, ${entra} in Entra ID">${parts}</svg><b>${(directory + entra).toLocaleString('en-GB')}</b></li>`;
  });
  const hidden = findings.length - MOST_CAUSES;
  return `<section class="panel" aria-labelledby="causes-title"><h2 id="causes-title">Findings by cause</h2><ol class="causes">${rows.join('')}</ol><p class="legend"><span><i></i>found in Active Directory</span><span><i class="cloud"></i>found in Entra ID</span>${hidden > 0 ? `and ${counted(hidden, 'more cause')}` : 'Choose a cause to see its findings.'}</p></section>`;
}
