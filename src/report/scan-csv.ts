import type { ScanFinding } from '../model/scan.ts';
import { nameOfObject, SEVERITY_WORDS, SIDE_WORDS, STANDING_WORDS, titleOfFinding, type TitleOf } from './finding-words.ts';

const COLUMNS = ['severity', 'standing', 'cause', 'title', 'side', 'kind', 'name', 'userPrincipalName', 'sAMAccountName', 'dn', 'entraId', 'says', 'evidence', 'others', 'marks'] as const;
const AT_ONCE = 500;

/** RFC 4180 with a byte order mark, so that Excel reads it as UTF-8. No field is read as a formula. */
export async function* scanCsv(findings: AsyncIterable<ScanFinding>, titleOf: TitleOf): AsyncGenerator<string, void> {
  let rows: string[] = [`\uFEFF${COLUMNS.join(',')}`];
  for await (const finding of findings) {
    rows.push(fieldsOf(finding, titleOf).map(csvField).join(','));
    if (rows.length < AT_ONCE) continue;
    yield `${rows.join('\r\n')}\r\n`;
    rows = [];
  }
  if (rows.length > 0) yield `${rows.join('\r\n')}\r\n`;
}

function fieldsOf({ id, object, side, standing, severity, says, evidence, others, marks = [] }: ScanFinding, titleOf: TitleOf): readonly string[] {
  return [
    SEVERITY_WORDS[severity], STANDING_WORDS[standing], id, titleOfFinding(id, titleOf), SIDE_WORDS[side], object.kind, nameOfObject(object),
    object.userPrincipalName ?? '', object.sAMAccountName ?? '', object.dn ?? '', object.entraId ?? '', says,
    evidence.map(({ from, what, value, at }) => `${from} ${what}=${value}${at === undefined ? '' : ` (${at})`}`).join('; '),
    others.map((other) => other.dn ?? other.entraId ?? nameOfObject(other)).join('; '), marks.join('; '),
  ];
}

/** A spreadsheet takes text that begins like a formula for one, also behind blanks and in the wide letters of Asian keyboards. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

export function csvField(value: string): string {
  const plain = value.replaceAll('\0', '\uFFFD');
  const safe = FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n;\t']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
