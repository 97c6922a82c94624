import assert from 'node:assert/strict';
import { anchorOfGuid, guidOfAnchor } from '../../src/model/anchor.ts';
import type { AdEntry } from '../../src/model/evidence.ts';
import { isObjectGuid, type ObjectGuid } from '../../src/model/ids.ts';
import type { ChangeableAttribute } from '../../src/model/changeable-attributes.ts';
import { DirectoryError, type Directory, type DirectoryFault, type GlobalCatalog } from '../../src/ports/directory.ts';
import type { ChangedEntry, DirectoryFilter } from '../../src/ports/directory-streams.ts';

/** A directory under test, with hands to arrange it from outside. */
export interface DirectoryWorld {
  readonly directory: Directory;
  /** The same directory with an account that may read but not write. */
  readonly reader: Directory;
  /** With an account whose password is wrong. */
  readonly stranger: Directory;
  /** With an account that may not read what is said of the access lists and of the writes; absent where that cannot be arranged. */
  readonly shortSighted?: Directory | undefined;
  /** The global catalog of the same forest. */
  readonly catalog: GlobalCatalog;
  readonly baseDn: string;
  readonly domain: string;
  /** With an account that may write only mail, proxyAddresses and mS-DS-ConsistencyGuid of users. */
  readonly delegated: Directory;
  /** The right of that account over what was just made there; a no-op where it is given once for all. */
  delegate(ou: string): Promise<void>;
  /** Address of another server that has the same objects. */
  readonly otherController: string;
  /** False on Samba, which keeps no words about linked values and shows whole objects in its catalog. */
  readonly isLikeWindows: boolean;
  /** The same directory, told of these other domain controllers. */
  among(domainControllers: readonly string[]): Directory;
  /** Stops the object's access list from inheriting. */
  protect(dn: string): Promise<void>;
  replace(dn: string, attribute: string, values: readonly string[]): Promise<void>;
  add(dn: string, attributes: Readonly<Record<string, string | readonly string[]>>): Promise<void>;
  remove(dn: string): Promise<void>;
  addUpnSuffix(suffix: string): Promise<void>;
  close(): Promise<void>;
}

const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
const OTHER_ANCHOR = 'RDMiEWZViHeZqrvM3e7/AA==';
/** A normal account that needs no password. */
const ENABLED = { userAccountControl: '544' };
const NO_GUID = '00000000-1111-4222-8333-444444444444';

