import assert from 'node:assert/strict';
import { guidOfAnchor } from '../../src/model/anchor.ts';
import type { StepResult } from '../../src/model/journal.ts';
import type { AdTarget, OperationName, OperationParams, StepDraft, Undo } from '../../src/model/plan.ts';
import { REVERSAL } from '../../src/operations/reversal.ts';
import { runOperation } from '../../src/operations/run-operation.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { serve } from '../../src/relay/menu.ts';
import { fastClock } from '../ports/fast-clock.ts';

/** A directory with hands beside it, for operations to work on. */
export interface OperationsWorld {
  readonly directory: Directory;
  /** With an account that may write only mail, proxyAddresses and mS-DS-ConsistencyGuid of users. */
  readonly delegated: Directory;
  delegate(ou: string): Promise<void>;
  readonly baseDn: string;
  readonly domain: string;
  /** Whether an object that comes back from the recycle bin has its values again. */
  readonly bin: 'keeps-values' | 'loses-values' | 'does-not-give-back';
  /** The next writes are carried out, and then the connection is lost before the answer; absent where that cannot be arranged. */
  loseWrites?: ((count: number) => void) | undefined;
  add(dn: string, attributes: Readonly<Record<string, string | readonly (string | Buffer)[]>>): Promise<void>;
  replace(dn: string, attribute: string, values: readonly string[]): Promise<void>;
  remove(dn: string): Promise<void>;
  close(): Promise<void>;
}

interface Scene {
  readonly user: AdTarget;
  readonly group: AdTarget;
  readonly ou: string;
}

interface Row {
  readonly does: string;
  readonly step: (scene: Scene) => StepDraft;
  /** Somebody else was faster. */
  readonly drift?: ((world: OperationsWorld, scene: Scene) => Promise<void>) | undefined;
  readonly isDelegated?: boolean | undefined;
  readonly noObject?: boolean | undefined;
}

const says = 'a step of a test';
const ONE = Buffer.from([0x30, 0x03, 0xff, 0x00, 0x81]).toString('base64');
const TWO = Buffer.from([0x30, 0x03, 0xfe, 0x01, 0x82]).toString('base64');
const ENABLED = '66080';
const DISABLED = '66082';

const ROWS: readonly Row[] = [
  {
    does: 'ad.change-addresses changes a prefix',
    step: ({ user }) => ({ operation: 'ad.change-addresses', says, params: { object: user, before: ['smtp:one@contoso.com', 'two@contoso.com'], remove: ['two@contoso.com'], add: ['SMTP:two@contoso.com'] } }),
    drift: (world, { user }) => world.replace(user.dn, 'proxyAddresses', ['SMTP:one@contoso.com', 'two@contoso.com']),
    isDelegated: true,
  },
  {
    does: 'ad.change-values replaces one value',
    step: ({ user }) => ({ operation: 'ad.change-values', says, params: { object: user, attribute: 'displayName', before: ['Old Name'], after: ['Zoë "New" <Name>; #1'] } }),
    drift: (world, { user }) => world.replace(user.dn, 'displayName', ['old name']),
  },
  {
    does: 'ad.change-values fills an empty attribute',
    step: ({ user }) => ({ operation: 'ad.change-values', says, params: { object: user, attribute: 'mail', before: [], after: ['user@contoso.com'] } }),
    drift: (world, { user }) => world.replace(user.dn, 'mail', ['other@contoso.com']),
    isDelegated: true,
  },
  {
    does: 'ad.change-values empties an attribute',
    step: ({ user }) => ({ operation: 'ad.change-values', says, params: { object: user, attribute: 'adminDescription', before: ['User_'], after: [] } }),
    drift: (world, { user }) => world.replace(user.dn, 'adminDescription', ['Group_']),
  },
  {
    does: 'ad.change-values changes only the case of a name',
    step: ({ user }) => ({ operation: 'ad.change-values', says, params: { object: user, attribute: 'givenName', before: ['jane'], after: ['Jane'] } }),
    drift: (world, { user }) => world.replace(user.dn, 'givenName', ['JANE']),
  },
  {
    does: 'ad.change-values takes one of several binary values away',
    step: ({ user }) => ({ operation: 'ad.change-values', says, params: { object: user, attribute: 'userCertificate', before: [ONE, TWO], after: [TWO] } }),
  },
  {
    does: 'ad.set-enabled switches an account on',
    step: ({ user }) => ({ operation: 'ad.set-enabled', says, params: { object: user, before: false, after: true } }),
    drift: (world, { user }) => world.replace(user.dn, 'userAccountControl', [ENABLED]),
  },
  {
    does: 'ad.change-member puts a person into a group',
    step: ({ user, group }) => ({ operation: 'ad.change-member', says, params: { group, member: user, before: false, after: true } }),
    drift: (world, { user, group }) => world.replace(group.dn, 'member', [user.dn]),
  },
  {
    does: 'ad.set-anchor sets an anchor',
    step: ({ user }) => ({ operation: 'ad.set-anchor', says, params: { object: user, before: null, after: `${user.guid.replaceAll('-', '').slice(0, 21)}A==` } }),
    drift: (world, { user }) => world.replace(user.dn, 'mS-DS-ConsistencyGuid', ['0123456789abcdef']),
    isDelegated: true,
  },
  {
    does: 'ad.move moves a person',
    step: ({ user, ou }) => ({ operation: 'ad.move', says, params: { object: user, from: ou, to: `OU=Target,${ou}` } }),
  },
];

