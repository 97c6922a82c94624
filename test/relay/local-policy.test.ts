import assert from 'node:assert/strict';
import { parseLocalPolicy, type LocalPolicy } from '../../src/boundary/local-policy.ts';
import type { AdEntry } from '../../src/model/evidence.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { allows, policyHash } from '../../src/relay/local-policy.ts';
import { attributesWritten } from '../../src/relay/written-values.ts';
import { JOHN, johnEntry, REPAIR_PREFIX } from '../ports/relay-jobs.ts';

const POLICY: LocalPolicy = {
  readOnly: false,
  operations: ['ad.change-addresses', 'ad.set-anchor', 'ad.move', 'sync.start-delta'],
  writableContainers: ['OU=Staff,DC=corp,DC=contoso,DC=com'],
  objectsPerHour: 2,
  protectedNames: ['boss', 'svc-*'],
};
const move = (to: string): StepDraft => ({ operation: 'ad.move', params: { object: JOHN, from: 'OU=Staff,DC=corp,DC=contoso,DC=com', to }, says: '' });
const anchor = (after: string): StepDraft => ({ operation: 'ad.set-anchor', params: { object: JOHN, before: null, after }, says: '' });

const NAMING: Partial<LocalPolicy> = { operations: ['ad.change-values'] };
const named = (attribute: 'sAMAccountName' | 'userPrincipalName', after: string): StepDraft => ({ operation: 'ad.change-values', params: { object: JOHN, attribute, before: ['jsmith'], after: [after] }, says: '' });

const HOURS: NonNullable<LocalPolicy['hours']> = { timeZone: 'Europe/Berlin', windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }] };
const FRIDAY = '2026-11-20T12:00:00Z';
const octets = (...parts: readonly number[]): string => Buffer.concat([Buffer.from([1, parts.length, 0, 0, 0, 0, 0, 5]), ...parts.map((part) => Buffer.from(Uint32Array.of(part).buffer))]).toString('base64');
const sidOf = (rid: string): string => octets(21, 1, 2, 3, Number(rid));
const builtIn = (rid: number): string => octets(32, rid);
const group = (dn: string, sid: string): AdEntry => ({ dn, attributes: { objectClass: ['group'], objectSid: sid === '' ? [] : [sid] } });

