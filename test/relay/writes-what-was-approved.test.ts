import assert from 'node:assert/strict';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import type { ReadRequest, RelayAnswer } from '../../src/model/relay-job.ts';
import { startSambaSite, type AuditedChange, type SambaSite } from '../attacks/samba-site.ts';
import { expectedOfSteps } from '../real/audited-plan.ts';
import { differences, type DirectorySnapshot } from '../real/directory-snapshot.ts';
import { leaveOut } from '../real/left-out.ts';
import { relayOverForests, type RelayOverForests } from '../real/relay-over-forests.ts';

type Person = Awaited<ReturnType<SambaSite['hire']>>;
interface Stood {
  readonly audit: readonly AuditedChange[];
  readonly snapshot: DirectorySnapshot;
}

const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
const ended = (answers: readonly RelayAnswer[]): readonly string[] => answers.map((answer) => (answer.kind === 'step' ? answer.result.is : answer.kind));

describe('a relay on a real Samba AD domain controller', function () {
  this.timeout(60_000);
  let site: SambaSite;
  let relay: RelayOverForests;
  let elsewhere = '';
  let number = 0;
  before(async function () {
    this.timeout(180_000);
    const started = await startSambaSite();
    if ('missing' in started) {
      leaveOut('what a relay writes to a real Samba AD domain controller', started.missing);
      return this.skip();
    }
    site = started;
    elsewhere = await site.openContainer('Elsewhere');
    relay = relayOverForests([site], { containers: [elsewhere] });
    return undefined;
  });
  after(async () => {
    await relay?.close();
    await site?.close();
  });

  const newPerson = (attributes: Readonly<Record<string, readonly string[]>> = {}): Promise<Person> => site.hire(`Written${(number += 1)}`, attributes);
  const stood = async (): Promise<Stood> => ({ audit: await site.changesOfRelay(), snapshot: await site.snapshot() });
  const since = async ({ audit, snapshot }: Stood) => ({ differences: differences(snapshot, await site.snapshot()), audit: (await site.changesOfRelay()).slice(audit.length) });
  const NOTHING = { differences: [], audit: [] };

  const addresses = ({ guid, dn }: Person, before: readonly string[], remove: readonly string[], add: readonly string[]): StepDraft => ({ operation: 'ad.change-addresses', params: { object: { guid, dn }, before, remove, add }, says: 'addresses' });
  const anchor = ({ guid, dn }: Person, before: string | null, after: string | null): StepDraft => ({ operation: 'ad.set-anchor', params: { object: { guid, dn }, before, after }, says: 'anchor' });
  const move = ({ guid, dn }: Person, from: string, to: string): StepDraft => ({ operation: 'ad.move', params: { object: { guid, dn }, from, to }, says: 'move' });

  const PLANS: Readonly<Record<string, () => Promise<readonly StepDraft[]>>> = {
    'a prefix that was missing': async () => {
      const person = await newPerson();
      return [addresses(person, [person.address], [person.address], [`SMTP:${person.address}`])];
    },
    'one address among many': async () => {
      const list = ['SMTP:many@contoso.com', ...Array.from({ length: 40 }, (_, at) => `smtp:many.${at}@contoso.com`)];
      return [addresses(await newPerson({ proxyAddresses: list }), list, ['smtp:many.7@contoso.com'], [])];
    },
    'another primary, which only changes the case of two prefixes': async () => {
      const list = ['smtp:case@contoso.com', 'SMTP:other@contoso.com'];
      return [addresses(await newPerson({ proxyAddresses: list }), list, list, ['SMTP:case@contoso.com', 'smtp:other@contoso.com'])];
    },
    'an anchor where there was none': async () => [anchor(await newPerson(), null, ANCHOR)],
    'a move to another container': async () => [move(await newPerson(), site.container, elsewhere)],
    'a move there and back': async () => {
      const person = await newPerson();
      return [move(person, site.container, elsewhere), move(person, elsewhere, site.container)];
    },
    'addresses, anchor and container of one person, and the address of another': async () => {
      const [one, other] = [await newPerson(), await newPerson()];
      const own = anchorOfGuid(one.guid);
      return [anchor(one, null, own), addresses(one, [one.address], [one.address], [`SMTP:${one.address}`]), move(one, site.container, elsewhere), addresses(other, [other.address], [other.address], [])];
    },
  };
  for (const [what, steps] of Object.entries(PLANS)) {
    it(`writes what was approved, value by value, and nothing else: ${what}`, async () => {
      const planned = await steps();
      const before = await stood();
      assert.deepEqual(ended(await relay.run(planned)), planned.map(() => 'applied'));
      assert.deepEqual(await since(before), expectedOfSteps(planned));
    });
  }

  it('swaps and clears an anchor by naming the old value, never blindly', async () => {
    const person = await newPerson();
    await relay.run([anchor(person, null, anchorOfGuid(person.guid))]);
    const swap = [anchor(person, anchorOfGuid(person.guid), 'RDMiEWZViHeZqrvM3e7/AA==')];
    const before = await stood();
    assert.deepEqual(ended(await relay.run(swap)), ['applied']);
    assert.deepEqual(await since(before), expectedOfSteps(swap));
    const between = await stood();
    const clear = [anchor(person, 'RDMiEWZViHeZqrvM3e7/AA==', null)];
    assert.deepEqual(ended(await relay.run(clear)), ['applied']);
    assert.deepEqual(await since(between), expectedOfSteps(clear));
  });

  it('writes nothing for any reading of the menu that AD answers, nor for a look', async () => {
    const person = await newPerson();
    const before = await stood();
    const requests: readonly ReadRequest[] = [
      { reading: 'ad.subject', version: 1, params: { name: person.dn } },
      { reading: 'ad.subject', version: 1, params: { name: 'nobody-was-ever-called-this' } },
      { reading: 'ad.holders', version: 1, params: { anchors: [anchorOfGuid(person.guid), ANCHOR], addresses: [person.address], dns: [person.dn, elsewhere], memberships: { groups: [`CN=Domain Admins,CN=Users,${site.baseDn}`], members: [person.dn] } } },
      { reading: 'ad.changes', version: 1, params: { guid: person.guid } },
    ];
    for (const request of requests) await relay.read(request);
    for (const step of [addresses(person, [person.address], [person.address], []), anchor(person, null, ANCHOR), move(person, site.container, elsewhere)]) assert.equal((await relay.look(step)).kind, 'look');
    assert.deepEqual(await since(before), NOTHING);
  });

  it('asks for no write at all where the object is not as it was when the plan was made', async () => {
    const drifted: readonly StepDraft[] = [
      addresses(await newPerson(), ['smtp:another@contoso.com'], ['smtp:another@contoso.com'], []),
      anchor(await newPerson(), ANCHOR, null),
      move(await newPerson(), elsewhere, site.container),
      move(await newPerson(), site.container, `OU=Nowhere,${site.container}`),
    ];
    const before = await stood();
    for (const step of drifted) assert.notDeepEqual(ended(await relay.run([step])), ['applied'], step.operation);
    assert.deepEqual(await since(before), NOTHING);
  });

  it('ends a plan where it went wrong: what was approved for later is not written', async () => {
    const [one, two, three] = [await newPerson(), await newPerson(), await newPerson()];
    const repair = (person: Person): StepDraft => addresses(person, [person.address], [person.address], [`SMTP:${person.address}`]);
    await site.setByHand(two.dn, 'proxyAddresses', ['smtp:somebody-was-faster@contoso.com']);
    const before = await stood();
    assert.equal(ended(await relay.run([repair(one), repair(two), repair(three)])).length, 2);
    assert.deepEqual(await since(before), expectedOfSteps([repair(one)]));
  });
});
