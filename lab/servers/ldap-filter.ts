import asn1, { type BerReader } from 'asn1';
import type { AdRecord, AdValue } from '../company/ad-state.ts';
import { schemaAttribute, type AdAttribute } from '../company/ad-schema.ts';
import { dnKey, parseDn } from '../company/ad-names.ts';
import { comparable } from '../company/ad-values.ts';

export type LdapFilter =
  | { readonly is: 'and' | 'or'; readonly parts: readonly LdapFilter[] }
  | { readonly is: 'not'; readonly part: LdapFilter }
  | { readonly is: 'present'; readonly attribute: string }
  | { readonly is: 'equal' | 'atLeast' | 'atMost'; readonly attribute: string; readonly value: Buffer }
  | { readonly is: 'substrings'; readonly attribute: string; readonly initial: string; readonly any: readonly string[]; readonly final: string }
  | { readonly is: 'rule'; readonly rule: string; readonly attribute: string; readonly value: string };

const ALL_BITS = '1.2.840.113556.1.4.803';
const ANY_BIT = '1.2.840.113556.1.4.804';
const IN_CHAIN = '1.2.840.113556.1.4.1941';

/** Finds the object that a linked value names. */
type ByDn = (dn: string) => AdRecord | undefined;

export function readFilter(reader: BerReader): LdapFilter {
  const tag = reader.peek() ?? 0;
  if (tag === 0x87) return { is: 'present', attribute: octets(reader, 0x87).toString('utf8') };
  reader.readSequence();
  const end = reader.offset + reader.length;
  switch (tag) {
    case 0xa0: case 0xa1: {
      const parts: LdapFilter[] = [];
      while (reader.offset < end) parts.push(readFilter(reader));
      return { is: tag === 0xa0 ? 'and' : 'or', parts };
    }
    case 0xa2: return { is: 'not', part: readFilter(reader) };
    case 0xa3: case 0xa5: case 0xa6: return { is: tag === 0xa3 ? 'equal' : tag === 0xa5 ? 'atLeast' : 'atMost', attribute: octets(reader).toString('utf8'), value: octets(reader) };
    case 0xa4: return readSubstrings(reader);
    case 0xa9: return readRule(reader, end);
    default: throw new Error(`filter 0x${tag.toString(16)} is not understood`);
  }
}

function readSubstrings(reader: BerReader): LdapFilter {
  const attribute = octets(reader).toString('utf8');
  const found = { initial: '', any: [] as string[], final: '' };
  reader.readSequence();
  const end = reader.offset + reader.length;
  while (reader.offset < end) {
    const tag = reader.peek() ?? 0;
    const part = octets(reader, tag).toString('utf8').toLowerCase();
    if (tag === 0x80) found.initial = part;
    else if (tag === 0x81) found.any.push(part);
    else found.final = part;
  }
  return { is: 'substrings', attribute, ...found };
}

function readRule(reader: BerReader, end: number): LdapFilter {
  const found = { rule: '', attribute: '', value: '' };
  while (reader.offset < end) {
    const tag = reader.peek() ?? 0;
    const part = octets(reader, tag).toString('utf8');
    if (tag === 0x81) found.rule = part;
    else if (tag === 0x82) found.attribute = part;
    else if (tag === 0x83) found.value = part;
  }
  return { is: 'rule', ...found };
}

/** True, false, or null where AD cannot say because its schema lacks the attribute; only true is a match. */
export function judgeFilter(filter: LdapFilter, record: AdRecord, byDn: ByDn = () => undefined): boolean | null {
  switch (filter.is) {
    case 'and': return all(filter.parts.map((part) => judgeFilter(part, record, byDn)));
    case 'or': return any(filter.parts.map((part) => judgeFilter(part, record, byDn)));
    case 'not': {
      const part = judgeFilter(filter.part, record, byDn);
      return part === null ? null : !part;
    }
    default: return judgeAttribute(filter, record, byDn);
  }
}

type AttributeFilter = Exclude<LdapFilter, { readonly is: 'and' | 'or' | 'not' }>;

