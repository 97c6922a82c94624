import type { Entry } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import { isOctets } from './entry-attributes.ts';

const RANGED = /^([^;]+);range=(\d+)-(\d+|\*)$/i;

/** A part of a list that AD hands out piecemeal; `next` is where to go on, null at the end. */
export interface RangedPart {
  readonly attribute: string;
  readonly values: readonly string[];
  readonly next: number | null;
}

export interface NormalEntry {
  readonly entry: AdEntry;
  /** Lists of which there is more to read. */
  readonly open: readonly RangedPart[];
}

/** Text as it is, octets as base64, always lists; attributes without values are left out. */
export function normaliseEntry(entry: Entry): NormalEntry {
  const attributes: Record<string, readonly string[]> = {};
  const open: RangedPart[] = [];
  for (const name of Object.keys(entry)) {
    if (name === 'dn' || name === '*' || name === '+') continue;
    const raw = entry[name];
    const part = rangedPart(name, raw);
    if (part === null) {
      const values = textsOf(name, raw);
      if (values.length > 0) attributes[name] = values;
    } else {
      attributes[part.attribute] = part.values;
      if (part.next !== null) open.push(part);
    }
  }
  return { entry: { dn: entry.dn, attributes }, open };
}

/** The values of one attribute under a ranged name, e.g. `member;range=0-1499`; null for a plain name. */
export function rangedPart(name: string, raw: Entry[string] | undefined): RangedPart | null {
  const range = rangeOf(name);
  return range === null ? null : { ...range, values: textsOf(range.attribute, raw) };
}

/** What a ranged name says; null for a plain one. */
export function rangeOf(name: string): Pick<RangedPart, 'attribute' | 'next'> | null {
  if (!name.includes(';')) return null;
  const [, attribute, , last] = RANGED.exec(name) ?? [];
  return attribute === undefined || last === undefined ? null : { attribute, next: last === '*' ? null : Number(last) + 1 };
}

const NONE: readonly string[] = [];

/** Most attributes of most entries are one text; a hundred thousand entries go through here. */
function textsOf(attribute: string, raw: Entry[string] | undefined): readonly string[] {
  const octets = isOctets(attribute);
  if (typeof raw === 'string') return [octets ? inBase64(raw) : raw];
  if (raw === undefined || raw.length === 0) return Buffer.isBuffer(raw) ? [''] : NONE;
  if (Buffer.isBuffer(raw)) return [raw.toString('base64')];
  return raw.map((value) => (Buffer.isBuffer(value) ? value.toString('base64') : octets ? inBase64(value) : value));
}

/** Octets that happen to be valid UTF-8 arrive decoded when the server spells the attribute in another way. */
const inBase64 = (decoded: string): string => Buffer.from(decoded, 'utf8').toString('base64');
