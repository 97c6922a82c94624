import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { findSubject } from '../../src/diagnose/find-subject.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import type { EvidenceDocument, ForestDocument } from '../../src/model/evidence.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import type { OnPremFragment } from '../../src/model/relay-job.ts';
import { startSambaSite, type SambaSite } from '../attacks/samba-site.ts';
import { leaveOut } from '../real/left-out.ts';
import { relayOverForests, type RelayOverForests } from '../real/relay-over-forests.ts';

type Person = Awaited<ReturnType<SambaSite['hire']>>;

const REALMS = [{ realm: 'CORP.CONTOSO.COM', hasRecycleBin: true }, { realm: 'AD.FABRIKAM.EXAMPLE', hasRecycleBin: false }] as const;
const forestOf = ({ forests = [] }: OnPremFragment, name: string): ForestDocument => forests.find((forest) => forest.name === name) ?? assert.fail(`nothing is said of ${name}`);
const dnsIn = ({ entries = [] }: ForestDocument): readonly string[] => entries.map(({ dn }) => dn);

describe('one relay over two real forests, each on a domain controller of its own', function () {
  this.timeout(60_000);
  let corp: SambaSite;
  let fabrikam: SambaSite;
  let relay: RelayOverForests;
  let people = 0;
  /** Deleted before anything is asked. */
  let gone: readonly (readonly [home: SambaSite, person: Person])[] = [];
  before(async function () {
    this.timeout(180_000);
    const started = await Promise.all(REALMS.map((forest) => startSambaSite(forest)));
    const [one, other] = started;
    if (one === undefined || other === undefined || 'missing' in one || 'missing' in other) {
      leaveOut('one relay over two real forests', started.flatMap((each) => ('missing' in each ? each.missing : []))[0] ?? 'a forest did not start');
      return this.skip();
    }
    [corp, fabrikam] = [one, other];
    relay = relayOverForests([corp, fabrikam]);
    gone = await Promise.all([corp, fabrikam].map(async (home) => [home, await home.hire(newName())] as const));
    for (const [home, { dn }] of gone) await home.deleteByHand(dn);
    return undefined;
  });
  after(async () => {
    await relay?.close();
    await Promise.all([corp?.close(), fabrikam?.close()]);
  });

  const newName = (): string => `Visitor${(people += 1)}`;
  const about = (name: string): Promise<OnPremFragment> => relay.read({ reading: 'ad.subject', version: 1, params: { name } });
  const documentOf = ({ forests = [], unread }: OnPremFragment, subject: string): EvidenceDocument => ({ format: 'syncwhy-evidence/1', subject, takenAt: new Date().toISOString(), directory: { forests }, unread });
  const accountOf = ({ dn }: Person): string => `${dn.slice(3, dn.indexOf(','))}${process.pid}`.slice(0, 20);
  const repair = ({ guid, dn, address }: Person): StepDraft => ({ operation: 'ad.change-addresses', params: { object: { guid, dn }, before: [address], remove: [address], add: [`SMTP:${address}`] }, says: 'Give the address its prefix' });

  it('says of the deleted that it may not look rather than that there are none, while the account lacks the right', async () => {
    const answer = await about(accountOf(gone[0]?.[1] ?? assert.fail()));
    assert.deepEqual(answer.forests?.map(({ deleted }) => deleted), [undefined, undefined]);
    assert.deepEqual(answer.unread.map(({ what, why }) => [what, why]), [['directory.deleted', 'access-denied'], ['directory.deleted', 'access-denied']]);
    for (const { domain } of [corp, fabrikam]) assert.ok(answer.unread.some(({ detail = '' }) => detail.startsWith(`recycle bin of forest ${domain}: The account of the relay may not look`)), domain);
  });

  it('finds the deleted in either forest with that right, with a recycle bin and without one', async () => {
    for (const each of [corp, fabrikam]) await each.openRecycleBin();
    for (const [home, person] of gone) {
      const answer = await about(accountOf(person));
      assert.deepEqual(answer.unread, []);
      const deleted = forestOf(answer, home.domain).deleted ?? assert.fail('nobody looked among the deleted');
      assert.deepEqual(deleted.map(({ attributes }) => attributes['objectGUID']), [[anchorOfGuid(person.guid)]]);
      // Only a recycle bin keeps the addresses.
      assert.equal(deleted[0]?.attributes['proxyAddresses'] !== undefined, home === corp);
    }
    assert.deepEqual((await about('nobody-was-ever-called-this')).forests?.map(({ deleted }) => deleted), [[], []]);
  });

  it('finds a person in the forest where the account is, and says of the other one that it looked there too', async () => {
    for (const [home, other] of [[corp, fabrikam], [fabrikam, corp]] as const) {
      const name = newName();
      const { dn } = await home.hire(name);
      const answer = await about(name);
      assert.deepEqual(answer.unread, []);
      assert.ok(dnsIn(forestOf(answer, home.domain)).includes(dn));
      assert.deepEqual(dnsIn(forestOf(answer, other.domain)).filter((each) => each.includes(name)), []);
      const found = findSubject(documentOf(answer, name));
      assert.deepEqual(found.is === 'found' ? [found.subject.ad?.dn, found.subject.ad?.forest] : found, [dn, home.domain]);
    }
  });

  it('describes each forest by its own name, domains and suffixes', async () => {
    const answer = await about('Administrator');
    for (const { domain } of [corp, fabrikam]) {
      const { domains, upnSuffixes } = forestOf(answer, domain);
      assert.deepEqual([domains, upnSuffixes], [[domain], [domain]]);
    }
  });

  it('finds both when two forests have the same name, and leaves the choice to whoever asked', async () => {
    const name = newName();
    const dns = [(await corp.hire(name)).dn, (await fabrikam.hire(name)).dn];
    const found = findSubject(documentOf(await about(name), name));
    assert.deepEqual(found.is === 'ambiguous' ? found.candidates.map(({ dn }) => dn).toSorted() : found, dns.toSorted());
  });

  it('finds an address and an anchor that somebody in the other forest has as well', async () => {
    const name = newName();
    const mine = await corp.hire(name);
    const rival = await fabrikam.hire(newName(), { mail: [mine.address.toUpperCase()] });
    const hands = relayOverForests([fabrikam]);
    const anchor = anchorOfGuid(mine.guid);
    const [answer] = await hands.run([{ operation: 'ad.set-anchor', params: { object: rival, before: null, after: anchor }, says: 'a migration kept the anchor' }]);
    await hands.close();
    assert.ok(answer?.kind === 'step' && answer.result.is === 'applied', JSON.stringify(answer));
    assert.ok(dnsIn(forestOf(await about(name), fabrikam.domain)).includes(rival.dn), 'asked about the one, the other is brought along');
    for (const params of [{ anchors: [anchor], addresses: [] }, { anchors: [], addresses: [mine.address] }]) {
      const holders = await relay.read({ reading: 'ad.holders', version: 1, params });
      assert.deepEqual([holders.unread, dnsIn(forestOf(holders, corp.domain)), dnsIn(forestOf(holders, fabrikam.domain))], [[], [mine.dn], [rival.dn]]);
    }
  });

  it('says the same through the global catalogs of both, and once', async () => {
    const name = newName();
    const mine = await corp.hire(name);
    const rival = await fabrikam.hire(newName(), { mail: [mine.address] });
    const withCatalogs = relayOverForests([corp, fabrikam], { catalogs: true });
    try {
      const answer = await withCatalogs.read({ reading: 'ad.subject', version: 1, params: { name } });
      assert.deepEqual(answer.unread, []);
      assert.deepEqual([dnsIn(forestOf(answer, corp.domain)).filter((dn) => dn === mine.dn).length, dnsIn(forestOf(answer, fabrikam.domain)).filter((dn) => dn === rival.dn).length], [1, 1]);
    } finally {
      await withCatalogs.close();
    }
  });

  it('tells when somebody was changed, from the one forest that knows the object', async () => {
    const { guid, dn } = await fabrikam.hire(newName());
    const { changes = [], unread } = await relay.read({ reading: 'ad.changes', version: 1, params: { guid } });
    assert.deepEqual([changes.map((each) => each.dn), unread], [[dn], []]);
    assert.ok(changes[0]?.changes.some(({ attribute }) => attribute === 'proxyAddresses'));
  });

  it('writes in the forest of the object and nowhere else', async () => {
    const counts = async (): Promise<readonly number[]> => Promise.all([corp, fabrikam].map(async (site) => (await site.changesOfRelay()).length));
    const [mine, theirs] = [await corp.hire(newName()), await fabrikam.hire(newName())];
    const before = await counts();
    const [first] = await relay.run([repair(mine)]);
    assert.ok(first?.kind === 'step' && first.result.is === 'applied', JSON.stringify(first));
    assert.deepEqual(await counts(), [(before[0] ?? 0) + 1, before[1]]);
    const [second] = await relay.run([repair(theirs)]);
    assert.ok(second?.kind === 'step' && second.result.is === 'applied', JSON.stringify(second));
    assert.deepEqual(await counts(), [(before[0] ?? 0) + 1, (before[1] ?? 0) + 1]);
    assert.deepEqual([await corp.addresses(mine.dn), await fabrikam.addresses(theirs.dn)], [[`SMTP:${mine.address}`], [`SMTP:${theirs.address}`]]);
  });

  it('changes nobody when a plan names the person of one forest by a DN of the other', async () => {
    const [mine, theirs] = [await corp.hire(newName()), await fabrikam.hire(newName())];
    const counts = async (): Promise<readonly number[]> => Promise.all([corp, fabrikam].map(async (site) => (await site.changesOfRelay()).length));
    const before = await counts();
    const [answer] = await relay.run([repair({ ...mine, dn: theirs.dn })]);
    assert.ok(answer?.kind === 'refused', JSON.stringify(answer));
    assert.match(answer.says, /does not exist any more/);
    assert.deepEqual(await counts(), before);
  });

  describe('when one forest is down', () => {
    let mine: Person;
    let theirs: Person;
    let name = '';
    before(async () => {
      name = newName();
      mine = await corp.hire(name);
      theirs = await fabrikam.hire(newName());
      fabrikam.powerOff();
    });

    it('answers from the other, and names the one that could not be read', async () => {
      const answer = await about(name);
      assert.ok(dnsIn(forestOf(answer, corp.domain)).includes(mine.dn));
      assert.deepEqual(answer.forests?.map((forest) => forest.name), [corp.domain], 'a forest that did not answer is absent, never empty');
      assert.deepEqual(answer.unread.map(({ what, why }) => [what, why]), [['directory', 'failed']]);
      assert.match(answer.unread[0]?.detail ?? '', new RegExp(`forest ${fabrikam.domain}: The domain controller could not be reached`));
    });

    it('never says of somebody in the one that is down that there is no such person', async () => {
      const asked = `${theirs.dn.slice(3, theirs.dn.indexOf(','))}`;
      const answer = await about(asked);
      const diagnosis = diagnose(documentOf(answer, asked), CATALOGUE);
      assert.notEqual(diagnosis.verdict, 'synced');
      assert.notEqual(diagnosis.verdict, 'not-found');
      assert.deepEqual(diagnosis.findings.map(({ cause }) => cause), []);
      assert.ok(diagnosis.unread.some(({ detail = '' }) => detail.includes(fabrikam.domain)), JSON.stringify(diagnosis.unread));
    });

    it('says of holders and of changes that they were not looked for there', async () => {
      const holders = await relay.read({ reading: 'ad.holders', version: 1, params: { anchors: [anchorOfGuid(theirs.guid)], addresses: [mine.address] } });
      assert.deepEqual([dnsIn(forestOf(holders, corp.domain)), holders.forests?.length, holders.unread.map(({ what }) => what)], [[mine.dn], 1, ['directory']]);
      const changes = await relay.read({ reading: 'ad.changes', version: 1, params: { guid: theirs.guid } });
      assert.deepEqual([changes.changes, changes.unread.map(({ what }) => what)], [[], ['directory.changes']]);
    });

    it('writes in the other as before, and not in this one', async () => {
      const [there] = await relay.run([repair(mine)]);
      assert.ok(there?.kind === 'step' && there.result.is === 'applied', JSON.stringify(there));
      const [answer] = await relay.run([repair(theirs)]);
      assert.ok(answer?.kind === 'refused' || (answer?.kind === 'step' && answer.result.is === 'failed'), JSON.stringify(answer));
    });
  });
});
