import assert from 'node:assert/strict';
import type { AdEntry } from '../../../src/model/evidence.ts';
import { DirectoryError, type AccessList, type Directory } from '../../../src/ports/directory.ts';
import { delegationsOf } from '../../../src/readings/on-prem/delegations.ts';
import { memoryDirectory } from '../../ports/memory-directory.ts';

const TOP = 'DC=corp,DC=contoso,DC=com';
const STAFF = `OU=Staff,${TOP}`;
const octets = (...parts: readonly number[]): string => Buffer.concat([Buffer.from([1, parts.length, 0, 0, 0, 0, 0, 5]), ...parts.map((part) => Buffer.from(Uint32Array.of(part).buffer))]).toString('base64');
const container = (dn: string, n: number): AdEntry => ({ dn, attributes: { objectClass: ['organizationalUnit'], objectGUID: [Buffer.alloc(16, n).toString('base64')] } });
const HELPDESK: AdEntry = { dn: `CN=Help Desk,${STAFF}`, attributes: { sAMAccountName: ['helpdesk'], objectSid: [octets(21, 1, 2, 4_000_000_000, 1105)] } };
const lists: readonly AccessList[] = [
  { dn: STAFF, inherits: false, grants: [{ sid: 'S-1-5-21-1-2-4000000000-1105', may: ['reset passwords'] }, { sid: 'S-1-5-21-1-2-3-9', may: ['delete'] }, { sid: 'S-1-5-11', may: ['create users'] }] },
  { dn: `OU=Sales,${STAFF}`, inherits: true },
  { dn: `OU=Hidden,${STAFF}`, inherits: null },
];
const domain = (change: Partial<Directory>) => ({ forest: 'corp.contoso.com', baseDn: TOP, directory: { ...memoryDirectory([]), ...change } }) as unknown as Parameters<typeof delegationsOf>[0];

describe('who may do what in a container', () => {
  const all = [container(STAFF, 1), container(`OU=Sales,${STAFF}`, 2), container(TOP, 3)];

  it('is told by name, by SID where nobody bears it any more, and not at all where the list may not be read', async () => {
    const asked: string[][] = [];
    const { sections } = await delegationsOf(domain({ accessLists: async (guids) => (asked.push([...guids]), lists), withSids: async (sids) => (asked.push([...sids]), [HELPDESK]) }), all);
    assert.deepEqual(sections.delegations, [
      { dn: STAFF, inherits: false, grants: [{ trustee: 'helpdesk', may: ['reset passwords'] }, { trustee: 'S-1-5-21-1-2-3-9', may: ['delete'] }, { trustee: 'Authenticated Users', may: ['create users'] }] },
      { dn: `OU=Sales,${STAFF}`, inherits: true, grants: [] },
    ]);
    assert.equal(asked[0]?.length, 2, 'the domain itself is not asked about');
    assert.deepEqual(asked[1], [octets(21, 1, 2, 4_000_000_000, 1105), octets(21, 1, 2, 3, 9)]);
  });

  it('is left out when it cannot be read, and stops nothing else', async () => {
    const failing = (): Promise<never> => Promise.reject(new DirectoryError('timed-out', 'too slow'));
    assert.deepEqual(await delegationsOf(domain({ accessLists: failing }), all), { sections: {} });
    assert.deepEqual((await delegationsOf(domain({ accessLists: async () => lists, withSids: failing }), all)).sections.delegations?.[0]?.grants[0]?.trustee, 'S-1-5-21-1-2-4000000000-1105');
    assert.deepEqual(await delegationsOf(domain({ accessLists: failing }), [container(TOP, 3)]), { sections: {} });
  });
});
