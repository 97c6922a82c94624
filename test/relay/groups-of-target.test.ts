import assert from 'node:assert/strict';
import type { AdEntry } from '../../src/model/evidence.ts';
import { DirectoryError } from '../../src/ports/directory.ts';
import { groupsOfTarget } from '../../src/relay/groups-of-target.ts';
import type { Site } from '../../src/relay/menu.ts';
import { fastClock } from '../ports/fast-clock.ts';
import { memoryDirectory } from '../ports/memory-directory.ts';
import { JOHN, johnEntry } from '../ports/relay-jobs.ts';

const CHILD = 'DC=corp,DC=contoso,DC=com';
const ROOT = 'DC=contoso,DC=com';
const group = (dn: string, ...member: readonly string[]): AdEntry => ({ dn, attributes: { objectClass: ['group'], member } });

/** John lives in the child; the groups go from domain to domain and back. */
const child = memoryDirectory([johnEntry(), group(`CN=Local,${CHILD}`, `CN=Universal,${ROOT}`), group(`CN=Direct,${CHILD}`, JOHN.dn)]);
const root = memoryDirectory([group(`CN=Universal,${ROOT}`, `CN=Direct,${CHILD}`), group(`CN=Circle,${ROOT}`, `CN=Local,${CHILD}`, `CN=Circle,${ROOT}`)]);
const elsewhere = memoryDirectory([group('CN=Foreign,DC=other', JOHN.dn)]);
const site: Site = {
  clock: fastClock('2026-11-21T09:00:00Z'), syncServers: [],
  directories: [{ forest: 'contoso.com', baseDn: ROOT, directory: root }, { forest: 'contoso.com', baseDn: CHILD, directory: child }, { forest: 'other', baseDn: 'DC=other', directory: elsewhere }],
};
const names = async (target: AdEntry, at = site): Promise<readonly string[] | null> => (await groupsOfTarget(at, JOHN, target))?.map(({ dn }) => dn).sort() ?? null;

describe('the groups of an object that a plan would change', () => {
  it('are followed from domain to domain of its forest, and a circle ends', async () => assert.deepEqual(await names(johnEntry()), [`CN=Circle,${ROOT}`, `CN=Direct,${CHILD}`, `CN=Local,${CHILD}`, `CN=Universal,${ROOT}`]));

  it('are asked for with the primary group, in the home domain only', async () => {
    const asked: unknown[] = [];
    const spying = { ...child, groupsOf: (object: { readonly dn: string; readonly primaryGroupSid?: string | undefined }) => (asked.push(object.primaryGroupSid), Promise.resolve([])) };
    await groupsOfTarget({ ...site, directories: [{ forest: 'contoso.com', baseDn: CHILD, directory: spying }] }, JOHN, johnEntry());
    assert.equal(Buffer.from(String(asked[0]), 'base64').readUInt32LE(24), 513);
  });

  for (const [what, attributes] of [['its primary group', { primaryGroupID: [] }], ['its SID', { objectSid: [] }], ['a primary group that is a number', { primaryGroupID: ['all'] }]] as const) {
    it(`cannot be told of an account without ${what}`, async () => assert.equal(await names(johnEntry(attributes)), null));
  }

  it('need no primary group where there is none, as with a contact', async () => assert.equal((await names(johnEntry({ objectClass: ['top', 'contact'], primaryGroupID: [], objectSid: [] })))?.length, 4));

  it('cannot be told of an object in a domain that the relay does not serve', async () => assert.equal(await names(johnEntry(), { ...site, directories: [] }), null));

  it('cannot be told when there are too many questions', async () => {
    const many = memoryDirectory(Array.from({ length: 600 }, (_, at) => group(`CN=Group ${String(at)},${CHILD}`, JOHN.dn)));
    assert.equal(await names(johnEntry(), { ...site, directories: [{ forest: 'contoso.com', baseDn: CHILD, directory: many }, { forest: 'contoso.com', baseDn: ROOT, directory: root }] }), null);
  });

  it('are unknown, and so in nobody\'s favour, when a domain does not answer', async () => {
    const away = memoryDirectory();
    away.before = () => {
      throw new DirectoryError('unreachable', 'no connection');
    };
    await assert.rejects(names(johnEntry(), { ...site, directories: [...site.directories, { forest: 'contoso.com', baseDn: 'DC=b,DC=contoso,DC=com', directory: away }] }), DirectoryError);
  });
});
