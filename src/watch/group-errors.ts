import type { ErrorGroup, ErrorKind, ErrorObject, ListedError } from '../model/error-list.ts';
import { findSymptoms } from '../symptoms/find-symptoms.ts';
import { SYMPTOMS } from '../symptoms/index.ts';
import type { Symptom } from '../symptoms/symptom.ts';

/** How much an error keeps back, the most first. */
const ORDER: readonly ErrorKind[] = ['export', 'synchronisation', 'import', 'quarantine', 'write-back', 'service'];

const RUN_WORDS = SYMPTOMS.filter(({ from }) => from === 'export' || from === 'run');
const SERVICE_WORDS = SYMPTOMS.filter(({ from, causes }) => (from === 'portal' || from === 'graph') && causes.length > 0);

/** Errors by their cause, where the words of the source tell one, otherwise by those words; the most objects first, then what keeps back most. */
export function groupErrors(errors: readonly ListedError[], titleOf: (cause: string) => string | undefined): readonly ErrorGroup[] {
  const groups = new Map<string, { readonly head: Head; readonly kind: ErrorKind; readonly members: ListedError[] }>();
  for (const error of errors) {
    const head = headOf(error, titleOf);
    const key = head.cause ?? `${error.kind} ${head.title}`;
    const group = groups.get(key) ?? { head, kind: error.kind, members: [] };
    group.members.push(error);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ head, kind, members }) => ({ ...head, kind, objects: eachOnce(members), sources: [...new Set(members.map(({ source }) => source))].sort(), firstSeen: timesOf(members, 'firstSeen')[0] ?? null, lastSeen: timesOf(members, 'lastSeen').at(-1) ?? null }))
    .sort((one, other) => other.objects.length - one.objects.length || ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || one.title.localeCompare(other.title));
}

type Head = Pick<ErrorGroup, 'cause' | 'title' | 'says' | 'likely'>;

/** What an error means by its words: its cause where they tell a single one. */
export function headOf(error: ListedError, titleOf: (cause: string) => string | undefined): Head {
  const { message, causes, says } = meaningOf(error);
  const known = causes.flatMap((cause) => { const title = titleOf(cause); return title === undefined ? [] : [{ cause, title }]; });
  const [only] = known;
  if (only !== undefined && known.length === 1) return { cause: only.cause, title: only.title, says, likely: [] };
  return { cause: null, title: message ?? error.type, says: says === '' ? UNKNOWN[error.kind] : says, likely: known.map(({ title }) => title) };
}

const UNKNOWN: Readonly<Record<ErrorKind, string>> = {
  export: 'Entra refused the object under this name.',
  synchronisation: 'The engine stopped the object under this name.',
  import: 'The object could not be read in.',
  quarantine: 'Entra set a value of the object aside.',
  'write-back': 'Active Directory refused what was written back.',
  service: 'A service refused the object.',
};

interface Meaning extends Pick<Symptom, 'causes' | 'says'> {
  /** How the message is known; undefined where nobody knows it. */
  readonly message?: string | undefined;
}

function meaningOf({ kind, type, text }: ListedError): Meaning {
  if (kind === 'quarantine') return quarantine(type);
  if (kind === 'service') {
    const [known] = findSymptoms(text, SERVICE_WORDS);
    return known === undefined ? { causes: ['service-provisioning-error'], says: 'Entra took the object; a service behind it did not.' } : known;
  }
  const [known] = findSymptoms(`${type} ${text}`, RUN_WORDS);
  return known ?? { causes: [], says: '' };
}

function quarantine(type: string): Meaning {
  const says = 'The object arrived, but Entra set one of its values aside because another object has it.';
  if (/userprincipalname/i.test(type)) return { causes: ['quarantined-upn'], says };
  return { causes: /proxyaddress/i.test(type) ? ['quarantined-proxy'] : [], says };
}

const keyOf = ({ dn, anchor, entraId }: ErrorObject): string => (dn ?? anchor ?? entraId ?? '').toLowerCase();

/** One object may be named by two servers, and by each with several values. */
function eachOnce(members: readonly ListedError[]): readonly ErrorObject[] {
  const objects = new Map<string, ErrorObject>();
  for (const { object } of members) if (!objects.has(keyOf(object))) objects.set(keyOf(object), object);
  return [...objects.values()];
}

/** Earliest first; times that are no times are left out. */
const timesOf = (members: readonly ListedError[], which: 'firstSeen' | 'lastSeen'): readonly string[] =>
  members.flatMap((each) => { const time = each[which] ?? each.lastSeen ?? each.firstSeen; return time === undefined || Number.isNaN(Date.parse(time)) ? [] : [new Date(time).toISOString()]; }).sort();
