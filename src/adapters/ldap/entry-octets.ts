import { isUtf8 } from 'node:buffer';
import type { BerCursor } from './ber-cursor.ts';
import { isOctets } from './entry-attributes.ts';
import { rangeOf, type NormalEntry, type RangedPart } from './normalise-entry.ts';

/** An entry straight from the octets of its message (cursor at the operation), in the same shape as `normaliseEntry` gives it. */
export function entryFrom(cursor: BerCursor): NormalEntry {
  cursor.enter();
  const dn = cursor.text();
  const attributes: Record<string, readonly string[]> = {};
  const open: RangedPart[] = [];
  const end = cursor.enter();
  while (cursor.at < end) {
    cursor.enter();
    const name = cursor.text();
    const range = rangeOf(name);
    const values = valuesAt(cursor, range?.attribute ?? name);
    if (values.length > 0) attributes[range?.attribute ?? name] = values;
    if (range !== null && range.next !== null) open.push({ ...range, values });
  }
  return { entry: { dn, attributes }, open };
}

function valuesAt(cursor: BerCursor, attribute: string): readonly string[] {
  const octets = isOctets(attribute);
  const end = cursor.enter();
  const values: string[] = [];
  while (cursor.at < end) values.push(octets ? cursor.octets().toString('base64') : textAt(cursor));
  return values;
}

/** What is no UTF-8 is carried as base64, whatever the schema calls it. */
function textAt(cursor: BerCursor): string {
  const from = cursor.at;
  const text = cursor.text();
  if (!text.includes('\uFFFD')) return text;
  cursor.at = from;
  const octets = cursor.octets();
  return isUtf8(octets) ? text : octets.toString('base64');
}
