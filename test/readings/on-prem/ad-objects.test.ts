import assert from 'node:assert/strict';
import { SUBJECT_ATTRIBUTES } from '../../../src/adapters/ldap/entry-attributes.ts';
import { isObjectGuid } from '../../../src/model/ids.ts';
import { LISTED_ATTRIBUTES, type ListRequest } from '../../../src/model/list-reading.ts';
import type { ChangePage } from '../../../src/ports/directory-streams.ts';
import { DirectoryError, type Directory } from '../../../src/ports/directory.ts';
import { listOnPrem } from '../../../src/readings/on-prem/ad-objects.ts';
import { DOMAIN, longDirectory } from '../../ports/long-directory.ts';

const OTHER = 'DC=fabrikam,DC=com';
const [STAFF, BERLIN, TIER0] = [`OU=Staff,${DOMAIN}`, `OU=Berlin,OU=Staff,${DOMAIN}`, `OU=Tier 0,${DOMAIN}`];

describe('a list of all objects', () => {
  const objects = (below: readonly string[], domain = DOMAIN): ListRequest => ({ reading: 'ad.objects', version: 1, params: { domain, below, classes: ['user', 'group'], attributes: ['mail'] } });
  const bases = async (below: readonly string[], onlyBelow: readonly string[] | null): Promise<readonly (string | undefined)[]> => {
    const long = longDirectory(0);
    await Array.fromAsync(listOnPrem({ directories: [{ forest: 'contoso', baseDn: DOMAIN, directory: long.directory }] }, objects(below), onlyBelow));
    return long.asked.map((asked) => asked.below);
  };

  for (const [what, below, onlyBelow, read] of [
    ['the whole domain where nothing is named', [], null, [DOMAIN]],
    ['the containers that are named', [STAFF, TIER0], null, [STAFF, TIER0]],
    ['nothing twice', [STAFF, BERLIN, STAFF.toLowerCase()], null, [STAFF]],
    ['what the site opens', [], [STAFF, BERLIN], [STAFF]],
    ['what was asked for within what the site opens', [BERLIN, TIER0], [STAFF], [BERLIN]],
    ['what the site opens within what was asked for', [STAFF], [BERLIN], [BERLIN]],
  ] as const) {
    it(`reads ${what}`, async () => assert.deepEqual(await bases(below, onlyBelow), read));
  }

  for (const [what, below, onlyBelow] of [['a container of another domain', [OTHER], null], ['what the site does not open', [TIER0], [STAFF]], ['anything where the site opens nothing', [], []]] as const) {
    it(`does not read ${what}`, () => assert.rejects(bases(below, onlyBelow), DirectoryError));
  }

  it('does not take the list of one domain for that of another', () =>
    assert.rejects(Array.fromAsync(listOnPrem({ directories: [{ forest: 'contoso', baseDn: DOMAIN, directory: longDirectory(1).directory }] }, objects([], OTHER), null)), /does not serve that domain/));

  it('asks for users without computers', async () => {
    const long = longDirectory(0);
    await Array.fromAsync(listOnPrem({ directories: [{ forest: 'contoso', baseDn: DOMAIN, directory: long.directory }] }, objects([]), null));
    const is = (value: string) => ({ is: 'equal', attribute: 'objectClass', value });
    assert.deepEqual(long.asked.map(({ filter }) => filter), [{ is: 'any', of: [{ is: 'all', of: [is('user'), { is: 'not', filter: is('computer') }] }, is('group')] }]);
  });

  it('offers only attributes that the directory reads, and no members, pictures or certificates', () => {
    assert.deepEqual(LISTED_ATTRIBUTES.filter((name) => !SUBJECT_ATTRIBUTES.includes(name)), []);
    for (const name of ['member', 'thumbnailPhoto', 'userCertificate', 'homePhone', 'streetAddress']) assert.ok(!LISTED_ATTRIBUTES.some((each) => each === name), name);
  });
});

describe('a list of changes', () => {
  const text = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
  const guid = isObjectGuid(text) ? text : assert.fail();
  const pages: readonly ChangePage[] = [
    { server: 'dc01', entries: [{ guid, dn: `CN=Zoë,${STAFF}`, deleted: false, attributes: { mail: ['zoe@contoso.com'], mobile: ['+49'] }, cleared: ['title', 'info'] }], cookie: 'MQ==' },
    { server: 'dc01', entries: [], cookie: 'Mg==' },
  ];
  const asked: (string | null)[] = [];
  const directory: Directory = {
    ...longDirectory(0).directory,
    async *changesSince(cookie) {
      asked.push(cookie);
      yield* pages;
    },
  };
  const changes = (onlyBelow: readonly string[] | null) =>
    Array.fromAsync(listOnPrem({ directories: [{ forest: 'contoso', baseDn: DOMAIN, directory }] }, { reading: 'ad.object-changes', version: 1, params: { domain: DOMAIN, since: 'MA==', attributes: ['mail', 'title'] } }, onlyBelow));

  it('goes on from a cookie, tells the next one, and says nothing of attributes that were not asked for', async () => {
    assert.deepEqual(await changes(null), [
      { reading: 'ad.object-changes', server: 'dc01', entries: [{ guid, dn: `CN=Zoë,${STAFF}`, deleted: false, attributes: { mail: ['zoe@contoso.com'] }, cleared: ['title'] }], cookie: 'MQ==' },
      { reading: 'ad.object-changes', server: 'dc01', entries: [], cookie: 'Mg==' },
    ]);
    assert.deepEqual(asked, ['MA==']);
  });

  it('is not told where the site opens only some containers', () => assert.rejects(changes([STAFF]), /only some containers/));
});
