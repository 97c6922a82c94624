import assert from 'node:assert/strict';
import { ownerOf } from '../../src/deduce/owner-of.ts';
import type { CloudUser } from '../../src/model/evidence.ts';
import type { AdObject } from '../../src/model/exhibits.ts';

const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
const pair = (dn: string, more: Readonly<Record<string, readonly string[]>> = {}): AdObject => ({ forest: 'x', dn, attributes: { objectClass: ['user'], 'mS-DS-ConsistencyGuid': [ANCHOR], userAccountControl: ['512'], ...more } });
const account = pair('CN=Anna,OU=People,DC=account', { objectSid: ['S-1-5-21-1-2-3-1104'] });
const mailbox = pair('CN=Anna,OU=People,DC=a-resource', { objectSid: ['S-1-5-21-4-5-6-1104'], userAccountControl: ['514'] });
const cloud = (more: Partial<CloudUser>): CloudUser => ({ id: 'c', onPremisesImmutableId: ANCHOR, ...more });

/** An account and its linked mailbox carry one anchor. */
const ROWS: readonly (readonly [when: string, user: CloudUser, entries: readonly AdObject[], owner: AdObject])[] = [
  ['the SID says so', cloud({ onPremisesSecurityIdentifier: 'S-1-5-21-4-5-6-1104' }), [account, mailbox], mailbox],
  ['the DN says so', cloud({ onPremisesDistinguishedName: 'cn=anna,ou=people,dc=a-resource' }), [account, mailbox], mailbox],
  ['the SID says more than the DN', cloud({ onPremisesSecurityIdentifier: 'S-1-5-21-1-2-3-1104', onPremisesDistinguishedName: mailbox.dn }), [mailbox, account], account],
  ['only one of them is enabled', cloud({}), [mailbox, account], account],
  ['nothing tells: the first by name', cloud({}), [account, pair('CN=Anna,OU=People,DC=a-resource')], pair('CN=Anna,OU=People,DC=a-resource')],
];

describe('whose account a cloud user is, where two AD objects carry its anchor', () => {
  for (const [when, user, entries, owner] of ROWS) {
    it(`is decided when ${when}, whichever was read first`, () => {
      for (const order of [entries, entries.toReversed()]) assert.deepEqual(ownerOf('user', user, order), owner);
    });
  }
});