const REFUSED: readonly (readonly [string, { readonly policy?: Partial<LocalPolicy>; readonly step?: StepDraft; readonly target?: AdEntry | null; readonly changed?: readonly string[]; readonly groups?: readonly AdEntry[] | null; readonly now?: string }, RegExp])[] = [
  ['everything when it is read-only', { policy: { readOnly: true } }, /read-only/],
  ['an operation that is not listed', { policy: { operations: [] } }, /not among/],
  ['a scheduler change that is not listed', { step: { operation: 'sync.set-scheduler', params: { server: 's', before: false, after: true }, says: '' } }, /not among/],
  ['a cloud operation', { step: { operation: 'entra.set-anchor', params: { userId: 'u', before: null, after: 'x' }, says: '' } }, /not among/],
  ['a third object within the hour', { changed: ['ad:a', 'ad:b'] }, /2 objects an hour/],
  ['any object when the cap is none', { policy: { objectsPerHour: 0 } }, /0 objects/],
  ['an object that is gone', { target: null }, /does not exist/],
  ['everything in AD when no container is writable', { policy: { writableContainers: [] } }, /no container/],
  ['an object in another container', { target: { ...johnEntry(), dn: 'CN=John Smith,OU=Admins,DC=corp,DC=contoso,DC=com' } }, /no container/],
  ['a container that only looks alike', { target: { ...johnEntry(), dn: 'CN=John Smith,OU=Staff\\,OU=Staff,DC=contoso,DC=com' } }, /no container/],
  ['an object that bears another name than the plan says', { target: { ...johnEntry(), dn: 'CN=The Chief,OU=Staff,DC=corp,DC=contoso,DC=com' } }, /that the plan calls/],
  ['a namesake in another container that is writable, too', { target: { ...johnEntry(), dn: 'CN=John Smith,OU=Guests,OU=Staff,DC=corp,DC=contoso,DC=com' } }, /that the plan calls/],
  ['a container', { target: johnEntry({ objectClass: ['top', 'organizationalUnit'] }) }, /it is a container/],
  ['an object of a protected group', { target: johnEntry({ adminCount: ['1'] }) }, /adminCount/],
  ['a critical system object', { target: johnEntry({ isCriticalSystemObject: ['TRUE'] }) }, /critical/],
  ['a domain controller', { target: johnEntry({ userAccountControl: ['532480'] }) }, /domain controller/],
  ['a read-only domain controller', { target: johnEntry({ userAccountControl: ['83890176'] }) }, /domain controller/],
  ['a member of Domain Controllers', { target: johnEntry({ primaryGroupID: ['516'] }) }, /domain controller/],
  ['krbtgt', { target: johnEntry({ sAMAccountName: ['KRBTGT'] }) }, /krbtgt/],
  ['krbtgt of a read-only domain controller', { target: johnEntry({ sAMAccountName: ['krbtgt_8245'] }) }, /krbtgt/],
  ['the connector account', { target: johnEntry({ sAMAccountName: ['MSOL_0123456789ab'] }) }, /MSOL_/],
  ['the older connector account', { target: johnEntry({ sAMAccountName: ['AAD_0123456789ab'] }) }, /AAD_/],
  ['the service account', { target: johnEntry({ sAMAccountName: ['ADSyncMSA1234$'] }) }, /ADSync/],
  ['a name of the site\'s own list', { target: johnEntry({ sAMAccountName: ['Boss'] }) }, /boss/],
  ['a pattern of the site\'s own list', { target: johnEntry({ sAMAccountName: ['svc-backup'] }) }, /svc-\*/],
  ['an object whose class could not be read', { target: johnEntry({ objectClass: [] }) }, /could not be read/],
  ['a move to a container that is not writable', { step: move('OU=Admins,DC=corp,DC=contoso,DC=com') }, /moved to/],
  ['an object below a container that is never changed', { policy: { containersNever: ['OU=Staff,DC=corp,DC=contoso,DC=com'] } }, /containersNever/],
  ['a move below a container that is never changed', { policy: { containersNever: ['ou=board, OU=Staff,DC=corp,DC=contoso,DC=com'] }, step: move('OU=Board,OU=Staff,DC=corp,DC=contoso,DC=com') }, /moved to.*containersNever/],
  ['an attribute that is not listed', { policy: { attributes: ['mS-DS-ConsistencyGuid'] } }, /proxyAddresses is not among.*attributes: add proxyAddresses/],
  ['any attribute when none is listed', { policy: { attributes: [] }, step: anchor('TpwcjSo/bkucfSobPE1ebw==') }, /mS-DS-ConsistencyGuid is not among/],
  ['a value that fits no pattern', { policy: { values: { proxyAddresses: ['smtp:[^@]+@contoso\\.com', 'SMTP:[^@]+@fabrikam\\.com'] } } }, /SMTP:jsmith@contoso.com fits no pattern.*values.proxyAddresses/],
  ['a change on a Sunday', { policy: { hours: HOURS }, now: '2026-11-22T09:00:00Z' }, /hours: ask again/],
  ['a change a minute before the time', { policy: { hours: HOURS }, now: '2026-11-20T06:59:00Z' }, /mon, tue, wed, thu, fri 08:00 to 18:00.*Europe.Berlin/],
  ['a change at the minute when the time ends', { policy: { hours: HOURS }, now: '2026-11-20T17:00:00Z' }, /certain times/],
  ['the built-in Administrator', { target: johnEntry({ objectSid: [sidOf('500')] }) }, /built-in Administrator/],
  ['a protected group itself', { target: johnEntry({ objectClass: ['top', 'group'], objectSid: [sidOf('512')] }) }, /Domain Admins/],
  ['a protected group of the site itself', { policy: { protectedGroups: ['cn=john smith, OU=Staff,DC=corp,DC=contoso,DC=com'] } }, /protected group itself.*protectedGroups/],
  ['a member of a protected group of the site', { policy: { protectedGroups: ['CN=VIP,OU=Groups,DC=corp,DC=contoso,DC=com'] }, groups: [group('CN=vip,OU=Groups,DC=corp,DC=contoso,DC=com', sidOf('1200'))] }, /member of CN=vip.*protectedGroups/],
  ['a member of a group that could not be told from a protected one', { groups: [group('CN=X,DC=corp', '')] }, /could not be read/],
  ['an object whose groups could not be read', { groups: null }, /groups that it is in could not be read/],
  ...[['498'], ['512'], ['517'], ['518'], ['519'], ['520'], ['525'], ['526'], ['527']].map(([rid = '']) => [`a member of the group ${rid} of the domain`, { groups: [group('CN=Other,DC=corp', sidOf('1200')), group('CN=Some,DC=corp', sidOf(rid))] }, /is a member of .*built in/] as const),
  ...['512', '519', '525'].map((rid) => [`whose primary group is ${rid}`, { target: johnEntry({ primaryGroupID: [rid] }) }, /its primary group is/] as const),
  ...[544, 548, 549, 550, 551].map((rid) => [`a member of S-1-5-32-${String(rid)}`, { groups: [group('CN=Some,CN=Builtin,DC=corp', builtIn(rid))] }, /is a member of .*(Operators|Administrators)/] as const),
  ['a sign-in name that is the built-in Administrator without a domain', { policy: NAMING, step: named('userPrincipalName', 'Administrator') }, /is that of a protected account/],
  ['a sign-in name of the connector account', { policy: NAMING, step: named('userPrincipalName', 'MSOL_1a2b@contoso.com') }, /is that of a protected account/],
  ['a name of the site\'s own list for another account', { policy: NAMING, step: named('sAMAccountName', 'SVC-backup') }, /is that of a protected account: .*svc-\*/],
  ['an anchor that is none', { step: anchor('bm90IGFuIGFuY2hvcg==') }, /16 octets/],
];

