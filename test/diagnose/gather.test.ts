import assert from 'node:assert/strict';
import sinon from 'sinon';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { createGather, createTracedGather } from '../../src/diagnose/gather.ts';
import type { EvidenceDocument } from '../../src/model/evidence.ts';
import { company, OLD_ANCHOR } from '../causes/company.ts';
import { ANCHOR, HOLDER, sources, STILL } from './gather-sources.ts';

const DN = 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com';
const sections = (document: EvidenceDocument): readonly string[] => document.unread.map(({ what, why }) => `${what} ${why}`).filter((each) => each !== 'entra.exchangeRecipients not-configured').toSorted();

describe('gathering evidence', () => {
  it('asks AD, then Entra by what AD says and the sync servers, then what hangs on the accounts found', async () => {
    const { asked, look, detail, reads, world } = sources(company());
    const { document, path } = await createTracedGather(world)('jsmith');
    assert.equal(diagnose(document, CATALOGUE).verdict, 'synced');
    assert.deepEqual(path.steps.map((step) => [step.round, step.asked]).toSorted(), [[1, 'ad.subject'], [1, 'entra.facts'], [2, 'entra.look'], [2, 'sync.servers'], [3, 'entra.detail']]);
    assert.deepEqual(asked.toSorted(), ['ad.subject', 'detail', 'facts', 'look', 'sync.servers']);
    assert.deepEqual(look, [{ ids: [], names: ['jsmith'], anchors: [ANCHOR], upns: ['jsmith@contoso.com'], addresses: ['jsmith@contoso.com', 'john.smith@contoso.com'], deviceIds: ['8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f'] }]);
    assert.deepEqual(reads.find(({ reading }) => reading === 'sync.servers')?.params, { dns: [DN], anchors: [ANCHOR] });
    assert.deepEqual(detail.map(({ users, audited }) => [users, audited]), [[document.entra?.users?.map(({ id }) => id), document.entra?.users?.[0]?.id]]);
  });
  it('looks up in AD every anchor that a cloud account carries and no AD object read so far, once', async () => {
    const given = company();
    given.user['onPremisesImmutableId'] = OLD_ANCHOR;
    const { reads, world } = sources(given);
    const { path } = await createTracedGather(world)('jsmith');
    assert.deepEqual(reads.filter(({ reading }) => reading === 'ad.holders').map(({ params }) => params), [{ anchors: [OLD_ANCHOR], addresses: [], dns: [] }]);
    assert.deepEqual(reads.filter(({ reading }) => reading === 'sync.servers').map(({ params }) => params), [{ dns: [DN], anchors: [ANCHOR] }, { dns: [], anchors: [OLD_ANCHOR] }]);
    assert.equal(path.rounds, 3);
  });
  it('keeps what the engine said of an object when it is asked about another one', async () => {
    const given = company();
    given.user['onPremisesImmutableId'] = OLD_ANCHOR;
    const { world, answerServers } = sources(given);
    answerServers((params) => [{ name: 'SYNC01', csObjects: [...params.dns, ...params.anchors].map((name) => ({ ConnectorName: 'x', DistinguishedName: name })) }]);
    const document = await createGather(world)('jsmith');
    assert.deepEqual(document.syncServers?.map(({ csObjects }) => csObjects?.map(({ DistinguishedName }) => DistinguishedName)), [[DN, ANCHOR, OLD_ANCHOR]]);
  });
  it('asks for the holder that an export error names, with its roles in the same round', async () => {
    const given = company();
    given.server['csObjects'] = [{ ConnectorType: 'Extensible2', ExportError: { ErrorExtraDetails: `[{"Key":"ObjectIdInConflict","Value":["${HOLDER}"]}]` } }];
    const { look, detail, world } = sources(given);
    const { path } = await createTracedGather(world)('jsmith');
    assert.deepEqual(look[1]?.ids, [HOLDER]);
    assert.ok(detail.some(({ users }) => users.includes(HOLDER)));
    assert.ok(path.rounds <= 4, `${path.rounds} rounds`);
  });
  it('asks for the sign-ins of the sync account only where the last run against Entra has failed', async () => {
    const run = (Result: string, StartDate: string) => ({ ConnectorName: 'contoso.onmicrosoft.com - AAD', RunProfileName: 'Export', Result, StartDate, EndDate: StartDate, IsRunComplete: true });
    for (const [history, expected] of [[[run('stopped-extension-dll-exception', '2026-11-21T09:00:00Z')], 1], [[run('success', '2026-11-21T09:00:00Z'), run('stopped-extension-dll-exception', '2026-11-21T08:00:00Z')], 0]] as const) {
      const given = company();
      given.server['runHistory'] = history;
      const { asked, world } = sources(given);
      const document = await createGather(world)('jsmith');
      assert.equal(asked.filter((each) => each === 'sign-ins').length, expected);
      assert.equal(sections(document).includes('entra.conditionalAccessPolicies not-configured'), expected === 1);
    }
  });
  it('asks for members and source of authority of a group only when the question is about it', async () => {
    const { detail, world } = sources(company());
    await createGather(world)('Sales Team');
    assert.ok(detail.some(({ group }) => group === STILL));
    const other = sources(company());
    await createGather(other.world)('jsmith');
    assert.deepEqual(other.detail.map(({ group }) => group), [undefined]);
  });
  it('asks no further when it is not clear who is meant', async () => {
    const given = company();
    given.other.attributes['displayName'] = ['John Smith'];
    const { asked, world } = sources(given);
    assert.equal(diagnose(await createGather(world)('John Smith'), CATALOGUE).verdict, 'ambiguous');
    assert.deepEqual(asked.toSorted(), ['ad.subject', 'facts', 'look']);
  });
  it('finds the AD account behind a cloud account, and what hangs on both, when only Entra knows the name', async () => {
    const given = company();
    given.ad.attributes['displayName'] = ['J. Smith'];
    given.user['displayName'] = 'Johnny from Sales';
    const { asked, world, hideFromSubject } = sources(given);
    hideFromSubject();
    const { document, path } = await createTracedGather(world)('Johnny from Sales');
    assert.equal(diagnose(document, CATALOGUE).subject.dn, DN);
    assert.deepEqual(asked.filter((each) => each !== 'facts'), ['ad.subject', 'look', 'sync.servers', 'ad.holders', 'detail', 'look', 'sync.servers']);
    assert.equal(path.rounds, 4);
  });
  it('names directory and sync servers as unread when no relay answers', async () => {
    const document = await createGather(sources(company(), { offline: true }).world)('jsmith');
    assert.deepEqual(sections(document).filter((each) => !each.startsWith('relay ')), ['directory relay-offline', 'syncServers relay-offline']);
    assert.equal(diagnose(document, CATALOGUE).verdict, 'incomplete');
  });
  it('says that Exchange was not asked', async () => {
    const given = company();
    delete given.entra['exchangeRecipients'];
    const document = await createGather(sources(given).world)('jsmith');
    assert.deepEqual(document.unread.filter(({ what }) => what === 'entra.exchangeRecipients').map(({ why }) => why), ['not-configured']);
  });
});

