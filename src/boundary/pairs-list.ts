import type { ListedPair, PairsRead } from '../model/listed-pair.ts';
import { readCsv, type CsvRecord } from './csv.ts';

/** Longer than any DN that AD takes. */
const LONGEST = 2_048;

/** Reads a list of pairs: comma-separated values with the header `old,new`. Each fault names its line. */
export function parsePairsList(text: string): PairsRead {
  const read = readCsv(text);
  if (!read.ok) return { ok: false, faults: [`Line ${read.line}: ${read.says}.`] };
  const [header, ...records] = read.records;
  if (!isHeader(header)) return { ok: false, faults: ['Line 1: the first line must be old,new, with a comma between; each line after it is an old account and the new one.'] };
  if (records.length === 0) return { ok: false, faults: ['Line 2: there is no pair after the header.'] };
  const faults = records.flatMap(({ line, fields }) => { const says = faultOf(fields); return says === null ? [] : [`Line ${line}: ${says}.`]; });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, pairs: records.map(asPair) };
}

const isHeader = (record: CsvRecord | undefined): boolean => record?.fields.length === 2 && record.fields.every((field, at) => field.trim().toLowerCase() === ['old', 'new'][at]);

function faultOf(fields: readonly string[]): string | null {
  if (fields.length === 1 && fields[0]?.trim() === '') return 'the line is empty';
  if (fields.length !== 2) return `two fields are needed, and here ${fields.length === 1 ? 'is one' : `are ${fields.length}`}; a DN has commas, so put it into quotation marks`;
  if (fields.some((field) => field.trim() === '')) return 'one of the two accounts is missing';
  if (fields.some((field) => field.length > LONGEST)) return `an account is named by at most ${LONGEST} characters`;
  if (fields.some((field) => /\p{Cc}/u.test(field))) return 'there is a line break or another control character within a name';
  return fields.some((field) => field.includes('\uFFFD')) ? 'there are characters that could not be read; save the list as UTF-8' : null;
}

const asPair = ({ line, fields: [old = '', fresh = ''] }: CsvRecord): ListedPair => ({ line, old: old.trim(), fresh: fresh.trim() });
