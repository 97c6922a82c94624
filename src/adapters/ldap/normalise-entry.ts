import type { Entry } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import { OCTET_ATTRIBUTES } from './entry-attributes.ts';

const OCTETS: ReadonlySet<string> = new Set(OCTET_ATTRIBUTES.map((name) => name.toLowerCase()));
const RANGED = /^([^;]+);range=(\d+)-(\d+|\*)$/i;

/** A part of a list that AD hands out piecemeal; `next` is where to go on, null at the end. */
export interface RangedPart {
  readonly attribute: string;
  readonly values: readonly string[];
  readonly next: number | null;
}

/** Text as it is, octets as base64, always lists; attributes without values are left out. */
export function normaliseEntry(entry: Entry): { readonly entry: AdEntry; readonly open: readonly RangedPart[] } {
  const attributes: Record<string, readonly string[]> = {};
  const open: RangedPart[] = [];
  for (const [name, raw] of Object.entries(entry)) {
    if (name === 'dn' || name === '*' || name === '+') continue;
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
  const [, attribute, , last] = RANGED.exec(name) ?? [];
  if (attribute === undefined || last === undefined) return null;
  return { attribute, values: textsOf(attribute, raw), next: last === '*' ? null : Number(last) + 1 };
}

function textsOf(attribute: string, raw: Entry[string] | undefined): readonly string[] {
  const isOctets = OCTETS.has(attribute.toLowerCase());
  const list: readonly (string | Buffer)[] = Array.isArray(raw) ? raw : raw === undefined ? [] : [raw];
  return list.map((value) => {
    if (Buffer.isBuffer(value)) return value.toString('base64');
    // Octets that happen to be valid UTF-8 arrive decoded when the server spells the attribute in another way.
    return isOctets ? Buffer.from(value, 'utf8').toString('base64') : value;
  });
}