describe('gathering evidence against the clock', () => {
  let time: sinon.SinonFakeTimers;
  beforeEach(() => {
    time = sinon.useFakeTimers({ now: Date.parse('2026-11-21T09:10:00Z'), toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => time.restore());

  const gathered = async (given: ReturnType<typeof sources>, name = 'jsmith') => {
    const answer = createTracedGather(given.world)(name);
    await time.runAllAsync();
    const { document, path } = await answer;
    return { document, path, milliseconds: Math.max(...path.steps.map(({ endedAfter }) => endedAfter)) };
  };
  const LATENCY = { ad: 5, graph: 120, sync: 60 };

  it('takes one AD lookup and two rounds of Graph, with the sync server beside them', async () => {
    const { path, milliseconds } = await gathered(sources(company(), { latency: LATENCY }));
    assert.equal(milliseconds, 5 + 120 + 120);
    assert.deepEqual({ rounds: path.rounds, relay: path.relayRoundTrips, graph: path.graphQuestions }, { rounds: 3, relay: 2, graph: 3 });
  });
  it('needs no further time for a strange anchor', async () => {
    const given = company();
    given.user['onPremisesImmutableId'] = OLD_ANCHOR;
    const { path, milliseconds } = await gathered(sources(given, { latency: LATENCY }));
    assert.equal(milliseconds, 5 + 120 + 120);
    assert.deepEqual({ rounds: path.rounds, relay: path.relayRoundTrips, graph: path.graphQuestions }, { rounds: 3, relay: 4, graph: 3 });
  });
  it('asks about a holder that an error names beside the second round, or in a third one when the sync server is slow', async () => {
    for (const [sync, expected] of [[60, 245], [400, 525]] as const) {
      const given = company();
      given.server['csObjects'] = [{ ConnectorType: 'Extensible2', ExportError: { ErrorExtraDetails: `[{"Key":"ObjectIdInConflict","Value":["${HOLDER}"]}]` } }];
      const { milliseconds } = await gathered(sources(given, { latency: { ...LATENCY, sync } }));
      assert.equal(milliseconds, expected);
    }
  });
  it('does not keep Entra waiting for a slow sync server, nor longer than three seconds for a slow AD', async () => {
    const slowServer = await gathered(sources(company(), { latency: { ...LATENCY, sync: 2_000 } }));
    assert.equal(slowServer.path.steps.find(({ asked }) => asked === 'entra.detail')?.endedAfter, 245);
    const slowAd = await gathered(sources(company(), { latency: { ...LATENCY, ad: 8_000 } }));
    assert.deepEqual(slowAd.path.steps.filter(({ asked }) => asked === 'entra.look').map(({ startedAfter }) => startedAfter), [3_000, 8_000]);
  });
  it('gives the rest in time when a source keeps silent, and says which', async () => {
    const { document, milliseconds } = await gathered(sources(company(), { latency: { ...LATENCY, sync: Number.POSITIVE_INFINITY } }));
    assert.equal(milliseconds, 25_000);
    assert.deepEqual(sections(document), ['syncServers timed-out']);
    assert.equal(diagnose(document, CATALOGUE).verdict, 'incomplete');
  });
  it('tells the cloud half when AD keeps silent', async () => {
    const { document } = await gathered(sources(company(), { latency: { ...LATENCY, ad: Number.POSITIVE_INFINITY } }));
    assert.ok((document.entra?.users ?? []).length > 0);
    assert.ok(sections(document).includes('directory timed-out'));
  });
  it('gives the same document whichever source is the fastest', async () => {
    const one = await gathered(sources(company(), { latency: { ad: 5, graph: 120, sync: 60 } }));
    const other = await gathered(sources(company(), { latency: { ad: 50, graph: 20, sync: 600 } }));
    assert.deepEqual({ ...other.document, takenAt: one.document.takenAt }, one.document);
  });
});
