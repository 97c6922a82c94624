import assert from 'node:assert/strict';
import type { AnchorChange } from '../../src/causes/anchor-change.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { correctTargetAddress } from '../../src/remedies/correct-target-address.ts';
import { deleteLeftBehind } from '../../src/remedies/delete-left-behind.ts';
import { giveLesserOwnName } from '../../src/remedies/give-lesser-own-name.ts';
import { giveLicenceBack } from '../../src/remedies/give-licence-back.ts';
import { rejoin } from '../../src/remedies/rejoin.ts';
import { releaseSessionAddress } from '../../src/remedies/release-session-address.ts';
import { offer } from '../../src/remedies/remedy.ts';
import { restoreCloudAccount } from '../../src/remedies/restore-cloud-account.ts';
import { restoreDeletedObject } from '../../src/remedies/restore-deleted-object.ts';
import { restoreThenMatch } from '../../src/remedies/restore-then-match.ts';
import { describeRemedy, SERVER, SUBJECT, target } from './describe-remedy.ts';

const MATCH: AnchorChange = { userId: 'u1', userName: 'jsmith@contoso.com', before: null, after: 'TpwcjSo/bkucfSobPE1ebw==', server: SERVER, rolesRead: true, eligibilityRead: true };

describe('the remedies of duplicates', () => {
  describeRemedy(restoreThenMatch, {
    offered: [{ when: 'the deleted account belongs to the same person', facts: { match: MATCH }, steps: ['sync.set-scheduler', 'entra.restore-user', 'entra.set-anchor', 'sync.start-delta', 'sync.set-scheduler!'], with: /"newUserName":null,"dropConflicts":false/ }],
    left: [{ when: 'it is somebody else', facts: { match: null } }, { when: 'its roles were not read', facts: { match: { ...MATCH, rolesRead: false } } }, { when: 'no server exports', facts: { match: { ...MATCH, server: null } } }],
  });
  describeRemedy(giveLesserOwnName, {
    offered: [{ when: 'one of the two is switched off', facts: { lesser: { object: target(), before: 'a@contoso.com', after: 'jsmith@corp.contoso.com' }, server: SERVER }, steps: ['ad.change-values', 'sync.start-delta'], with: /"userPrincipalName","before":\["a@contoso\.com"\],"after":\["jsmith@corp\.contoso\.com"\]/ }],
    left: [{ when: 'both are in use', facts: { lesser: null, server: SERVER } }, { when: 'no server exports', facts: { lesser: { object: target(), before: 'a', after: 'b' }, server: null } }],
  });
  describeRemedy(releaseSessionAddress, { offered: [{ when: 'one of the two is switched off', facts: { release: { object: target(), before: ['sip:j@contoso.com'] }, server: SERVER }, steps: ['ad.change-values', 'sync.start-delta'], with: /"before":\["sip:j@contoso\.com"\],"after":\[\]/ }], left: [{ when: 'both are in use', facts: { release: null, server: SERVER } }] });
  const misrouted = { object: target(), target: ['SMTP:j@contoso.onmicrosoft.com'], made: 'j4711@contoso.onmicrosoft.com', routed: 'SMTP:j@contoso.onmicrosoft.com', server: SERVER };
  describeRemedy(correctTargetAddress, {
    offered: [{ when: 'mail goes to the other object', facts: misrouted, steps: ['ad.change-values', 'sync.start-delta'], with: /"targetAddress".*"after":\["SMTP:j4711@contoso\.onmicrosoft\.com"\]/ }],
    left: [{ when: 'it is a matter of looks', facts: { ...misrouted, routed: null } }, { when: 'the GUID is not readable', facts: { ...misrouted, object: null } }, { when: 'there are several values', facts: { ...misrouted, target: ['a', 'b'] } }],
  });
  describeRemedy(rejoin, {
    offered: [{ when: 'the attribute was corrected and it is clear whose the cloud account is', facts: { wrong: { object: target(), before: [], owner: 'CN=Owner', account: 'owner@contoso.com' }, server: SERVER }, steps: ['ad.change-values', 'sync.start-delta', 'ad.change-values!', 'sync.start-delta'], with: /"User_NoSync"/ }],
    left: [{ when: 'it is not clear', facts: { wrong: null, server: SERVER } }, { when: 'no server exports', facts: { wrong: { object: target(), before: [], owner: 'o', account: 'a' }, server: null } }],
  });
});

describe('the remedies of deletion', () => {
  const gone = { id: 'u1', name: 'jsmith@contoso.com', usageLocation: 'GB', licences: [], hasMailbox: true };
  describeRemedy(deleteLeftBehind, {
    offered: [{ when: 'nothing removes the account any more', facts: { account: gone, pending: false, inAdBin: false }, steps: ['entra.delete-user'] }],
    left: [{ when: 'its deletion waits on the sync server', facts: { account: gone, pending: true, inAdBin: false } }, { when: 'its AD account can be restored', facts: { account: gone, pending: false, inAdBin: true } }],
  });
  const restore = { object: target('CN=Jane\\0ADEL:x,CN=Deleted Objects,DC=corp,DC=contoso,DC=com'), to: 'OU=Staff,DC=corp,DC=contoso,DC=com', rdn: 'CN=Jane' };
  describeRemedy(restoreDeletedObject, { offered: [{ when: 'the recycle bin of AD holds it', facts: { restore, server: 'SYNC01' }, steps: ['ad.restore-deleted', 'sync.start-delta'] }], left: [{ when: 'it is stripped', facts: { restore: null, server: 'SYNC01' } }, { when: 'no server exports', facts: { restore, server: null } }] });
  describeRemedy(restoreCloudAccount, { offered: [{ when: 'its AD account is in scope', facts: { id: 'u1', userName: 'j@x', isWanted: true, server: 'SYNC01' }, steps: ['entra.restore-user', 'sync.start-delta'] }], left: [{ when: 'the next cycle would delete it again', facts: { id: 'u1', userName: 'j@x', isWanted: false, server: 'SYNC01' } }] });
  describeRemedy(giveLicenceBack, { offered: [{ when: 'one licence was taken away', facts: { id: 'u1', name: 'j@x', until: 'then', back: { skuId: 's1', skuName: 'SPE_E3', disabledPlans: ['p1'] } }, steps: ['entra.change-licence'], with: /"before":null,"after":\["p1"\]/ }], left: [{ when: 'which one is not known', facts: { id: 'u1', name: 'j@x', until: 'then', back: null } }] });

  it('note the account before it goes', () => {
    const offered = offer(deleteLeftBehind, { account: gone, pending: false, inAdBin: false }, SUBJECT);
    assert.equal(offered?.snapshotOf, 'u1');
    assert.equal(offered.checklist?.length, 7);
  });
});

describe('every remedy of matching, duplicates, deletion and migration', () => {
  const areas: readonly string[] = ['matching', 'duplicates', 'deletion', 'migration'];
  for (const { text, remedies } of CATALOGUE.filter(({ text: { area } }) => areas.includes(area))) {
    it(`leaves nobody without steps: ${text.id}`, () => assert.ok(remedies.length > 0));
    it(`asks the bot first and people last: ${text.id}`, () => {
      const people = remedies.findIndex(({ byPeople }) => byPeople === true);
      assert.ok(people === -1 || people === remedies.length - 1);
    });
  }
});
