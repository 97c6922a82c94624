import { createHash } from 'node:crypto';
import { showPlain } from '../cards/escape.ts';
import type { ScanFinding } from '../model/scan.ts';
import type { ScanWithFindings } from '../model/stored-scan.ts';
import { nameOfObject, SEVERITY_WORDS, SIDE_WORDS, STANDING_WORDS, titleOfFinding, type TitleOf } from './finding-words.ts';
import { HTML_SCRIPT } from './html-script.ts';
import { HTML_STYLE } from './html-style.ts';
import { htmlSummary } from './html-summary.ts';
import { htmlTable } from './html-table.ts';

const AT_ONCE = 500;
/** More would be too much for a browser; CSV and JSON have them all. */
const MOST_ROWS = 200_000;

const hashed = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the file may do, also as a header where it is served: run and look as it was written, and nothing else. */
export const HTML_POLICY = `default-src 'none'; script-src ${hashed(HTML_SCRIPT)}; style-src ${hashed(HTML_STYLE)}; base-uri 'none'; form-action 'none'`;

/** One file that needs nothing beside it. Whatever a directory says appears as text. */
export async function* scanHtml({ scan, findings }: ScanWithFindings, titleOf: TitleOf): AsyncGenerator<string, void> {
  yield `<!doctype html>\n<html lang="en" data-theme="light">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${HTML_POLICY}">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n<title>SyncWhy: scan ${scan.n}</title>\n<style>${HTML_STYLE}</style>\n</head>\n<body>\n${htmlSummary(scan, titleOf)}\n`;
  const titles = new Map<string, string>();
  let [rows, some]: [number, unknown[]] = [0, []];
  for await (const finding of findings()) {
    titles.set(finding.id, titleOfFinding(finding.id, titleOf));
    if ((rows += 1) > MOST_ROWS) break;
    some.push(rowOf(finding));
    if (some.length < AT_ONCE) continue;
    yield dataOf('class="rows"', some);
    some = [];
  }
  yield dataOf('class="rows"', some);
  yield dataOf('id="words"', { titles: Object.fromEntries(titles), severity: SEVERITY_WORDS, standing: STANDING_WORDS, side: SIDE_WORDS });
  yield `${htmlTable(rows > MOST_ROWS ? MOST_ROWS : null)}\n<script>${HTML_SCRIPT}</script>\n</body>\n</html>\n`;
}

/** In the order that the script reads them in. */
function rowOf({ id, object, side, standing, severity, says, evidence, others, marks = [] }: ScanFinding): readonly unknown[] {
  const name = nameOfObject(object);
  const account = [object.userPrincipalName, object.sAMAccountName].flatMap((each) => (each === undefined || each === '' || each === name ? [] : [showPlain(each, 200)])).join(' · ');
  return [
    id, standing, severity, side, object.deleted === true ? `deleted ${object.kind}` : object.kind, name, account, showPlain(object.dn ?? object.entraId ?? '', 400), showPlain(says, 600),
    evidence.map(({ from, what, value, at }) => showPlain(`${from}: ${what} = ${value}${at === undefined ? '' : `, ${at}`}`, 500)), others.map((other) => `${nameOfObject(other)} (${showPlain(other.dn ?? other.entraId ?? other.kind, 400)})`), marks,
  ];
}

/** JSON inside a page: no sign of it can end the element. */
const dataOf = (attributes: string, value: unknown): string => `<script type="application/json" ${attributes}>${JSON.stringify(value).replace(/[<>&\u2028\u2029]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}</script>\n`;
