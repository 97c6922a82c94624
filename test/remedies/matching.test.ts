import assert from 'node:assert/strict';
import type { AnchorChange, AnchorCures, HardMatch } from '../../src/causes/anchor-change.ts';
import type { AccountInCloud, SecondAccount } from '../../src/causes/second-account.ts';
import { clearCloudAnchor } from '../../src/remedies/clear-cloud-anchor.ts';
import { clearCopiedAnchor } from '../../src/remedies/clear-copied-anchor.ts';
import { clearObjectIdentifier } from '../../src/remedies/clear-object-identifier.ts';
import { freeSignInName } from '../../src/remedies/free-sign-in-name.ts';
import { giveAddressToMatch } from '../../src/remedies/give-address-to-match.ts';
import { keepEarlierAccount } from '../../src/remedies/keep-earlier-account.ts';
import { lendAwayRoles } from '../../src/remedies/lend-away-roles.ts';
import { openTenantBlock } from '../../src/remedies/open-tenant-block.ts';
import { offer } from '../../src/remedies/remedy.ts';
import { removeOrphan } from '../../src/remedies/remove-orphan.ts';
import { removeStrayAccount, renameStrayAccount } from '../../src/remedies/remove-stray-account.ts';
import { setAnchorOfHolder, setCloudAnchor } from '../../src/remedies/set-cloud-anchor.ts';
import { giveAnchorBack, writeConsistencyGuid } from '../../src/remedies/write-consistency-guid.ts';
import { describeRemedy, SERVER, SUBJECT, target } from './describe-remedy.ts';

const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
const PAUSED = (step: string) => ['sync.set-scheduler', step, 'sync.start-delta', 'sync.set-scheduler!'];
const CHANGE: AnchorChange = { userId: 'u1', userName: 'jsmith@contoso.com', before: 'jsmith', after: ANCHOR, server: SERVER, rolesRead: true, eligibilityRead: true };
const MATCH: HardMatch = { object: target(), before: null, after: ANCHOR, userName: 'jsmith@contoso.com', server: SERVER, rolesRead: true, eligibilityRead: true, former: null };
const cures = (change: Partial<AnchorCures>): { readonly cures: AnchorCures } => ({ cures: { inAd: null, inCloud: null, clear: null, ...change } });

