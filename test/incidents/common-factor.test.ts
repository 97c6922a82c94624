import assert from 'node:assert/strict';
import { commonFactor } from '../../src/incidents/common-factor.ts';
import type { ErrorObject } from '../../src/model/error-list.ts';

const member = (object: ErrorObject | null, sources: readonly string[] = ['SYNC01']) => ({ incidentId: 'i', subject: JSON.stringify(object), object, sources, since: '', polls: 2 });
const dns = (...names: readonly string[]) => names.map((dn) => member({ dn }));

const CASES: readonly (readonly [title: string, members: ReturnType<typeof dns>, factor: string | null])[] = [
  ['one container', dns('CN=A,OU=Sales,DC=contoso,DC=com', 'CN=B,OU=Sales,DC=contoso,DC=com'), 'all in OU=Sales'],
  ['the deepest common container', dns('CN=A,OU=North,OU=Sales,DC=contoso,DC=com', 'CN=B,OU=South,OU=Sales,DC=contoso,DC=com'), 'all in OU=Sales'],
  ['a container with those above it', dns('CN=A,OU=Users,OU=Sales,DC=contoso,DC=com', 'CN=B,OU=Users,OU=Sales,DC=contoso,DC=com'), 'all in OU=Users,OU=Sales'],
  ['one behind another that lies deeper', dns('CN=A,OU=Sales,DC=contoso,DC=com', 'CN=B,OU=North,OU=Sales,DC=contoso,DC=com'), 'all in OU=Sales'],
  ['other spellings', dns('CN=A,OU=sales,DC=contoso,DC=com', 'CN=B, ou=Sales,dc=Contoso,dc=com'), 'all in OU=sales'],
  ['a comma within a name', dns('CN=Ruiz\\, Ann,OU=Sales,DC=contoso,DC=com', 'CN=Lee\\, Bo,OU=Sales,DC=contoso,DC=com'), 'all in OU=Sales'],
  ['a name that only looks like a container', dns('CN=A,OU=Sales,DC=contoso,DC=com', 'CN=X\\,OU=Sales,DC=contoso,DC=com'), null],
  ['nothing but the domain', dns('CN=A,OU=Sales,DC=contoso,DC=com', 'CN=B,OU=Staff,DC=contoso,DC=com'), null],
  ['another domain', dns('CN=A,OU=Sales,DC=contoso,DC=com', 'CN=B,OU=Sales,DC=fabrikam,DC=com'), null],
  ['one object alone', dns('CN=A,OU=Sales,DC=contoso,DC=com'), null],
  ['an object of which the place is not known', [...dns('CN=A,OU=Sales,DC=contoso,DC=com'), member({ anchor: 'x' })], null],
  ['a suffix', [member({ ask: 'a@fabrikam.com' }), member({ ask: 'b@Fabrikam.com' })], 'all @fabrikam.com'],
  ['the suffix that is the reason', [member({ ask: 'a@known.example' }), member({ ask: 'b@known.example' })], null],
  ['several suffixes', [member({ ask: 'a@fabrikam.com' }), member({ ask: 'b@contoso.com' })], null],
  ['a name without a suffix', [member({ ask: 'a@fabrikam.com' }), member({ ask: 'Ben' })], null],
  ['nothing that is known', [member({ anchor: 'x' }), member({ anchor: 'y' }, ['SYNC02'])], null],
  ['no objects', [member(null), member(null)], null],
  ['a container with a name that is too long to be said', dns(`CN=A,OU=${'x'.repeat(200)},DC=contoso,DC=com`, `CN=B,OU=${'x'.repeat(200)},DC=contoso,DC=com`), null],
];

describe('what the objects of an incident have in common', () => {
  for (const [title, members, factor] of CASES)
    it(`finds ${factor === null ? 'nothing' : factor} in ${title}`, () => {
      for (const each of [members, members.toReversed()]) assert.equal(commonFactor(each, { key: '["cause","known.example"]', elsewhere: false }), factor);
    });

  it('says one source only where another tells such errors too', () => {
    const members = [member({ anchor: 'x' }), member({ anchor: 'y' })];
    assert.equal(commonFactor(members, { key: '', elsewhere: true }), 'all told by SYNC01');
    assert.equal(commonFactor(members, { key: '', elsewhere: false }), null);
    assert.equal(commonFactor([...members, member({ anchor: 'z' }, ['SYNC02'])], { key: '', elsewhere: true }), null);
  });
});
