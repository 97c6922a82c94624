import type { AdRecord } from '../company/ad-state.ts';
import type { LdapEntry } from './ldap-responses.ts';
import { schemaAttribute, schemaAttributes } from '../company/ad-schema.ts';
import { AdFault } from '../company/ad-state.ts';

/** Values of one attribute in one answer. */
const MAX_VALUE_RANGE = 1500;

/** Classes of objects that people keep in containers. */
const CLASSES = ['user', 'group', 'contact', 'organizationalUnit'];

type Shown = LdapEntry['attributes'][number];

/** The attributes that a search asked for, in schema spelling; long lists as ranges. What the account may not read is left out, as if it were empty. */
export function pickAttributes(record: AdRecord, { asked, typesOnly, withheld, ...may }: Rights & { readonly asked: readonly string[]; readonly typesOnly: boolean; readonly withheld: ReadonlySet<string> }): readonly Shown[] {
  const everything = asked.length === 0 || asked.includes('*') ? record.attributes().flatMap(({ name }) => shown(record, name)) : [];
  const named = asked.flatMap((name) => shown(record, name)).filter(({ name }) => !everything.some((each) => each.name === name));
  const effective = workedOut(may).filter(({ name, values }) => values.length > 0 && asked.some((each) => each.toLowerCase() === name.toLowerCase()));
  return [...everything, ...named, ...effective].filter(({ name }) => !withheld.has(name.toLowerCase().split(';')[0] ?? '')).map((each) => (typesOnly ? { name: each.name, values: [] } : each));
}

interface Rights {
  readonly mayWrite: (attribute: string) => boolean;
  readonly mayCreate: (objectClass: string) => boolean;
}

/** Worked out for whoever asks. */
const workedOut = ({ mayWrite, mayCreate }: Rights): readonly Shown[] => [
  { name: 'allowedAttributes', values: schemaAttributes().map(({ name }) => name) },
  { name: 'allowedAttributesEffective', values: schemaAttributes().filter(({ name, system }) => (!system || RENAMED.includes(name)) && mayWrite(name)).map(({ name }) => name) },
  { name: 'allowedChildClassesEffective', values: CLASSES.filter(mayCreate) },
];

/** Written by a rename only, and yet among what may be written. */
const RENAMED: readonly string[] = ['name', 'cn'];

function shown(record: AdRecord, asked: string): readonly Shown[] {
  const [, bare = asked, first, last] = /^([^;]+);range=(\d+)-(\d+|\*)$/i.exec(asked) ?? [];
  const attribute = schemaAttribute(bare);
  const values = attribute === undefined ? [] : record.values(attribute.name);
  if (attribute === undefined || values.length === 0) return [];
  if (first !== undefined) return [rangeOf({ name: attribute.name, values }, Number(first), last === '*' ? Number.POSITIVE_INFINITY : Number(last))];
  if (values.length <= MAX_VALUE_RANGE) return [{ name: attribute.name, values }];
  return [{ name: attribute.name, values: [] }, rangeOf({ name: attribute.name, values }, 0, Number.POSITIVE_INFINITY)];
}

function rangeOf({ name, values }: Shown, first: number, last: number): Shown {
  if (first >= values.length) throw new AdFault(1, '00002120: LdapErr: DSID-0C090E48, comment: Error processing range, data 0, v4563');
  const end = Math.min(last + 1, first + MAX_VALUE_RANGE, values.length);
  return { name: `${name};range=${first}-${end === values.length ? '*' : end - 1}`, values: values.slice(first, end) };
}