/** What every AD operation must do on any directory: its work once, nothing where something changed, and its undo the contrary of it. */
/** What a directory can be asked for at all; the rest is no test of it. */
interface Can {
  readonly bin: OperationsWorld['bin'];
  readonly losesAnswers: boolean;
}

export function describeAdOperations(name: string, can: Can, makeWorld: () => Promise<OperationsWorld>): void {
  describe(`the operations on ${name}`, () => {
    let world: OperationsWorld;
    let scene: Scene;
    let number = process.pid * 100;
    before(async function () {
      this.timeout(60_000);
      world = await makeWorld();
    });
    after(() => world?.close());

    const target = async (account: string): Promise<AdTarget> => {
      const [entry] = await world.directory.find(account);
      const guid = guidOfAnchor(entry?.attributes['objectGUID']?.[0] ?? '');
      assert.ok(entry !== undefined && guid !== null, account);
      return { dn: entry.dn, guid };
    };
    beforeEach(async () => {
      number += 1;
      const ou = `OU=Operation ${number},${world.baseDn}`;
      await world.add(ou, { objectClass: 'organizationalUnit' });
      await world.add(`OU=Target,${ou}`, { objectClass: 'organizationalUnit' });
      await world.add(`CN=User ${number},${ou}`, {
        objectClass: 'user', sAMAccountName: `op${number}`, displayName: 'Old Name', givenName: 'jane', adminDescription: 'User_', userAccountControl: DISABLED,
        proxyAddresses: ['smtp:one@contoso.com', 'two@contoso.com'], userCertificate: [Buffer.from(ONE, 'base64'), Buffer.from(TWO, 'base64')],
      });
      await world.add(`CN=Group ${number},${ou}`, { objectClass: 'group', sAMAccountName: `opg${number}` });
      await world.delegate(ou);
      scene = { ou, user: await target(`op${number}`), group: await target(`opg${number}`) };
    });

    const run = async (step: StepDraft, directory = world.directory): Promise<StepResult> => {
      const clock = fastClock();
      const site = { directories: [{ forest: world.domain, baseDn: world.baseDn, directory }], syncServers: [], clock };
      const running = serve<Promise<StepResult>>(site, { step }, (served) => runOperation({ ...served, clock, writeAhead: () => Promise.resolve() }));
      assert.ok(running !== null);
      return running;
    };
    const undone = async (step: StepDraft): Promise<StepResult> => {
      const undo = undoOf(step);
      assert.equal(undo.is, 'steps');
      return run(undo.step);
    };
    /** Everything that an object says of itself but the marks that every write leaves. */
    const picture = async ({ guid }: AdTarget): Promise<Readonly<Record<string, readonly string[]>> | null> => {
      const entry = await world.directory.byGuid(guid);
      return entry === null ? null : Object.fromEntries(Object.entries(entry.attributes).filter(([attribute]) => !['whenChanged', 'uSNChanged'].includes(attribute)).map(([attribute, values]) => [attribute, values.toSorted()]));
    };
    const pictures = (): Promise<unknown> => Promise.all([picture(scene.user), picture(scene.group)]);

    for (const row of ROWS) {
      describe(row.does, () => {
        it('once, and its undo leaves every attribute as it was', async () => {
          const step = row.step(scene);
          const before = await pictures();
          const done = await run(step);
          assert.equal(done.is, 'applied', 'says' in done ? done.says : '');
          assert.notDeepEqual(await pictures(), before);
          const back = await undone(step);
          assert.equal(back.is, 'applied', 'says' in back ? back.says : '');
          assert.deepEqual(await pictures(), before);
        });

        it('never a second time', async () => {
          const step = row.step(scene);
          await run(step);
          const after = await pictures();
          assert.equal((await run(step)).is, 'drifted');
          assert.deepEqual(await pictures(), after);
        });

        if (row.drift !== undefined) {
          it('not where somebody was faster', async () => {
            await row.drift?.(world, scene);
            const before = await pictures();
            const result = await run(row.step(scene));
            assert.equal(result.is, 'drifted', 'says' in result ? result.says : '');
            assert.deepEqual(await pictures(), before);
          });
        }

        it('not where the object is gone', async () => {
          const step = row.step(scene);
          await world.remove(scene.user.dn);
          const before = await picture(scene.group);
          const result = await run(step);
          assert.equal(result.is, 'drifted');
          assert.match('says' in result ? (result.says ?? '') : '', /not in Active Directory any more|not in the domain/);
          assert.deepEqual(await picture(scene.group), before);
        });

        it(row.isDelegated === true ? 'also with an account that has no right but this one' : 'not with an account that lacks the right', async () => {
          const before = await pictures();
          const result = await run(row.step(scene), world.delegated);
          if (row.isDelegated === true) {
            assert.equal(result.is, 'applied', 'says' in result ? result.says : '');
            return;
          }
          assert.equal(result.is, 'failed', JSON.stringify(result));
          assert.match('says' in result ? (result.says ?? '') : '', /Nothing was changed: .*(no right|refused)/);
          assert.deepEqual(await pictures(), before);
        });

        if (can.losesAnswers) it('with a lost answer, and finds that it was done', async () => {
          assert.ok(world.loseWrites !== undefined);
          const step = row.step(scene);
          const before = await pictures();
          world.loseWrites(1);
          const result = await run(step);
          assert.equal(result.is, 'applied', JSON.stringify(result));
          assert.match('says' in result ? (result.says ?? '') : '', /went wrong on the way/);
          assert.equal((await undone(step)).is, 'applied');
          assert.deepEqual(await pictures(), before);
        });
      });
    }

    it('ad.set-enabled touches no other flag', async () => {
      await run({ operation: 'ad.set-enabled', says, params: { object: scene.user, before: false, after: true } });
      assert.deepEqual((await world.directory.byGuid(scene.user.guid))?.attributes['userAccountControl'], [ENABLED]);
    });

    it('ad.change-values names an attribute that the schema lacks', async () => {
      const lacking: Directory = { ...world.directory, forest: async () => ({ ...(await world.directory.forest()), schemaAttributes: ['mail'] }) };
      const result = await run({ operation: 'ad.change-values', says, params: { object: scene.user, attribute: 'mailNickname', before: [], after: ['user'] } }, lacking);
      assert.equal(result.is, 'failed');
      assert.match('says' in result ? (result.says ?? '') : '', /schema of the forest .* has no attribute mailNickname/);
    });

    it('ad.change-member works on a group of two thousand without reading it', async function () {
      this.timeout(120_000);
      const names = Array.from({ length: 1_600 }, (_, at) => `CN=m${at},OU=Target,${scene.ou}`);
      for (const dn of names) await world.add(dn, { objectClass: 'contact' });
      await world.replace(scene.group.dn, 'member', names);
      const asked: string[] = [];
      const watched: Directory = { ...world.directory, byGuid: (guid) => (asked.push(guid), world.directory.byGuid(guid)) };
      const step: StepDraft = { operation: 'ad.change-member', says, params: { group: scene.group, member: scene.user, before: false, after: true } };
      assert.equal((await run(step, watched)).is, 'applied');
      assert.equal((await run({ ...step, params: { ...step.params, before: true, after: false } }, watched)).is, 'applied');
      assert.deepEqual(asked, []);
      assert.equal((await world.directory.byGuid(scene.group.guid))?.attributes['member']?.length, 1_600);
    });

    describe('ad.change-upn-suffixes', () => {
      it('adds a suffix to those of the forest, and its undo takes it away', async () => {
        const before = await world.directory.upnSuffixes();
        const step: StepDraft = { operation: 'ad.change-upn-suffixes', says, params: { forest: world.domain, before, after: [...before, `s${number}.example`] } };
        const done = await run(step);
        assert.equal(done.is, 'applied', 'says' in done ? done.says : '');
        assert.ok((await world.directory.forest()).upnSuffixes?.includes(`s${number}.example`));
        assert.equal((await run(step)).is, 'drifted');
        assert.equal((await undone(step)).is, 'applied');
        assert.deepEqual((await world.directory.upnSuffixes()).toSorted(), before.toSorted());
      });

      it('refuses what is no name of a domain, a list that changed, and an account without the right', async () => {
        const before = await world.directory.upnSuffixes();
        const step = (list: readonly string[], after: string): StepDraft => ({ operation: 'ad.change-upn-suffixes', says, params: { forest: world.domain, before: list, after: [...list, after] } });
        assert.equal((await run(step(before, 'not a domain'))).is, 'drifted');
        assert.equal((await run(step([...before, 'gone.example'], 'new.example'))).is, 'drifted');
        assert.equal((await run(step(before, 'new.example'), world.delegated)).is, 'failed');
        assert.deepEqual(await world.directory.upnSuffixes(), before);
      });
    });

    describe('ad.restore-deleted', () => {
      const deleted = async (): Promise<StepDraft> => {
        await world.remove(scene.user.dn);
        const [entry] = (await world.directory.deleted({ anchors: [], names: [`op${number}`] })).filter((each) => guidOfAnchor(each.attributes['objectGUID']?.[0] ?? '') === scene.user.guid);
        assert.ok(entry !== undefined);
        return { operation: 'ad.restore-deleted', says, params: { object: { guid: scene.user.guid, dn: entry.dn }, to: `OU=Target,${scene.ou}`, rdn: 'CN=Back, again'.replace(',', '\\,') } };
      };

      if (can.bin !== 'does-not-give-back') it('brings a person back under a name and into a container', async () => {
        const before = await picture(scene.user);
        const step = await deleted();
        const result = await run(step);
        assert.equal(result.is, 'applied', 'says' in result ? result.says : '');
        const after = await picture(scene.user);
        assert.deepEqual(after?.['cn'], ['Back, again']);
        assert.deepEqual(after['objectSid'], before?.['objectSid']);
        if (world.bin === 'keeps-values') assert.deepEqual({ ...after, cn: [], name: [], distinguishedName: [] }, { ...before, cn: [], name: [], distinguishedName: [] });
        else assert.match('says' in result ? (result.says ?? '') : '', /values were lost/);
        assert.equal((await run(step)).is, 'drifted');
      });

      if (can.bin === 'does-not-give-back') it('that the server refuses has changed nothing', async () => {
        const result = await run(await deleted());
        assert.equal(result.is, 'failed', JSON.stringify(result));
        assert.equal(await picture(scene.user), null);
      });

      it('refuses a name that is taken, a container that is not there, and an account without the right', async () => {
        const step = await deleted();
        assert.ok(step.operation === 'ad.restore-deleted');
        const taken = await run({ ...step, params: { ...step.params, rdn: `CN=Group ${number}`, to: scene.ou } });
        assert.match('says' in taken ? (taken.says ?? '') : '', /name is taken/);
        const nowhere = await run({ ...step, params: { ...step.params, to: `OU=Nowhere,${scene.ou}` } });
        assert.match('says' in nowhere ? (nowhere.says ?? '') : '', /does not exist/);
        const smuggled = await run({ ...step, params: { ...step.params, rdn: 'CN=a,OU=Other' } });
        assert.equal(smuggled.is, 'drifted');
        assert.deepEqual([taken.is, nowhere.is, (await run(step, world.delegated)).is], ['failed', 'failed', 'failed']);
        assert.equal(await picture(scene.user), null);
      });
    });
  });
}

const undoOf = ({ operation, params }: StepDraft): Undo => reversed(operation, params);
const reversed = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): Undo => REVERSAL[operation](params);