/** What every implementation of the Directory port must do, whatever stands behind it. */
export function describeDirectory(name: string, makeWorld: () => Promise<DirectoryWorld>): void {
  describe(`the directory port on ${name}`, () => {
    let world: DirectoryWorld;
    let ou: string;
    // Another run may have left its objects in the same directory.
    let number = process.pid * 100;
    before(async function () {
      this.timeout(60_000);
      world = await makeWorld();
    });
    after(() => world?.close());
    beforeEach(async () => {
      number += 1;
      ou = `OU=Case ${number},${world.baseDn}`;
      await world.add(ou, { objectClass: 'organizationalUnit' });
    });

    const makeUser = async (key: string, attributes: Readonly<Record<string, string | readonly string[]>> = {}, rdn = key): Promise<{ readonly dn: string; readonly guid: ObjectGuid }> => {
      const dn = `CN=${rdn},${ou}`;
      await world.add(dn, { objectClass: 'user', sAMAccountName: `${key}${number}`, ...attributes });
      return { dn, guid: guidOf(only(await world.directory.find(`${key}${number}`))) };
    };
    const addresses = async (guid: ObjectGuid): Promise<readonly string[]> => (await world.directory.byGuid(guid))?.attributes['proxyAddresses']?.toSorted() ?? [];

    describe('finding by any name', () => {
      it('finds a user by account name, UPN, mail, address, display name, cn, DN and GUID', async () => {
        const upn = `ada${number}@${world.domain}`;
        const user = await makeUser('ada', { userPrincipalName: upn, mail: `ada.m${number}@contoso.com`, displayName: `Ada Display ${number}`, proxyAddresses: [`SMTP:ada.p${number}@contoso.com`] }, `Ada Common ${number}`);
        const names = [`ada${number}`, `ADA${number}`, `CORP\\ada${number}`, upn.toUpperCase(), `ada.m${number}@contoso.com`, `Ada.P${number}@contoso.com`, `ada display ${number}`, `Ada Common ${number}`, user.dn, user.guid, `{${user.guid.toUpperCase()}}`, `  ada${number} `];
        for (const asked of names) assert.deepEqual((await world.directory.find(asked)).map(guidOf), [user.guid], asked);
      });

      it('names some that begin like what was typed, and like its first letters', async () => {
        const user = await makeUser('nearby', { displayName: `Nia Nearby ${number}` });
        for (const typed of ['nearby', 'neazz', 'Nia Ne']) assert.ok((await world.directory.near(typed)).map(guidOf).includes(user.guid), typed);
        for (const typed of ['zzzqqq', 'ab', '', '*', 'x=y']) assert.deepEqual(await world.directory.near(typed), [], typed);
      });

      it('finds groups, contacts, computers and inetOrgPersons, but no containers', async () => {
        await world.add(`CN=thing g,${ou}`, { objectClass: 'group', sAMAccountName: `g${number}`, displayName: `Thing ${number}` });
        await world.add(`CN=thing c,${ou}`, { objectClass: 'contact', displayName: `Thing ${number}` });
        await world.add(`CN=thing p,${ou}`, { objectClass: 'computer', sAMAccountName: `p${number}$`, displayName: `Thing ${number}` });
        await world.add(`CN=thing i,${ou}`, { objectClass: 'inetOrgPerson', sAMAccountName: `i${number}`, displayName: `Thing ${number}` });
        await world.add(`OU=thing o,${ou}`, { objectClass: 'organizationalUnit', displayName: `Thing ${number}` });
        const found = await world.directory.find(`thing ${number}`);
        assert.deepEqual(found.map((entry) => entry.attributes['cn']?.[0]).toSorted(), ['thing c', 'thing g', 'thing i', 'thing p']);
      });

      it('finds a service account that passwords itself, and a group with its direct members', async () => {
        const { dn } = await makeUser('inside');
        await world.add(`CN=gmsa,${ou}`, { objectClass: 'msDS-GroupManagedServiceAccount', sAMAccountName: `m${number}$`, 'msDS-ManagedPasswordInterval': '30' });
        await world.add(`CN=crew,${ou}`, { objectClass: 'group', sAMAccountName: `crew${number}`, member: [dn] });
        assert.ok(only(await world.directory.find(`m${number}$`)).attributes['objectClass']?.includes('msDS-GroupManagedServiceAccount'));
        assert.deepEqual(only(await world.directory.find(`crew${number}`)).attributes['member'], [dn]);
        assert.deepEqual(only(await world.directory.find(`inside${number}`)).attributes['memberOf'], [`CN=crew,${ou}`]);
      });

      it('brings the attributes of people that rules and judges speak of', async () => {
        const given = { mobile: '+44 1', telephoneNumber: '+44 2', department: 'Sales', company: 'Contoso', title: 'Lead', physicalDeliveryOfficeName: 'B 12', employeeID: '77', accountExpires: '133000000000000000' };
        const { guid } = await makeUser('facts', given);
        const found = (await world.directory.byGuid(guid))?.attributes ?? {};
        for (const [attribute, value] of Object.entries(given)) assert.deepEqual(found[attribute], [value], attribute);
      });

      it('answers several matches as several entries', async () => {
        await makeUser('tom', { displayName: `Same Name ${number}` });
        await makeUser('tim', { displayName: `same name ${number}` });
        assert.equal((await world.directory.find(`Same Name ${number}`)).length, 2);
      });

      it('answers an unknown, an empty and a hostile name with nothing', async () => {
        await makeUser('eve');
        for (const asked of ['nobody-here', '', '   ', '*', '*)(objectClass=*', `ev*`, '(|(cn=*))', 'a=b,c', 'x'.repeat(3000)]) assert.deepEqual(await world.directory.find(asked), [], asked);
      });

      const odd = ['Smith, John', 'plus + "quote"', 'back\\slash', 'end\\', '<angle>; #', 'Zoë Ångström 漢', 'paren (x) *'];
      for (const value of odd) {
        it(`finds and moves an object called ${JSON.stringify(value)}`, async () => {
          const user = await makeUser('odd', { displayName: value }, escaped(value));
          await world.add(`OU=Target,${ou}`, { objectClass: 'organizationalUnit' });
          const found = (await world.directory.find(value)).filter((entry) => guidOf(entry) === user.guid);
          assert.deepEqual(only(found).attributes['cn'], [value]);
          await world.directory.move(user.guid, `OU=Target,${ou}`);
          const moved = await world.directory.byGuid(user.guid);
          assert.deepEqual(moved?.attributes['cn'], [value]);
          assert.ok(moved.dn.toLowerCase().endsWith(`,ou=target,${ou}`.toLowerCase()), moved.dn);
        });
      }
    });

    describe('the shape of entries', () => {
      it('gives lists of text, octets as base64, and no attribute without a value', async () => {
        const { guid } = await makeUser('shape', { proxyAddresses: [`smtp:one${number}@contoso.com`] });
        const entry = await world.directory.byGuid(guid);
        assert.ok(entry !== null);
        assert.deepEqual(entry.attributes['objectGUID'], [anchorOfGuid(guid)]);
        assert.deepEqual(entry.attributes['objectClass'], ['top', 'person', 'organizationalPerson', 'user']);
        assert.deepEqual(entry.attributes['proxyAddresses'], [`smtp:one${number}@contoso.com`]);
        assert.match(entry.attributes['objectSid']?.[0] ?? '', /^AQUAAAAAAAUVAAAA/);
        assert.match(entry.attributes['whenCreated']?.[0] ?? '', /^\d{14}\.0Z$/);
        assert.equal('mail' in entry.attributes, false);
        for (const [attribute, values] of Object.entries(entry.attributes)) assert.ok(values.length > 0 && values.every((value) => typeof value === 'string'), attribute);
      });

      it('keeps octets that happen to be readable text as octets', async () => {
        const { guid } = await makeUser('sevens');
        const sevens = Buffer.alloc(16, 7).toString('base64');
        await world.directory.changeValues({ guid, attribute: 'mS-DS-ConsistencyGuid', remove: [], add: [sevens] });
        assert.deepEqual((await world.directory.byGuid(guid))?.attributes['mS-DS-ConsistencyGuid'], [sevens]);
      });

      it('answers a GUID that nobody has with null', async () => {
        assert.equal(await world.directory.byGuid(guidFrom(NO_GUID)), null);
      });
    });

    it('tells which DNs exist, whatever their case and class', async () => {
      const { dn } = await makeUser('here');
      const found = await world.directory.existing([dn.toUpperCase(), ou, `OU=Nowhere,${world.baseDn}`, 'no dn at all', 'DC=elsewhere,DC=example']);
      assert.deepEqual(found.map((entry) => entry.dn.toLowerCase()).toSorted(), [dn, ou].map((each) => each.toLowerCase()).toSorted());
      assert.deepEqual(await world.directory.existing([]), []);
    });

    it('describes the forest', async () => {
      await world.addUpnSuffix('contoso.com');
      const forest = await world.directory.forest();
      assert.equal(forest.name, world.domain);
      assert.deepEqual(forest.domains, [world.domain]);
      assert.deepEqual(forest.upnSuffixes?.toSorted(), ['contoso.com', world.domain]);
      assert.equal(forest.exchangeSchema, true);
      assert.ok(forest.schemaAttributes?.includes('proxyAddresses') && forest.schemaAttributes.includes('mS-DS-ConsistencyGuid'));
    });

    describe('who holds a value', () => {
      it('finds an address in every attribute that can hold it, in any case and without prefix', async () => {
        const address = `shared${number}@contoso.com`;
        const holders: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
          ['h1', { proxyAddresses: `SMTP:Shared${number}@contoso.com` }], ['h2', { proxyAddresses: `smtp:${address}` }], ['h3', { proxyAddresses: address }],
          ['h4', { mail: address }], ['h5', { targetAddress: `SMTP:${address}` }], ['h6', { userPrincipalName: address }],
        ];
        for (const [key, attributes] of holders) await makeUser(key, attributes);
        await makeUser('h7', { mail: `not-${address}` });
        const found = await world.directory.holders([address.toUpperCase(), `nobody${number}@contoso.com`]);
        assert.deepEqual(found.map((entry) => entry.attributes['cn']?.[0]).toSorted(), ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
      });

      it('asks for more addresses than fit into one filter', async () => {
        await makeUser('last', { mail: `many59-${number}@contoso.com` });
        const found = await world.directory.holders(Array.from({ length: 60 }, (_, index) => `many${index}-${number}@contoso.com`));
        assert.equal(found.length, 1);
        assert.deepEqual(await world.directory.holders([]), []);
      });

      it('finds anchors as objectGUID and as mS-DS-ConsistencyGuid', async () => {
        const one = await makeUser('one');
        const two = await makeUser('two');
        const anchor = Buffer.from(`anchor-${String(number).padStart(9, '0')}`).toString('base64');
        await world.directory.changeValues({ guid: two.guid, attribute: 'mS-DS-ConsistencyGuid', remove: [], add: [anchor] });
        const found = await world.directory.withAnchors([anchorOfGuid(one.guid), anchor, 'jsmith', '']);
        assert.deepEqual(found.map(guidOf).toSorted(), [one.guid, two.guid].toSorted());
        assert.deepEqual(await world.directory.withAnchors(['jsmith']), []);
      });

      it('finds accounts by SID, and takes nothing for a SID that is none', async () => {
        const { guid } = await makeUser('sid');
        const sid = (await world.directory.byGuid(guid))?.attributes['objectSid'] ?? [];
        assert.deepEqual((await world.directory.withSids(sid)).map(guidOf), [guid]);
        assert.deepEqual(await world.directory.withSids([ANCHOR, '', 'AQUAAAAAAAU=']), []);
      });

      it('tells the direct members of a group among those asked about, and which groups exist', async () => {
        const inside = await makeUser('in');
        const outside = await makeUser('out');
        const nested = `CN=nested,${ou}`;
        await world.add(nested, { objectClass: 'group', sAMAccountName: `n${number}`, member: [outside.dn] });
        await world.add(`CN=pilot,${ou}`, { objectClass: 'group', sAMAccountName: `p${number}`, member: [inside.dn, nested] });
        const [pilot, ...others] = await world.directory.memberships({ groups: [`cn=pilot,${ou}`, `CN=no-such,${ou}`], members: [inside.dn, outside.dn] });
        assert.deepEqual([pilot?.dn, pilot?.attributes['member'], others], [`CN=pilot,${ou}`, [inside.dn], []]);
        assert.equal('member' in only(await world.directory.memberships({ groups: [`CN=pilot,${ou}`], members: [outside.dn] })).attributes, false);
        assert.deepEqual(await world.directory.memberships({ groups: [], members: [] }), []);
      });

      it('finds deleted objects by sign-in name and display name', async () => {
        const upn = `leaver${number}@${world.domain}`;
        const leaver = await makeUser('leaver', { userPrincipalName: upn, displayName: `Lee Leaver ${number}` });
        await world.remove(leaver.dn);
        for (const asked of [upn, `lee leaver ${number}`]) assert.equal(guidOf(only(await world.directory.deleted({ anchors: [], names: [asked] }))), leaver.guid, asked);
      });

      it('knows who is in a group, directly or through others, by SID', async () => {
        const [inside, nested, outside, disabled] = [await makeUser('ring', ENABLED), await makeUser('nested', ENABLED), await makeUser('outside', ENABLED), await makeUser('off', { userAccountControl: '546' })];
        const group = (name: string): string => `CN=${name},${ou}`;
        for (const name of ['top', 'middle', 'other']) await world.add(group(name), { objectClass: 'group', sAMAccountName: `${name}${number}` });
        await world.replace(group('middle'), 'member', [nested.dn, group('top')]);
        await world.replace(group('top'), 'member', [inside.dn, disabled.dn, group('middle')]);
        const asked = async (guid: ObjectGuid, name: string): Promise<boolean> => {
          const sid = Buffer.from((await world.directory.byGuid(guid))?.attributes['objectSid']?.[0] ?? '', 'base64');
          const text = ['S', sid[0], sid.readUIntBE(2, 6), ...Array.from({ length: sid[1] ?? 0 }, (_, at) => sid.readUInt32LE(8 + 4 * at))].join('-');
          return world.directory.isInGroup(text, group(name));
        };
        assert.deepEqual([await asked(inside.guid, 'top'), await asked(nested.guid, 'top'), await asked(inside.guid, 'middle')], [true, true, true]);
        assert.deepEqual([await asked(outside.guid, 'top'), await asked(disabled.guid, 'top'), await asked(inside.guid, 'other'), await asked(inside.guid, 'missing')], [false, false, false, false]);
        for (const hostile of ['', '*', 'S-1-5', 'S-1-5-21-*', 'S-1-5-21-99999999999']) assert.equal(await world.directory.isInGroup(hostile, group('top')), false, hostile);
      });

      it('names every group that an object is in, through others and by its primary group too', async () => {
        const inside = await makeUser('chained', {}, escaped(`Chained, ${number}`));
        const off = await makeUser('swoff', { userAccountControl: '514' });
        const group = (name: string): string => `CN=${escaped(`chain, ${name} ${number}`)},${ou}`;
        for (const name of ['high', 'low', 'aside']) await world.add(group(name), { objectClass: 'group', sAMAccountName: `chain${name}${number}` });
        await world.replace(group('low'), 'member', [inside.dn]);
        await world.replace(group('high'), 'member', [group('low'), off.dn]);
        const names = async (asked: Parameters<Directory['groupsOf']>[0]): Promise<readonly string[]> => (await world.directory.groupsOf(asked)).map(({ dn, attributes }) => `${attributes['objectSid']?.length ?? 0} ${dn.toLowerCase()}`).sort();
        const wanted = (...wantedNames: readonly string[]): readonly string[] => wantedNames.map((name) => `1 ${group(name).toLowerCase()}`).sort();
        assert.deepEqual(await names({ dn: inside.dn }), wanted('high', 'low'));
        assert.deepEqual(await names({ dn: off.dn }), wanted('high'));
        assert.deepEqual(await names({ dn: group('aside') }), []);
        const [sid = ''] = (await world.directory.find(`chainlow${number}`))[0]?.attributes['objectSid'] ?? [];
        assert.deepEqual(await names({ dn: off.dn, primaryGroupSid: sid }), wanted('high', 'low'));
        const octets = Buffer.from(sid, 'base64');
        octets.writeUInt32LE(4_000_000_000, octets.length - 4);
        await rejects(world.directory.groupsOf({ dn: off.dn, primaryGroupSid: octets.toString('base64') }), 'failed');
      });

      it('finds deleted objects by anchor and by former name, and no longer among the living', async () => {
        const gone = await makeUser('gone', { mail: `gone${number}@contoso.com` }, escaped(`Gone, ${number}`));
        const anchor = Buffer.from(`deleted${String(number).padStart(9, '0')}`).toString('base64');
        await world.directory.changeValues({ guid: gone.guid, attribute: 'mS-DS-ConsistencyGuid', remove: [], add: [anchor] });
        await world.remove(gone.dn);
        for (const query of [{ anchors: [anchorOfGuid(gone.guid)], names: [] }, { anchors: [anchor], names: [] }, { anchors: [], names: [`GONE${number}`] }, { anchors: [], names: [`gone, ${number}`] }]) {
          const entry = only(await world.directory.deleted(query));
          assert.equal(guidOf(entry), gone.guid);
          assert.deepEqual(entry.attributes['isDeleted'], ['TRUE']);
          assert.equal(entry.attributes['lastKnownParent']?.[0]?.toLowerCase(), ou.toLowerCase());
        }
        assert.equal(await world.directory.byGuid(gone.guid), null);
        assert.deepEqual(await world.directory.find(`gone${number}`), []);
        assert.deepEqual(await world.directory.withAnchors([anchor]), []);
        assert.deepEqual(await world.directory.deleted({ anchors: [], names: ['never-existed'] }), []);
        assert.deepEqual(await world.directory.deleted({ anchors: [], names: [] }), []);
      });
    });

    describe('looking deeper', () => {
      it('tells whether access lists inherit', async () => {
        const open = await makeUser('open');
        const closed = await makeUser('closed');
        await world.protect(closed.dn);
        const lists = await world.directory.accessLists([open.guid, closed.guid, guidFrom(NO_GUID)]);
        assert.deepEqual(new Map(lists.map(({ dn, inherits }) => [dn, inherits])), new Map([[open.dn, true], [closed.dn, false]]));
        assert.deepEqual(await world.directory.accessLists([]), []);
        if (world.shortSighted !== undefined) assert.deepEqual(await world.shortSighted.accessLists([open.guid]), [{ dn: open.dn, inherits: null }]);
      });

      it('shows the object as another domain controller has it, and names the one that is down', async () => {
        const user = await makeUser('copied', { proxyAddresses: [`SMTP:copied${number}@contoso.com`], department: 'Sales' });
        const { copies, silent, notAsked } = await world.among([world.otherController, 'ldaps://127.0.0.1:1']).copies([user.guid]);
        assert.deepEqual(copies.map(({ dn, server, attributes }) => [dn, server, attributes['proxyAddresses'], attributes['department']]), [[user.dn, new URL(world.otherController).host, [`SMTP:copied${number}@contoso.com`], undefined]]);
        assert.match(only(copies).attributes['uSNChanged']?.[0] ?? '', /^\d+$/);
        assert.deepEqual([silent.map(({ server, error }) => [server, error instanceof DirectoryError && error.fault]), notAsked], [[['127.0.0.1:1', 'unreachable']], []]);
      });

      it('finds the other domain controllers by itself: here there are none', async () => {
        const { guid } = await makeUser('alone');
        assert.deepEqual(await world.directory.copies([guid]), { copies: [], silent: [], notAsked: [] });
      });

      it('tells when each attribute was last written, how often, and where', async () => {
        const { guid, dn } = await makeUser('history', { mail: `history${number}@contoso.com`, mobile: '1' });
        const before = Date.now();
        await world.replace(dn, 'mobile', ['2']);
        await world.replace(dn, 'mailNickname', ['history']);
        const history = await world.directory.changes(guid);
        const rows = new Map(history?.changes.map((change) => [change.attribute, change]));
        assert.deepEqual([history?.dn, history?.guid, history?.domain, history?.cut], [dn, guid, world.domain, false]);
        assert.deepEqual(['mobile', 'mail', 'mailNickname', 'sAMAccountName', 'department'].map((name) => rows.get(name)?.version), [2, 1, 1, 1, undefined]);
        const mobile = rows.get('mobile');
        assert.match(mobile?.time ?? '', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.000Z$/);
        assert.ok(Math.abs(Date.parse(mobile?.time ?? '') - before) < 60_000, mobile?.time);
        assert.match(mobile?.originatingDsa ?? '', /^(CN=NTDS Settings,|[0-9a-f-]{36}$)/);
        assert.match(mobile?.originatingUsn ?? '', /^[1-9]\d*$/);
        assert.equal(history?.changes.some(({ attribute }) => attribute.startsWith('attribute 0x')), false);
        assert.deepEqual(history?.changes.map(({ time }) => time), history?.changes.map(({ time }) => time).toSorted().toReversed());
      });

      it('tells which members came and went, where the directory keeps that', async () => {
        const [stayed, went] = [await makeUser('stayed'), await makeUser('went')];
        await world.add(`CN=club,${ou}`, { objectClass: 'group', sAMAccountName: `club${number}`, member: [stayed.dn, went.dn] });
        const group = guidOf(only(await world.directory.find(`club${number}`)));
        await world.replace(`CN=club,${ou}`, 'member', [stayed.dn]);
        const values = (await world.directory.changes(group))?.changes.filter(({ value }) => value !== undefined) ?? [];
        const expected = [['member', stayed.dn, false, 1], ['member', went.dn, true, 2]] as const;
        assert.deepEqual(values.map(({ attribute, value, removed, version }) => [attribute, value, removed, version]).toSorted(), world.isLikeWindows ? expected : []);
      });

      it('tells the writes of a deleted object, and of nobody it says null', async () => {
        const { guid, dn } = await makeUser('erased');
        await world.remove(dn);
        assert.equal((await world.directory.changes(guid))?.changes.find(({ attribute }) => attribute === 'isDeleted')?.version, 1);
        assert.equal(await world.directory.changes(guidFrom(NO_GUID)), null);
      });

      it('says so when the writes may not be read', async () => {
        if (world.shortSighted === undefined) return;
        const { guid } = await makeUser('hidden');
        await rejects(world.shortSighted.changes(guid), 'access-denied');
      });
    });

    describe('the global catalog', () => {
      it('finds by name, address and SID over the whole forest, with few attributes', async () => {
        const { guid } = await makeUser('catalogued', { mail: `cat${number}@contoso.com`, company: 'Contoso' });
        const sid = (await world.directory.byGuid(guid))?.attributes['objectSid'] ?? [];
        for (const found of [await world.catalog.find(`cat${number}@contoso.com`), await world.catalog.holders([`CAT${number}@contoso.com`]), await world.catalog.withSids(sid)]) {
          assert.equal(guidOf(only(found)), guid);
          assert.equal('company' in only(found).attributes, !world.isLikeWindows);
        }
        for (const hostile of ['', '*', 'nobody)(cn=*']) assert.deepEqual(await world.catalog.find(hostile), [], hostile);
      });
    });

    describe('changing values', () => {
      it('swaps a value in one write', async () => {
        const { guid } = await makeUser('swap', { proxyAddresses: [`bare${number}@contoso.com`, `smtp:keep${number}@contoso.com`] });
        const change = { guid, attribute: 'proxyAddresses', remove: [`bare${number}@contoso.com`], add: [`SMTP:bare${number}@contoso.com`] } as const;
        assert.equal((await world.directory.changeValues(change)).versionRose, 1);
        assert.deepEqual(await addresses(guid), [`SMTP:bare${number}@contoso.com`, `smtp:keep${number}@contoso.com`]);
      });

      it('changes only the case of a prefix, which counts as one write', async () => {
        const { guid } = await makeUser('prefix', { proxyAddresses: [`smtp:p${number}@contoso.com`] });
        const change = { guid, attribute: 'proxyAddresses', remove: [`smtp:p${number}@contoso.com`], add: [`SMTP:p${number}@contoso.com`] } as const;
        assert.equal((await world.directory.changeValues(change)).versionRose, 1);
        assert.deepEqual(await addresses(guid), [`SMTP:p${number}@contoso.com`]);
      });

      it('counts the first write of an attribute', async () => {
        const { guid } = await makeUser('first');
        assert.equal((await world.directory.changeValues({ guid, attribute: 'proxyAddresses', remove: [], add: [`SMTP:f${number}@contoso.com`] })).versionRose, 1);
        assert.equal((await world.directory.changeValues({ guid, attribute: 'proxyAddresses', remove: [`SMTP:f${number}@contoso.com`], add: [] })).versionRose, 1);
        assert.deepEqual(await addresses(guid), []);
      });

      it('sets, replaces and clears the anchor as octets', async () => {
        const { guid } = await makeUser('anchor');
        for (const [remove, add] of [[[], [ANCHOR]], [[ANCHOR], [OTHER_ANCHOR]], [[OTHER_ANCHOR], []]] as const) {
          assert.equal((await world.directory.changeValues({ guid, attribute: 'mS-DS-ConsistencyGuid', remove, add })).versionRose, 1);
          assert.deepEqual((await world.directory.byGuid(guid))?.attributes['mS-DS-ConsistencyGuid'] ?? [], add);
        }
      });

      const drifts: readonly { readonly title: string; readonly remove: (n: number) => readonly string[]; readonly add: (n: number) => readonly string[] }[] = [
        { title: 'a value to remove that is gone', remove: (n) => [`smtp:gone${n}@contoso.com`], add: (n) => [`smtp:new${n}@contoso.com`] },
        { title: 'a value to remove that is there in other case only', remove: (n) => [`SMTP:is${n}@contoso.com`], add: (n) => [`smtp:new${n}@contoso.com`] },
        { title: 'a value to add that is there already', remove: () => [], add: (n) => [`smtp:is${n}@contoso.com`] },
        { title: 'two values of which one is gone', remove: (n) => [`smtp:is${n}@contoso.com`, `smtp:gone${n}@contoso.com`], add: () => [] },
      ];
      for (const { title, remove, add } of drifts) {
        it(`refuses ${title} as drifted and changes nothing`, async () => {
          const { guid } = await makeUser('drift', { proxyAddresses: [`smtp:is${number}@contoso.com`] });
          await rejects(world.directory.changeValues({ guid, attribute: 'proxyAddresses', remove: remove(number), add: add(number) }), 'drifted');
          assert.deepEqual(await addresses(guid), [`smtp:is${number}@contoso.com`]);
        });
      }

      it('lets one of two who change the same value at the same time win', async () => {
        const { guid } = await makeUser('race', { proxyAddresses: [`smtp:r${number}@contoso.com`] });
        const change = (value: string): Promise<unknown> => world.directory.changeValues({ guid, attribute: 'proxyAddresses', remove: [`smtp:r${number}@contoso.com`], add: [value] });
        const ends = await Promise.allSettled([change('smtp:first@contoso.com'), change('smtp:second@contoso.com')]);
        assert.deepEqual(ends.map((end) => end.status).toSorted(), ['fulfilled', 'rejected']);
        const loser = ends.find((end) => end.status === 'rejected');
        assert.equal(loser?.reason instanceof DirectoryError && loser.reason.fault, 'drifted');
        assert.equal((await addresses(guid)).length, 1);
      });

      it('says so when the object is gone, the right is missing or the account is refused', async () => {
        const { guid } = await makeUser('denied', { proxyAddresses: [`smtp:d${number}@contoso.com`] });
        const change = { attribute: 'proxyAddresses', remove: [], add: [`smtp:e${number}@contoso.com`] } as const;
        await rejects(world.directory.changeValues({ ...change, guid: guidFrom(NO_GUID) }), 'no-such-object');
        await rejects(world.reader.changeValues({ ...change, guid }), 'access-denied');
        await rejects(world.stranger.changeValues({ ...change, guid }), 'credentials');
        assert.deepEqual(await addresses(guid), [`smtp:d${number}@contoso.com`]);
        assert.equal((await world.reader.byGuid(guid)) !== null, true);
      });

      it('says which domain controller took the change', async () => {
        const { guid } = await makeUser('where');
        const { server } = await world.directory.changeValues({ guid, attribute: 'mail', remove: [], add: [`where${number}@contoso.com`] });
        assert.equal(server, (await world.directory.domainControllers())[0]?.server);
      });

      const singles: readonly (readonly [attribute: ChangeableAttribute, before: string, after: string])[] = [
        ['mail', 'before@contoso.com', 'after@contoso.com'], ['mail', 'Case@contoso.com', 'case@contoso.com'], ['userPrincipalName', 'up#@contoso.com', 'UP#@contoso.com'],
        ['displayName', 'Ada before', 'ADA BEFORE'], ['displayName', 'Zoë 漢 (x) * \\ ,', 'plain'], ['targetAddress', 'SMTP:a@contoso.com', 'smtp:A@contoso.com'], ['mailNickname', 'nick', 'Nick'],
        ['msRTCSIP-PrimaryUserAddress', 'sip:a@contoso.com', 'sip:A@contoso.com'], ['sAMAccountName', 'sam#', 'SAM#'], ['userAccountControl', '514', '546'], ['givenName', 'Ada', 'ADA'], ['adminDescription', 'User_NoO365Sync', 'x'],
      ];
      for (const [attribute, before, after] of singles) {
        it(`replaces ${attribute} ${before} by ${after} if it is still that, and only then`, async function () {
          const [was, is] = [before, after].map((value) => value.replace('#', String(number))) as [string, string];
          const { guid, dn } = await makeUser('single');
          try {
            await world.replace(dn, attribute, [was]);
          } catch (thrown) {
            // Samba’s schema lacks what only Skype for Business brings.
            if (world.isLikeWindows) throw thrown;
            this.skip();
          }
          const read = async (): Promise<readonly string[] | undefined> => (await world.directory.byGuid(guid))?.attributes[attribute];
          const otherCase = was === was.toUpperCase() ? was.toLowerCase() : was.toUpperCase();
          if (otherCase !== was) await rejects(world.directory.changeValues({ guid, attribute, remove: [otherCase], add: [is] }), 'drifted');
          assert.deepEqual(await read(), [was]);
          assert.equal((await world.directory.changeValues({ guid, attribute, remove: [was], add: [is] })).versionRose, 1);
          assert.deepEqual(await read(), [is]);
          await rejects(world.directory.changeValues({ guid, attribute, remove: [was], add: ['9'] }), 'drifted');
          assert.deepEqual(await read(), [is]);
        });
      }

      it('lets a delegated account write what it may, all or nothing, and says beforehand what that is', async () => {
        await world.delegate(ou);
        const { guid, dn } = await makeUser('mine');
        assert.deepEqual((await world.delegated.writableAttributes({ guid }))?.toSorted(), ['mS-DS-ConsistencyGuid', 'mail', 'proxyAddresses']);
        assert.deepEqual((await world.delegated.writableAttributes({ dn: dn.toUpperCase() }))?.length, 3);
        assert.deepEqual(await world.reader.writableAttributes({ guid }), []);
        assert.ok((await world.directory.writableAttributes({ dn }))?.includes('displayName'));
        assert.equal(await world.delegated.writableAttributes({ dn: `CN=nobody,${ou}` }), null);
        await world.delegated.changeValues({ guid, attribute: 'mail', remove: [], add: [`mine${number}@contoso.com`] });
        await rejects(world.delegated.changeValues({ guid, attribute: 'displayName', remove: [], add: ['x'] }), 'access-denied');
        await rejects(world.delegated.rename(guid, 'Not mine'), 'access-denied');
        assert.deepEqual([(await world.delegated.byGuid(guid))?.attributes['mail'], (await world.delegated.byGuid(guid))?.dn], [[`mine${number}@contoso.com`], dn]);
      });
    });

    describe('renaming', () => {
      for (const name of ['Plain', 'RENAMER', 'Comma, Ada', 'plus + "quote" = <x>; #', '#lead', 'back\\slash', 'end\\', ' blanks around ', 'Zoë 漢', 'a/b *(x)']) {
        it(`gives an object the name ${JSON.stringify(name)}, in its place and with its GUID`, async () => {
          const { guid } = await makeUser('renamer');
          await world.directory.rename(guid, name);
          const entry = await world.directory.byGuid(guid);
          assert.deepEqual(entry?.attributes['cn'], [name.trim()]);
          assert.ok(entry.dn.endsWith(`,${ou}`), entry.dn);
        });
      }

      it('refuses a name that is taken, empty or too long, and a missing right', async () => {
        const { guid, dn } = await makeUser('keeps');
        await makeUser('taken');
        await rejects(world.directory.rename(guid, 'TAKEN'), 'constraint');
        for (const bad of ['', '  ', 'x'.repeat(65), 'a\0b']) await rejects(world.directory.rename(guid, bad), 'constraint');
        await rejects(world.directory.rename(guidFrom(NO_GUID), 'x'), 'no-such-object');
        await rejects(world.reader.rename(guid, 'x'), 'access-denied');
        assert.equal((await world.directory.byGuid(guid))?.dn, dn);
      });
    });

    describe('the suffixes of the forest', () => {
      it('are added and taken away, and refused as drifted when they are there or gone', async () => {
        const suffix = `s${number}.contoso.com`;
        const has = async (): Promise<boolean> => (await world.directory.forest()).upnSuffixes?.includes(suffix) ?? false;
        await world.directory.changeUpnSuffixes({ remove: [], add: [suffix] });
        assert.equal(await has(), true);
        await rejects(world.directory.changeUpnSuffixes({ remove: [], add: [suffix] }), 'drifted');
        await rejects(world.reader.changeUpnSuffixes({ remove: [suffix], add: [] }), 'access-denied');
        await world.directory.changeUpnSuffixes({ remove: [suffix], add: [] });
        assert.equal(await has(), false);
        await rejects(world.directory.changeUpnSuffixes({ remove: [suffix], add: [] }), 'drifted');
      });
    });

    describe('long lists', () => {
      const below = (...names: readonly string[]): DirectoryFilter => ({ is: 'any', of: names.map((name) => ({ is: 'equal', attribute: 'sAMAccountName', value: `${name}${number}` })) });
      const readAll = async (filter: DirectoryFilter, attributes: readonly string[]): Promise<readonly AdEntry[]> => (await Array.fromAsync(world.directory.readAll({ filter, attributes }))).flatMap((page) => page.entries);

      it('come as pages with the attributes asked for and the name of the domain controller', async () => {
        const { guid, dn } = await makeUser('one', { mail: `one${number}@contoso.com`, mobile: '1' });
        const pages = await Array.fromAsync(world.directory.readAll({ filter: below('one'), attributes: ['mail', 'objectGUID'] }));
        assert.deepEqual(pages, [{ server: (await world.directory.domainControllers())[0]?.server, entries: [{ dn, attributes: { mail: [`one${number}@contoso.com`], objectGUID: [anchorOfGuid(guid)] } }] }]);
      });

      it('show an object exactly as a question about it does', async () => {
        const { guid, dn } = await makeUser('both', { mail: `both${number}@contoso.com`, displayName: 'Zoë "漢" \\, <x>', proxyAddresses: [`SMTP:both${number}@contoso.com`, `smtp:b${number}@contoso.com`], userAccountControl: '514' });
        await world.directory.changeValues({ guid, attribute: 'mS-DS-ConsistencyGuid', remove: [], add: [Buffer.alloc(16, 7).toString('base64')] });
        await world.add(`CN=bothg,${ou}`, { objectClass: 'group', sAMAccountName: `bothg${number}`, member: [dn] });
        const asked = await world.directory.byGuid(guid);
        assert.ok(asked !== null && Object.keys(asked.attributes).length > 15);
        assert.deepEqual(only(await readAll(below('both'), Object.keys(asked.attributes))), asked);
      });

      it('come from one container and what lies below it, where one is named', async () => {
        const deep = `OU=deep,${ou}`;
        await world.add(deep, { objectClass: 'organizationalUnit' });
        await makeUser('high');
        await world.add(`CN=low,${deep}`, { objectClass: 'user', sAMAccountName: `low${number}` });
        const names = async (container: string): Promise<readonly (string | undefined)[]> =>
          (await Array.fromAsync(world.directory.readAll({ filter: below('high', 'low'), attributes: ['cn'], below: container }))).flatMap(({ entries }) => entries.map((entry) => entry.attributes['cn']?.[0])).toSorted();
        assert.deepEqual([await names(ou), await names(deep)], [['high', 'low'], ['low']]);
        await rejects(names(`OU=nowhere,${ou}`), 'no-such-object');
      });

      it('fit every kind of filter, binary values and hostile ones among them', async () => {
        const one = await makeUser('f1', { userAccountControl: '514', mail: `f1${number}@contoso.com` });
        await makeUser('f2', { userAccountControl: '544', displayName: '*)(cn=*' });
        const mine: DirectoryFilter = below('f1', 'f2');
        const found = async (filter: DirectoryFilter): Promise<readonly (string | undefined)[]> => (await readAll({ is: 'all', of: [mine, filter] }, ['cn'])).map((entry) => entry.attributes['cn']?.[0]).toSorted();
        assert.deepEqual(await found({ is: 'equal', attribute: 'objectGUID', value: anchorOfGuid(one.guid) }), ['f1']);
        assert.deepEqual(await found({ is: 'bits', attribute: 'userAccountControl', bits: 2 }), ['f1']);
        assert.deepEqual(await found({ is: 'not', filter: { is: 'present', attribute: 'mail' } }), ['f2']);
        assert.deepEqual(await found({ is: 'begins', attribute: 'mail', value: `F1${number}` }), ['f1']);
        assert.deepEqual(await found({ is: 'equal', attribute: 'displayName', value: '*)(cn=*' }), ['f2']);
        assert.deepEqual(await found({ is: 'equal', attribute: 'mail', value: '*' }), []);
        assert.deepEqual(await found({ is: 'at-least', attribute: 'userAccountControl', value: '540' }), ['f2']);
        await assert.rejects(readAll(mine, ['unicodePwd']), TypeError);
        await assert.rejects(readAll({ is: 'present', attribute: 'cn)(x' }, ['cn']), TypeError);
      });

      it('hold every member of a group of 2,000, read by itself and in the stream', async function () {
        this.timeout(120_000);
        const members: string[] = [];
        for (let from = 0; from < 2000; from += 50) {
          const some = Array.from({ length: 50 }, (_, at) => `CN=m${from + at},${ou}`);
          await Promise.all(some.map((dn) => world.add(dn, { objectClass: 'contact' })));
          members.push(...some);
        }
        await world.add(`CN=big,${ou}`, { objectClass: 'group', sAMAccountName: `big${number}`, member: members });
        assert.deepEqual(only(await world.directory.find(`big${number}`)).attributes['member']?.toSorted(), members.toSorted());
        assert.equal(only(await readAll(below('big'), ['member'])).attributes['member']?.length, 2000);
        assert.equal((await readAll({ is: 'equal', attribute: 'memberOf', value: `CN=big,${ou}` }, ['cn'])).length, 2000);
      });

      it('may be left in the middle, and are read twenty times without a connection running out', async () => {
        await makeUser('left');
        for (let turn = 0; turn < 20; turn += 1) for await (const page of world.directory.readAll({ filter: { is: 'present', attribute: 'objectClass' }, attributes: ['cn'] })) if (page.entries.length > 0) break;
        assert.equal((await readAll(below('left'), ['cn'])).length, 1);
      });
    });

    describe('what changed', () => {
      const since = async (cookie: string | null): Promise<{ readonly entries: readonly ChangedEntry[]; readonly cookie: string }> => {
        const pages = await Array.fromAsync(world.directory.changesSince(cookie));
        return { entries: pages.flatMap((page) => page.entries), cookie: pages.at(-1)?.cookie ?? assert.fail('no page') };
      };

      it('is told from a cookie on: new, changed, cleared and deleted objects, and nothing twice', async function () {
        this.timeout(60_000);
        const start = await since(null);
        const ada = await makeUser('chada', { mail: `chada${number}@contoso.com`, department: 'Sales' });
        const first = await since(start.cookie);
        const made = first.entries.find(({ guid }) => guid === ada.guid);
        assert.deepEqual([made?.dn, made?.deleted, made?.attributes['mail'], made?.attributes['department']], [ada.dn, false, [`chada${number}@contoso.com`], ['Sales']]);
        await world.replace(ada.dn, 'department', []);
        await world.replace(ada.dn, 'title', ['Lead']);
        const second = await since(first.cookie);
        const changed = only(second.entries.filter(({ guid }) => guid === ada.guid));
        assert.deepEqual([changed.attributes['title'], changed.attributes['mail'], changed.cleared], [['Lead'], undefined, ['department']]);
        assert.deepEqual((await since(second.cookie)).entries.filter(({ guid }) => guid === ada.guid), []);
        await world.remove(ada.dn);
        const third = await since(second.cookie);
        assert.deepEqual(third.entries.filter(({ guid }) => guid === ada.guid).map(({ deleted }) => deleted), [true]);
        assert.deepEqual((await since(start.cookie)).entries.filter(({ guid }) => guid === ada.guid).map(({ deleted }) => deleted), [true]);
      });

      it('begins with everything there is', async function () {
        this.timeout(60_000);
        const { guid } = await makeUser('all');
        const { entries } = await since(null);
        assert.equal(entries.filter((entry) => entry.guid === guid).length, 1);
        assert.ok(entries.some(({ dn }) => dn.toLowerCase() === world.baseDn.toLowerCase()));
      });

      it('names the members of a group that changed', async () => {
        const { dn } = await makeUser('chin');
        await world.add(`CN=chg,${ou}`, { objectClass: 'group', sAMAccountName: `chg${number}` });
        const { cookie } = await since(null);
        await world.replace(`CN=chg,${ou}`, 'member', [dn]);
        assert.deepEqual((await since(cookie)).entries.find((entry) => entry.dn === `CN=chg,${ou}`)?.attributes['member'], [dn]);
      });

      it('says so when a cookie is none, for then everything has to be read anew', async () => {
        await rejects(since(Buffer.from('nonsense').toString('base64')), 'constraint');
      });

      it('may be read by an account without special rights', async () => {
        const { cookie } = await since(null);
        const { guid } = await makeUser('seen');
        const pages = await Array.fromAsync(world.reader.changesSince(cookie));
        assert.ok(pages.some(({ entries }) => entries.some((entry) => entry.guid === guid)));
      });
    });

    describe('one domain controller', () => {
      it('answers several questions, and is named', async () => {
        const { guid, dn } = await makeUser('same');
        const { server, answer } = await world.directory.onOne(async (one) => [(await one.byGuid(guid))?.dn, (await one.find(`same${number}`))[0]?.dn]);
        assert.deepEqual([server, answer], [(await world.directory.domainControllers())[0]?.server, [dn, dn]]);
      });

      it('is asked to fetch an object from another, where servers can', async () => {
        const { guid } = await makeUser('fetched');
        const server = (await world.directory.domainControllers())[0]?.server ?? assert.fail();
        assert.equal(await world.directory.replicate({ guid, from: server, to: server }), world.isLikeWindows ? 'done' : 'not-supported');
        await rejects(world.directory.replicate({ guid, from: server, to: 'elsewhere.example.com' }), 'unreachable');
      });
    });

    describe('moving', () => {
      it('moves an object and keeps its name and GUID', async () => {
        const { guid } = await makeUser('mover');
        await world.add(`OU=There,${ou}`, { objectClass: 'organizationalUnit' });
        await world.directory.move(guid, `OU=There,${ou}`);
        assert.equal((await world.directory.byGuid(guid))?.dn, `CN=mover,OU=There,${ou}`);
      });

      it('refuses a container that is not there, a taken name and a missing right', async () => {
        const { guid, dn } = await makeUser('stays');
        await world.add(`OU=Taken,${ou}`, { objectClass: 'organizationalUnit' });
        await world.add(`CN=stays,OU=Taken,${ou}`, { objectClass: 'contact' });
        await world.add(`OU=Free,${ou}`, { objectClass: 'organizationalUnit' });
        await rejects(world.directory.move(guid, `OU=Nowhere,${ou}`), 'no-such-object');
        await rejects(world.directory.move(guid, `OU=Taken,${ou}`), 'constraint');
        await rejects(world.directory.move(guidFrom(NO_GUID), `OU=Free,${ou}`), 'no-such-object');
        await rejects(world.reader.move(guid, `OU=Free,${ou}`), 'access-denied');
        assert.equal((await world.directory.byGuid(guid))?.dn, dn);
      });
    });

    it('serves many questions at the same time', async () => {
      const users = await Promise.all(Array.from({ length: 10 }, (_, index) => makeUser(`m${index}x`)));
      const found = await Promise.all(users.flatMap(({ guid }) => [world.directory.byGuid(guid), world.directory.byGuid(guid)]));
      assert.deepEqual(found.map((entry) => entry?.dn), users.flatMap(({ dn }) => [dn, dn]));
    });

    describe('closing', () => {
      it('ends everything, and says so to whoever asks later', async () => {
        await world.stranger.close();
        await rejects(world.stranger.find('anybody'), 'unreachable');
      });
    });
  });
}

/** Passes when the promise rejects with a DirectoryError of this fault whose text shows nothing foreign. */
export async function rejects(promise: Promise<unknown>, fault: DirectoryFault): Promise<DirectoryError> {
  const thrown: unknown = await promise.then(() => null, (reason: unknown) => reason);
  assert.ok(thrown instanceof DirectoryError, `expected ${fault}, got ${String(thrown)}`);
  assert.equal(thrown.fault, fault, thrown.message);
  assert.doesNotMatch(thrown.message, /\n|\bat \S+:\d+|DSID|ldb|Error:/);
  return thrown;
}

function guidOf(entry: AdEntry): ObjectGuid {
  return guidOfAnchor(entry.attributes['objectGUID']?.[0] ?? '') ?? assert.fail(`${entry.dn} has no objectGUID`);
}

const guidFrom = (text: string): ObjectGuid => (isObjectGuid(text) ? text : assert.fail(text));

function only<Element>(list: readonly Element[]): Element {
  assert.equal(list.length, 1);
  return list[0] ?? assert.fail();
}

/** RFC 4514 escapes of a value in a DN. */
const escaped = (value: string): string => value.replace(/[\\,+"<>;#=]/g, (character) => `\\${character}`);