describe('the remedies of matching', () => {
  describeRemedy(setCloudAnchor, {
    offered: [
      { when: 'the anchor may be written into the cloud account', facts: cures({ inCloud: CHANGE }), steps: PAUSED('entra.set-anchor'), with: /"before":"jsmith","after":"TpwcjSo/ },
      { when: 'the scheduler is off already: it stays off', facts: cures({ inCloud: { ...CHANGE, server: { name: 'SYNC01', isScheduled: false } } }), steps: ['entra.set-anchor', 'sync.start-delta'] },
      { when: 'eligible roles were not read, which the step says', facts: cures({ inCloud: { ...CHANGE, eligibilityRead: false } }), steps: PAUSED('entra.set-anchor'), with: /check them in PIM/ },
    ],
    left: [
      { when: 'nothing may be written', facts: cures({}) },
      { when: 'the roles were not read', facts: cures({ inCloud: { ...CHANGE, rolesRead: false } }) },
      { when: 'the server that exports is not known', facts: cures({ inCloud: { ...CHANGE, server: null } }) },
    ],
  });
  describeRemedy(setAnchorOfHolder, { offered: [{ when: 'the holder is the same person', facts: { match: { ...CHANGE, before: null } }, steps: PAUSED('entra.set-anchor') }], left: [{ when: 'the holder is somebody else', facts: { match: null } }] });
  describeRemedy(clearCloudAnchor, { offered: [{ when: 'the address can match', facts: cures({ clear: { ...CHANGE, after: null } }), steps: PAUSED('entra.set-anchor'), with: /"after":null/ }], left: [{ when: 'it cannot', facts: cures({}) }, { when: 'no server exports', facts: cures({ clear: { ...CHANGE, server: null } }) }] });
  describeRemedy(writeConsistencyGuid, {
    offered: [{ when: 'the AD account may take the anchor', facts: cures({ inAd: MATCH }), steps: PAUSED('ad.set-anchor'), with: /"before":null,"after":"TpwcjSo/ }],
    left: [{ when: 'nothing may be written', facts: cures({}) }, { when: 'the roles were not read', facts: cures({ inAd: { ...MATCH, rolesRead: false } }) }, { when: 'no server exports', facts: cures({ inAd: { ...MATCH, server: null } }) }],
  });
  describeRemedy(giveAnchorBack, { offered: [{ when: 'the value was edited', facts: cures({ inAd: { ...MATCH, before: 'QF5HMK7n80qvdYsUPIHa9Q==' } }), steps: PAUSED('ad.set-anchor'), with: /"before":"QF5HMK7n80qvdYsUPIHa9Q=="/ }], left: [{ when: 'the roles were not read', facts: cures({ inAd: { ...MATCH, rolesRead: false } }) }] });
  describeRemedy(clearCopiedAnchor, {
    offered: [{ when: 'it is clear which is the copy', facts: { copy: { object: target(), before: ANCHOR, owner: 'CN=Owner', because: 'the value is the objectGUID of CN=Owner' }, server: SERVER }, steps: PAUSED('ad.set-anchor'), with: /"after":null/ }],
    left: [{ when: 'it is not clear', facts: { copy: null, server: SERVER } }],
  });
  describeRemedy(giveAddressToMatch, {
    offered: [{ when: 'nobody has the address', facts: { address: { userId: 'u1', userName: 'j@x', before: null, after: 'jsmith@contoso.com' }, server: SERVER }, steps: PAUSED('entra.set-mail') }],
    left: [{ when: 'the address is not free', facts: { address: null, server: SERVER } }, { when: 'no server exports', facts: { address: { userId: 'u1', userName: 'j@x', before: null, after: 'a@b' }, server: null } }],
  });
  describeRemedy(freeSignInName, {
    offered: [{ when: 'people work with the other account', facts: { rename: { userId: 'u2', before: 'jsmith@contoso.com', after: 'jsmith.former@contoso.onmicrosoft.com', because: 'it has a mailbox' }, server: SERVER }, steps: ['entra.set-user-name', 'sync.start-delta'] }],
    left: [{ when: 'it is not clear', facts: { rename: null, server: SERVER } }],
  });
});

const account = (id: string, change: Partial<AccountInCloud> = {}): AccountInCloud => ({ id, name: `${id}@contoso.com`, usageLocation: 'GB', licences: [], hasMailbox: false, ...change });
const E3 = { skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965', skuName: 'SPE_E3', disabledPlans: ['p1'] };
const SECOND: SecondAccount = {
  keep: 'earlier', because: 'it has a mailbox', earlier: account('earlier', { hasMailbox: true, licences: [E3] }), made: account('made'), object: target(), description: [], anchor: ANCHOR, server: SERVER, mayBind: true,
  otherName: { before: 'jsmith@contoso.com', after: 'jsmith.former@contoso.onmicrosoft.com' },
};
const REPLACED = ['ad.change-values', 'entra.delete-user', 'people.do', 'sync.start-delta', 'entra.set-anchor', 'ad.change-values!', 'sync.start-delta'];

describe('the remedies of two accounts', () => {
  describeRemedy(keepEarlierAccount, {
    offered: [
      { when: 'the earlier one is worth more', facts: { second: SECOND }, steps: [...REPLACED, 'people.do'], with: /"user-purged","userId":"made".*"mailbox-provisioned","userId":"earlier"/ },
      { when: 'the one that goes has licences and a location', facts: { second: { ...SECOND, earlier: account('earlier', { usageLocation: null }), made: account('made', { licences: [E3], hasMailbox: true }) } }, steps: [...REPLACED, 'entra.set-usage-location', 'entra.change-licence', 'people.do'], with: /"before":null,"after":\["p1"\]/ },
      { when: 'both have the same licence: nothing is given twice', facts: { second: { ...SECOND, made: account('made', { licences: [{ ...E3, skuId: E3.skuId.toUpperCase() }] }), earlier: account('earlier', { licences: [E3] }) } }, steps: REPLACED },
      { when: 'adminDescription holds something: it comes back', facts: { second: { ...SECOND, description: ['note'] } }, steps: [...REPLACED, 'people.do'], with: /"before":\["User_NoSync"\],"after":\["note"\]/ },
    ],
    left: [
      { when: 'it is not clear which to keep', facts: { second: null } },
      { when: 'the one that was made is to be kept', facts: { second: { ...SECOND, keep: 'made' } } },
      { when: 'a role or a setting forbids the match', facts: { second: { ...SECOND, mayBind: false } } },
      { when: 'its licences were not read', facts: { second: { ...SECOND, made: account('made', { licences: null }) } } },
      { when: 'no server exports', facts: { second: { ...SECOND, server: null } } },
    ],
  });
  describeRemedy(renameStrayAccount, {
    offered: [{ when: 'only the sign-in name is in dispute', facts: { second: { ...SECOND, keep: 'made' } }, steps: ['entra.set-user-name', 'sync.start-delta'], with: /"userId":"earlier"/ }],
    left: [{ when: 'addresses are in dispute too', facts: { second: { ...SECOND, keep: 'made', otherName: null } } }, { when: 'the earlier one is to be kept', facts: { second: SECOND } }, { when: 'it is not clear', facts: { second: null } }],
  });
  describeRemedy(removeStrayAccount, {
    offered: [{ when: 'addresses are in dispute', facts: { second: { ...SECOND, keep: 'made', otherName: null } }, steps: ['entra.delete-user', 'people.do', 'sync.start-delta', 'entra.change-licence', 'people.do'], with: /"user-purged","userId":"earlier".*entra\.change-licence","params":\{"userId":"made"/ }],
    left: [{ when: 'the earlier one is to be kept', facts: { second: SECOND } }, { when: 'its licences were not read', facts: { second: { ...SECOND, keep: 'made', earlier: account('earlier', { licences: null }) } } }],
  });
  describeRemedy(removeOrphan, { offered: [{ when: 'it belonged to another person', facts: { gone: account('gone'), server: SERVER }, steps: ['entra.delete-user', 'people.do', 'sync.start-delta'] }], left: [{ when: 'whose it was is not known', facts: { gone: null, server: SERVER } }] });

  it('ask for the whole checklist and a snapshot of the account that goes, and only of that', () => {
    const kept = offer(keepEarlierAccount, { second: SECOND }, SUBJECT);
    assert.deepEqual([kept?.snapshotOf, kept?.checklist?.map(({ item }) => item)], ['made', ['onedrive', 'sharepoint', 'viva-engage', 'mailbox-export', 'onenote', 'licences', 'owned-groups']]);
    assert.equal(offer(removeStrayAccount, { second: { ...SECOND, keep: 'made' } }, SUBJECT)?.snapshotOf, 'earlier');
    assert.equal(offer(renameStrayAccount, { second: { ...SECOND, keep: 'made' } }, SUBJECT)?.checklist, undefined);
  });
  it('delete one account in one plan', () => {
    for (const remedy of [keepEarlierAccount, removeStrayAccount]) for (const keep of ['earlier', 'made'] as const) assert.ok((offer(remedy, { second: { ...SECOND, keep } }, SUBJECT)?.steps ?? []).filter(({ operation }) => operation === 'entra.delete-user').length <= 1);
  });
});

describe('the remedies of what blocks a match', () => {
  const blocked = { dn: 'CN=John Smith', name: 'jsmith@contoso.com', deleted: false, known: true, feature: 'blockCloudObjectTakeoverThroughHardMatchEnabled', otherBlock: false, server: SERVER };
  describeRemedy(openTenantBlock, {
    offered: [{ when: 'the setting is what blocks', facts: blocked, steps: ['people.do', 'sync.start-delta', 'people.do!'], with: /"value":false.*"value":true/ }],
    left: [{ when: 'the setting was not read', facts: { ...blocked, known: false } }, { when: 'the target is deleted', facts: { ...blocked, deleted: true } }, { when: 'something else blocks too', facts: { ...blocked, otherBlock: true } }, { when: 'no server exports', facts: { ...blocked, server: null } }],
  });
  const privileged = { id: 'u1', name: 'jsmith@contoso.com', roles: 'User Administrator (assigned)', roleIds: ['r1'], deleted: false, server: SERVER };
  describeRemedy(lendAwayRoles, {
    offered: [{ when: 'the account itself holds the roles', facts: privileged, steps: ['people.do', 'sync.start-delta', 'people.do!'], with: /"roles":\[\].*"roles":\["r1"\]/ }],
    left: [{ when: 'a role comes through a group', facts: { ...privileged, roleIds: null } }, { when: 'no role is known', facts: { ...privileged, roleIds: [] } }, { when: 'the account is deleted', facts: { ...privileged, deleted: true } }, { when: 'no server exports', facts: { ...privileged, server: null } }],
  });
  const mapped = { dn: 'CN=John Smith', id: 'u1', name: 'jsmith@contoso.com', identifier: '30475e40-e7ae-4af3-af75-8b143c81daf5', server: SERVER };
  describeRemedy(clearObjectIdentifier, {
    offered: [{ when: 'the mapping was read', facts: mapped, steps: ['people.do', 'sync.start-delta'], with: /"object-identifier-cleared"/ }],
    left: [{ when: 'the mapping was not read', facts: { ...mapped, identifier: null } }, { when: 'the account is not known', facts: { ...mapped, id: null } }, { when: 'no server exports', facts: { ...mapped, server: null } }],
  });
});
