import assert from 'node:assert/strict';
import { parseLocalPolicy, type LocalPolicy } from '../../src/boundary/local-policy.ts';
import type { AdEntry } from '../../src/model/evidence.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { allows, policyHash } from '../../src/relay/local-policy.ts';
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

const REFUSED: readonly (readonly [string, { readonly policy?: Partial<LocalPolicy>; readonly step?: StepDraft; readonly target?: AdEntry | null; readonly changed?: readonly string[] }, RegExp])[] = [
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
  ['an anchor that is none', { step: anchor('bm90IGFuIGFuY2hvcg==') }, /16 octets/],
];

describe('the local policy', () => {
  for (const [what, { policy = {}, step = REPAIR_PREFIX, target = johnEntry(), changed = [] }, says] of REFUSED) {
    it(`refuses ${what}`, () => {
      const allowed = allows({ ...POLICY, ...policy }, step, { target, changedThisHour: new Set(changed) });
      assert.ok(!allowed.ok);
      assert.match(allowed.says, says);
    });
  }

  for (const [what, step, changed] of [
    ['a listed change of an ordinary object', REPAIR_PREFIX, []],
    ['an object that counts already', REPAIR_PREFIX, [`ad:${JOHN.guid}`, 'ad:b']],
    ['a move below a writable container', move('OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com'), []],
    ['an anchor', anchor('TpwcjSo/bkucfSobPE1ebw=='), []],
    ['a delta cycle', { operation: 'sync.start-delta', params: { server: 'SYNC01', reason: '' }, says: '' }, []],
  ] as const) {
    it(`lets ${what} pass`, () => assert.deepEqual(allows(POLICY, step, { target: johnEntry(), changedThisHour: new Set(changed) }), { ok: true }));
  }

  it('has a hash that changes with every limit', () => {
    const hashes = [POLICY, { ...POLICY, readOnly: true }, { ...POLICY, objectsPerHour: 3 }, { ...POLICY, operations: [] }, { ...POLICY, readSecurityLog: true }].map((policy) => policyHash(policy));
    assert.equal(new Set(hashes).size, 5);
  });

  it('is refused when a limit is missing, unknown or wrong', () => {
    const { readOnly: _, ...without } = POLICY;
    for (const value of [null, {}, [], without, { ...POLICY, operations: ['run-script'] }, { ...POLICY, objectsPerHour: -1 }, { ...POLICY, writableContainers: ['everything'] }, { ...POLICY, all: true }, { ...POLICY, readSecurityLog: 'yes' }]) {
      assert.equal(parseLocalPolicy(value).ok, false, JSON.stringify(value));
    }
    assert.ok(parseLocalPolicy(POLICY).ok);
  });
});