describe('the local policy', () => {
  for (const [what, { policy = {}, step = REPAIR_PREFIX, target = johnEntry(), changed = [], groups = [], now = FRIDAY }, says] of REFUSED) {
    it(`refuses ${what}`, () => {
      const allowed = allows({ ...POLICY, ...policy }, step, { target, names: [JOHN.dn], groups, changedThisHour: new Set(changed), now: new Date(now) });
      assert.ok(!allowed.ok);
      assert.match(allowed.says, says);
      assert.match(allowed.says, /\((local policy, [A-Za-z.-]+: |built in|make a new plan)/, 'it must say which line of the policy');
    });
  }

  for (const [what, step, changed] of [
    ['a listed change of an ordinary object', REPAIR_PREFIX, []],
    ['an object that counts already', REPAIR_PREFIX, [`ad:${JOHN.guid}`, 'ad:b']],
    ['a move below a writable container', move('OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com'), []],
    ['an anchor', anchor('TpwcjSo/bkucfSobPE1ebw=='), []],
    ['a delta cycle', { operation: 'sync.start-delta', params: { server: 'SYNC01', reason: '' }, says: '' }, []],
  ] as const) {
    it(`lets ${what} pass`, () => assert.deepEqual(allows(POLICY, step, { target: johnEntry(), names: [JOHN.dn], groups: [], changedThisHour: new Set(changed), now: new Date(FRIDAY) }), { ok: true }));
  }

  for (const [what, policy, now] of [
    ['a change of a listed attribute', { attributes: ['proxyAddresses'] }, FRIDAY],
    ['a value that fits one pattern as a whole', { values: { proxyAddresses: ['x500:.*', '(smtp|SMTP):[^@]+@contoso\\.com'] } }, FRIDAY],
    ['a change within the hours', { hours: HOURS }, '2026-11-20T07:00:00Z'],
    ['a change after midnight of a night that began on a listed day', { hours: { timeZone: 'Europe/Berlin', windows: [{ days: ['fri'], from: '22:00', to: '04:00' }] } }, '2026-11-21T02:30:00Z'],
    ['a change in the last minute of a whole day', { hours: { timeZone: 'America/New_York', windows: [{ days: ['fri'], from: '00:00', to: '24:00' }] } }, '2026-11-21T04:59:00Z'],
    ['a change by the clocks of summer', { hours: HOURS }, '2026-07-17T06:00:00Z'],
    ['an object beside a container that is never changed', { containersNever: ['OU=Board,OU=Staff,DC=corp,DC=contoso,DC=com'] }, FRIDAY],
    ['a member of other groups', { protectedGroups: ['CN=VIP,OU=Groups,DC=corp,DC=contoso,DC=com'] }, FRIDAY],
  ] as const satisfies readonly (readonly [string, Partial<LocalPolicy>, string])[]) {
    it(`lets ${what} pass, too`, () => assert.deepEqual(allows({ ...POLICY, ...policy }, REPAIR_PREFIX, { target: johnEntry(), names: [JOHN.dn], groups: [group('CN=Sales,DC=corp', sidOf('1200'))], changedThisHour: new Set(), now: new Date(now) }), { ok: true }));
  }

  it('does not let a night begin on a day that is not listed', () => {
    const hours = { timeZone: 'Europe/Berlin', windows: [{ days: ['fri' as const], from: '22:00', to: '04:00' }] };
    for (const now of ['2026-11-20T02:30:00Z', '2026-11-21T03:00:00Z', '2026-11-21T21:30:00Z']) assert.equal(allows({ ...POLICY, hours }, REPAIR_PREFIX, { target: johnEntry(), names: [JOHN.dn], groups: [], changedThisHour: new Set(), now: new Date(now) }).ok, false, now);
  });

  it('refuses whatever else an operation would write when nothing is said: only what the listed operations write', () => {
    assert.deepEqual(attributesWritten(POLICY), ['proxyAddresses', 'mS-DS-ConsistencyGuid']);
    assert.deepEqual(attributesWritten({ operations: ['ad.move', 'sync.start-delta'] }), []);
    assert.deepEqual(attributesWritten({ operations: ['ad.set-anchor'], attributes: ['proxyAddresses', 'mail'] }), []);
  });

  it('has a hash that changes with every limit', () => {
    const more: readonly Partial<LocalPolicy>[] = [{ attributes: [] }, { values: { mail: ['a'] } }, { protectedGroups: [] }, { hours: HOURS }, { containersNever: [] }, { protectedNames: [] }, { writableContainers: [] }];
    assert.equal(new Set([POLICY, ...more.map((part) => ({ ...POLICY, ...part }))].map((policy) => policyHash(policy))).size, more.length + 1);
    const hashes = [POLICY, { ...POLICY, readOnly: true }, { ...POLICY, objectsPerHour: 3 }, { ...POLICY, operations: [] }, { ...POLICY, readSecurityLog: true }].map((policy) => policyHash(policy));
    assert.equal(new Set(hashes).size, 5);
  });

  it('is refused when a limit is missing, unknown or wrong', () => {
    const { readOnly: _, ...without } = POLICY;
    for (const value of [null, {}, [], without, { ...POLICY, operations: ['run-script'] }, { ...POLICY, objectsPerHour: -1 }, { ...POLICY, writableContainers: ['everything'] }, { ...POLICY, all: true }, { ...POLICY, readSecurityLog: 'yes' },
      { ...POLICY, attributes: ['unicodePwd'] }, { ...POLICY, values: { unicodePwd: ['a'] } }, { ...POLICY, values: { mail: [] } }, { ...POLICY, values: { mail: ['(?=a)'] } }, { ...POLICY, attributes: ['mail'], values: { proxyAddresses: ['a'] } },
      { ...POLICY, protectedGroups: ['Admins'] }, { ...POLICY, containersNever: 'OU=x,DC=y' }, { ...POLICY, hours: { ...HOURS, timeZone: 'Mars/Olympus' } }, { ...POLICY, hours: { ...HOURS, windows: [] } },
      ...[['08:00', '08:00'], ['24:00', '08:00'], ['8:00', '18:00'], ['25:00', '26:00'], [800, 1800]].map(([from, to]) => ({ ...POLICY, hours: { ...HOURS, windows: [{ days: ['mon'], from, to }] } })),
      { ...POLICY, hours: { ...HOURS, windows: [{ days: ['someday'], from: '08:00', to: '18:00' }] } }]) {
      assert.equal(parseLocalPolicy(value).ok, false, JSON.stringify(value));
    }
    assert.ok(parseLocalPolicy(POLICY).ok);
    assert.ok(parseLocalPolicy({ ...POLICY, attributes: ['proxyAddresses'], values: { proxyAddresses: ['smtp:.+'] }, protectedGroups: ['CN=VIP,DC=corp'], hours: HOURS, containersNever: ['OU=Tier 0,DC=corp'] }).ok);
  });
});
