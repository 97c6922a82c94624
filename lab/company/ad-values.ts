import { AdFault, type AdChange, type AdValue } from './ad-state.ts';
import { schemaAttribute, type AdAttribute } from './ad-schema.ts';

/** The attribute of this name; AD answers 16 for one that its schema lacks. */
export function requireAttribute(name: string): AdAttribute {
  const attribute = schemaAttribute(name);
  if (attribute === undefined) throw new AdFault(16, `00000057: LdapErr: DSID-0C0910A1, comment: Error in attribute conversion operation, data 0, v4563 (${name})`);
  return attribute;
}

/** A text under which AD takes two values for the same. */
export function comparable(attribute: AdAttribute, value: AdValue): string {
  if (attribute.syntax === 'octets') return octets(value).toString('base64');
  const text = typeof value === 'string' ? value : value.toString('utf8');
  return attribute.syntax === 'integer' || attribute.syntax === 'time' ? text : text.toLowerCase();
}

/** Values in the form in which they are kept: octets as octets, all else as text. */
export function storable(attribute: AdAttribute, values: readonly AdValue[]): readonly AdValue[] {
  const kept = values.map((value) => (attribute.syntax === 'octets' ? octets(value) : typeof value === 'string' ? value : value.toString('utf8')));
  kept.forEach((value) => checkValue(attribute, value));
  return kept;
}

/** The values after one change; throws what AD answers when it cannot be made. */
export function applyChange(attribute: AdAttribute, before: readonly AdValue[], change: AdChange): readonly AdValue[] {
  const given = storable(attribute, change.values);
  if (change.operation === 'replace') return refuseTwins(attribute, given);
  if (change.operation === 'add') return refuseTwins(attribute, [...before, ...given]);
  if (given.length === 0) {
    if (before.length === 0) throw missing(attribute);
    return [];
  }
  return given.reduce<readonly AdValue[]>((left, value) => {
    const at = left.findIndex((each) => comparable(attribute, each) === comparable(attribute, value));
    if (at < 0) throw missing(attribute);
    return left.toSpliced(at, 1);
  }, before);
}

/** What must hold once all changes of a request are made. */
export function checkCount(attribute: AdAttribute, values: readonly AdValue[]): void {
  if (attribute.single && values.length > 1) throw broken('00002081', attribute);
}

export const sameValues = (one: readonly AdValue[], other: readonly AdValue[]): boolean =>
  one.length === other.length && one.every((value, index) => Buffer.from(value).equals(Buffer.from(other[index] ?? '')));

/** Code 19 with AD's number for the rule that was broken. */
export const broken = (extended: string, attribute: AdAttribute): AdFault =>
  new AdFault(19, `${extended}: AtrErr: DSID-03200BBA, #1:\n\t0: ${extended}: DSID-03200BBA, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att ${attribute.oid} (${attribute.name})\n`);

const missing = (attribute: AdAttribute): AdFault => new AdFault(16, `00002085: AtrErr: DSID-03151A0F, #1:\n\t0: 00002085: DSID-03151A0F, problem 1001 (NO_ATTRIBUTE_OR_VAL), data 0, Att ${attribute.oid} (${attribute.name})\n`);

function refuseTwins(attribute: AdAttribute, values: readonly AdValue[]): readonly AdValue[] {
  if (new Set(values.map((value) => comparable(attribute, value))).size === values.length) return values;
  throw new AdFault(20, `00002083: AtrErr: DSID-031519F7, #1:\n\t0: 00002083: DSID-031519F7, problem 1006 (ATT_OR_VALUE_EXISTS), data 0, Att ${attribute.oid} (${attribute.name})\n`);
}

function checkValue(attribute: AdAttribute, value: AdValue): void {
  const badSyntax = (attribute.syntax === 'integer' && !/^-?\d+$/.test(value.toString())) || (attribute.syntax === 'boolean' && !/^(TRUE|FALSE)$/.test(value.toString())) || value.length === 0;
  if (badSyntax) throw new AdFault(21, `00000057: LdapErr: DSID-0C0910A1, comment: Error in attribute conversion operation, data 0, v4563 (${attribute.name})`);
  if (attribute.max !== undefined && value.length > attribute.max) throw broken('00002082', attribute);
}

const octets = (value: AdValue): Buffer => (typeof value === 'string' ? Buffer.from(value, 'utf8') : value);