function judgeAttribute(filter: AttributeFilter, record: AdRecord, byDn: ByDn): boolean | null {
  const attribute = schemaAttribute(filter.attribute);
  if (attribute === undefined) return null;
  const values = record.values(attribute.name);
  if (filter.is === 'present') return values.length > 0;
  if (filter.is === 'rule' && filter.rule === IN_CHAIN) return reaches(attribute, { from: record, to: filter.value, byDn });
  return values.some((value) => matches(filter, attribute, value));
}

/** Follows the links from object to object; a circle is walked once. */
function reaches(attribute: AdAttribute, { from, to, byDn }: { from: AdRecord; to: string; byDn: ByDn }): boolean {
  if (attribute.syntax !== 'link' && attribute.syntax !== 'back-link') return false;
  const seen = new Set<AdRecord>();
  const waiting: AdRecord[] = [from];
  for (let record = waiting.pop(); record !== undefined; record = waiting.pop()) {
    if (seen.has(record)) continue;
    seen.add(record);
    const values = record.values(attribute.name);
    if (values.some((value) => sameValue(attribute, value, Buffer.from(to)))) return true;
    waiting.push(...values.flatMap((value) => byDn(value.toString()) ?? []));
  }
  return false;
}

function matches(filter: Exclude<AttributeFilter, { readonly is: 'present' }>, attribute: AdAttribute, value: AdValue): boolean {
  switch (filter.is) {
    case 'equal': return sameValue(attribute, value, filter.value);
    case 'atLeast': return inOrder(attribute, filter.value, value);
    case 'atMost': return inOrder(attribute, value, filter.value);
    case 'substrings': return fits(comparable(attribute, value).toLowerCase(), filter);
    case 'rule': return bitsMatch(filter.rule, value, filter.value);
  }
}

function sameValue(attribute: AdAttribute, value: AdValue, asked: Buffer): boolean {
  if (attribute.syntax === 'octets') return Buffer.from(value).equals(asked);
  const text = asked.toString('utf8');
  if (attribute.name === 'objectCategory' && !text.includes('=')) return value.toString().toLowerCase().startsWith(`cn=${text.toLowerCase()},`);
  if (attribute.syntax === 'dn' || attribute.syntax === 'link' || attribute.syntax === 'back-link') {
    const [one, other] = [parseDn(value.toString()), parseDn(text)];
    return one !== null && other !== null && dnKey(one) === dnKey(other);
  }
  return comparable(attribute, value) === comparable(attribute, text);
}

function inOrder(attribute: AdAttribute, lower: AdValue, upper: AdValue): boolean {
  if (attribute.syntax === 'integer') return /^-?\d+$/.test(`${lower}`) && /^-?\d+$/.test(`${upper}`) && BigInt(`${lower}`) <= BigInt(`${upper}`);
  return comparable(attribute, lower.toString()) <= comparable(attribute, upper.toString());
}

function fits(text: string, { initial, any: middle, final }: Extract<LdapFilter, { readonly is: 'substrings' }>): boolean {
  if (!text.startsWith(initial) || !text.endsWith(final) || text.length < initial.length + final.length) return false;
  let from = initial.length;
  return middle.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0 && from <= text.length - final.length;
  });
}

function bitsMatch(rule: string, value: AdValue, asked: string): boolean {
  if (!/^-?\d+$/.test(asked) || !/^-?\d+$/.test(value.toString())) return false;
  const [bits, mask] = [BigInt.asUintN(64, BigInt(value.toString())), BigInt.asUintN(64, BigInt(asked))];
  return rule === ALL_BITS ? (bits & mask) === mask : rule === ANY_BIT && (bits & mask) !== 0n;
}

const all = (parts: readonly (boolean | null)[]): boolean | null => (parts.includes(false) ? false : parts.includes(null) ? null : true);
const any = (parts: readonly (boolean | null)[]): boolean | null => (parts.includes(true) ? true : parts.includes(null) ? null : false);
const octets = (reader: BerReader, tag: number = asn1.Ber.OctetString): Buffer => reader.readString(tag, true) ?? Buffer.alloc(0);
