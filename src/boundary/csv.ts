/** A record with the line on which it begins; lines count from 1, those within quotes too. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

export type CsvRead = { readonly ok: true; readonly records: readonly CsvRecord[] } | { readonly ok: false; readonly line: number; readonly says: string };

export const MOST_CSV_LINES = 5_000;

/** One field and what ends it: quoted with doubled quotes inside, or without any quote. */
const FIELD = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|$)/uy;

/**
 * Reads comma-separated values strictly by RFC 4180; lines may end with CRLF or LF, and a byte order mark may come first. The first
 * violation ends it, for after it nobody knows where a field begins. What a field holds is for others to judge.
 */
export function readCsv(given: string): CsvRead {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
  const lines = linesOf(text);
  if (lines > MOST_CSV_LINES) return { ok: false, line: MOST_CSV_LINES + 1, says: `the list has ${lines} lines; at most ${MOST_CSV_LINES} are read, so make several of it` };
  const records: CsvRecord[] = [];
  let [at, line, begins, fields]: [number, number, number, string[]] = [0, 1, 1, []];
  while (at < text.length || fields.length > 0) {
    FIELD.lastIndex = at;
    const found = FIELD.exec(text);
    if (found === null) return { ok: false, ...violation(text, at, line) };
    const [whole, quoted, bare = '', end] = found;
    fields.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    at += whole.length;
    line += breaksIn(whole);
    if (end === ',') continue;
    records.push({ line: begins, fields });
    [begins, fields] = [line, []];
  }
  return { ok: true, records };
}

function violation(text: string, at: number, line: number): { readonly line: number; readonly says: string } {
  if (text[at] !== '"') return /^[^",\r\n]*\r/u.test(text.slice(at)) ? { line, says: 'a carriage return stands alone; lines end with CRLF or LF' } : { line, says: 'a quotation mark stands within a field that does not begin with one; put the whole field into quotation marks and double those inside' };
  const closed = /^"[^"]*(?:""[^"]*)*"/u.exec(text.slice(at));
  return closed === null ? { line, says: 'a quotation mark is opened here and never closed' } : { line: line + breaksIn(closed[0]), says: 'something follows the closing quotation mark; only a comma or the end of the line may' };
}

const breaksIn = (text: string): number => text.split('\n').length - 1;

const linesOf = (text: string): number => breaksIn(text) + (text === '' || text.endsWith('\n') ? 0 : 1);
