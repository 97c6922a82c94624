import { randomUUID } from 'node:crypto';
import { AdFault, type AdRecord, type AdState } from '../company/ad-state.ts';
import { guidText } from '../company/ad-metadata.ts';
import { dnKey, parseDn, type Rdn } from '../company/ad-names.ts';
import { changesSince } from './ldap-dirsync.ts';
import { judgeFilter } from './ldap-filter.ts';
import { pickAttributes } from './ldap-attributes.ts';
import type { LdapControls, LdapOperation } from './ldap-requests.ts';
import type { LdapEntry, LdapResult } from './ldap-responses.ts';

type SearchOperation = Extract<LdapOperation, { readonly kind: 'search' }>;

interface SearchAnswer {
  readonly entries: readonly LdapEntry[];
  readonly references: readonly string[];
  readonly result: LdapResult;
}

/** AD's own limits: entries of one answer, and pages that one connection may leave open. */
const MAX_PAGE_SIZE = 1000;

/** Searches that a connection left open after a page. */
export type OpenSearches = Map<string, readonly AdRecord[]>;

/** One search request, paged or not. */
export function answerSearch(state: AdState, search: { readonly operation: SearchOperation; readonly controls: LdapControls; readonly open: OpenSearches; readonly emptyPage: boolean; readonly withheld: ReadonlySet<string>; readonly mayWrite: (attribute: string) => boolean; readonly mayCreate: (objectClass: string) => boolean }): SearchAnswer {
  const { operation, controls, open } = search;
  if (controls.changesSince !== null) {
    const { entries, ...changes } = changesSince(state, { base: operation.base, cookie: controls.changesSince, attributes: operation.attributes, withheld: search.withheld });
    return { entries, references: [], result: { code: 0, changes } };
  }
  const cookie = controls.paged?.cookie ?? '';
  const waiting = cookie === '' ? undefined : open.get(cookie);
  if (cookie !== '' && waiting === undefined) throw new AdFault(12, '00000057: LdapErr: DSID-0C090A3D, comment: Error processing control, data 0, v4563');
  open.delete(cookie);
  const found = waiting ?? findRecords(state, operation, controls);
  const references = waiting === undefined ? referencesOf(state, operation, controls) : [];
  const withheld = controls.accessListOnly ? search.withheld : new Set([...search.withheld, 'ntsecuritydescriptor']);
  const show = (records: readonly AdRecord[]): readonly LdapEntry[] => records.map((record) => ({ dn: record.dn, attributes: pickAttributes(record, { asked: operation.attributes, typesOnly: operation.typesOnly, withheld, mayWrite: search.mayWrite, mayCreate: search.mayCreate }) }));
  if (controls.paged !== null) {
    const size = search.emptyPage ? 0 : Math.min(controls.paged.size, MAX_PAGE_SIZE);
    const next = found.length > size ? randomUUID() : '';
    if (next !== '') open.set(next, found.slice(size));
    return { entries: show(found.slice(0, size)), references, result: { code: 0, cookie: next } };
  }
  const limit = operation.sizeLimit > 0 ? Math.min(operation.sizeLimit, MAX_PAGE_SIZE) : MAX_PAGE_SIZE;
  const result = found.length > limit ? { code: 4, message: '00002024: SvcErr: DSID-02050C95, problem 5008 (SIZE_LIMIT), data 0' } : { code: 0 };
  return { entries: show(found.slice(0, limit)), references, result };
}

function findRecords(state: AdState, operation: SearchOperation, controls: LdapControls): readonly AdRecord[] {
  const base = resolveBase(state, operation.base, controls.showDeleted);
  const isFound = (record: AdRecord): boolean => (controls.showDeleted || !record.deleted) && judgeFilter(operation.filter, record, (dn) => state.byDn(dn)) === true;
  // The filter first: comparing places is the dearer of the two.
  return operation.scope === 0 ? [base].filter(isFound) : inScope(base, operation.scope, partitionOf(state, base).filter(isFound));
}

/** The object that a DN, `<GUID=…>` or `<SID=…>` names; AD's answers where there is none. */
export function resolveBase(state: AdState, base: string, showDeleted: boolean): AdRecord {
  const found = byIdentity(state, base) ?? state.byDn(base);
  if (found !== undefined && (showDeleted || !found.deleted)) return found;
  const steps = parseDn(base);
  if (!base.startsWith('<') && steps === null) throw new AdFault(34, `0000208F: NameErr: DSID-03100225, problem 2006 (BAD_NAME), data 8350, best match of:\n\t'${base}'\n`);
  const inForest = steps === null || isBelow(steps, state.baseDn);
  if (!inForest) throw new AdFault(10, `0000202B: RefErr: DSID-03100835, data 0, 1 access points\n\tref 1: '${base}'\n`);
  throw new AdFault(32, `0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${state.baseDn}'\n`);
}

function byIdentity(state: AdState, base: string): AdRecord | undefined {
  const [, kind, value = ''] = /^<(GUID|SID)=(.+)>$/i.exec(base) ?? [];
  if (kind?.toUpperCase() === 'GUID') return state.byGuid(value.includes('-') ? value : guidText(Buffer.from(value, 'hex')));
  if (kind === undefined) return undefined;
  return state.all().find((record) => record.values('objectSid').some((sid) => Buffer.isBuffer(sid) && (sidText(sid) === value.toUpperCase() || sid.toString('hex') === value.toLowerCase())));
}

function partitionOf(state: AdState, base: AdRecord): readonly AdRecord[] {
  const elsewhere = state.configurationObjects();
  return elsewhere.includes(base) ? elsewhere : [...state.all(), ...state.deletedObjects()];
}

function inScope(base: AdRecord, scope: number, records: readonly AdRecord[]): readonly AdRecord[] {
  const key = keyOf(base);
  return records.filter((record) => {
    const own = keyOf(record);
    if (own === key) return scope === 2;
    return (key === '' || own.endsWith(`,${key}`)) && (scope !== 1 || parentKey(record) === key);
  });
}

/** A search from the top of the domain tells where the other partition is, unless the client asked not to be told. */
function referencesOf(state: AdState, operation: SearchOperation, controls: LdapControls): readonly string[] {
  const atTop = operation.scope === 2 && operation.base.toLowerCase() === state.baseDn.toLowerCase();
  return atTop && !controls.domainScope ? [`ldap://${state.domain}/CN=Configuration,${state.baseDn}`] : [];
}

const isBelow = (steps: readonly Rdn[], baseDn: string): boolean => `,${dnKey(steps)}`.endsWith(`,${dnKey(parseDn(baseDn) ?? [])}`);
const keyOf = (record: AdRecord): string => dnKey(parseDn(record.dn) ?? []);
const parentKey = (record: AdRecord): string => dnKey((parseDn(record.dn) ?? []).slice(1));

function sidText(sid: Buffer): string {
  const parts = Array.from({ length: sid[1] ?? 0 }, (_, index) => sid.readUInt32LE(8 + index * 4));
  return ['S', sid[0], sid.readUIntBE(2, 6), ...parts].join('-');
}
