import assert from 'node:assert/strict';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { pressRef } from '../../src/commands/press-button.ts';
import type { ScanWish } from '../../src/commands/scan-request.ts';
import { scan } from '../../src/commands/scan.ts';
import { scanDiffs, scanReports, scans } from '../../src/commands/scans.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import type { Audience } from '../../src/ports/channel.ts';
import { person, pretendPeople } from '../approve/pretend-people.ts';
import { pretendPolicy } from '../approve/pretend-policy.ts';
import { SCAN_REQUEST, sampleFindings } from '../contracts/sample-scan.ts';
import { CHANNEL, pretendTalk, requestBy, type PretendTalk } from './pretend-talk.ts';
import { pretendScans, type PretendScans } from './pretend-scans.ts';

const NOTHING = { wish: { below: [], checks: [], isSinceLast: false, into: [], outOf: [] } };
const BY = { oid: requestBy('text').actor.oid, name: 'Ana Ruiz' };
const ALONE: Audience = { is: 'known', guests: false, foreign: false };

describe('scan in the chat', () => {
  let pretend: PretendScans;
  let talk: PretendTalk;
  let audience: Audience;
  let guest: boolean;
  const worldWith = (change: Partial<CommandWorld> = {}): CommandWorld => {
    const people = pretendPeople();
    people.whoIs = () => Promise.resolve({ is: 'person', person: person(1, { userType: guest ? 'Guest' : 'Member' }) });
    return { store: pretend.store, scans: pretend.desk, people, policy: () => pretendPolicy(), audienceOf: () => Promise.resolve(audience), clock: systemClock, random: systemRandom, titleOf: (id: string) => (id === 'cloud-filtered' ? 'A rule leaves it out' : undefined), ...change } as unknown as CommandWorld;
  };
  const say = (change: Partial<CommandWorld> = {}, args: { readonly wish: ScanWish } = NOTHING) => scan.run(worldWith(change), requestBy('text'), talk.talk, args);
  const ended = async (): Promise<void> => {
    const { scan: begun } = await pretend.desk.begin(BY, SCAN_REQUEST);
    await pretend.desk.follow(begun.n, { pause: () => 5, tell: () => Promise.resolve() });
  };

  beforeEach(async () => {
    [pretend, talk, audience, guest] = [await pretendScans(), pretendTalk(), ALONE, false];
  });
  afterEach(() => pretend.close());

  it('shows one card: that it runs, and in its place what it found', async () => {
    await say();
    assert.equal(talk.posted.length, 2, 'one post and one repaint');
    assert.match(talk.posted[0] ?? '', /^Scan 1 runs\. Reading both sides\. I only read\./);
    assert.match(talk.posted[1] ?? '', /^Scan 1: 30 findings\. \d+ objects should be in Entra ID but are not\.[\s\S]*Findings by cause/);
    assert.deepEqual((await pretend.store.auditTrail(0, 10)).map(({ event }) => event.event), ['scan.begun']);
  });

  it('asks for what was said', async () => {
    await say({}, { wish: { ...NOTHING.wish, checks: [], into: ['OU=Sales,DC=x'], isSinceLast: true } });
    assert.deepEqual([pretend.asked[0]?.since, pretend.asked[0]?.whatIf], ['last', { into: ['OU=Sales,DC=x'], outOf: [] }]);
    await scan.run(worldWith(), requestBy('text'), talk.talk, { wish: { ...NOTHING.wish, checks: ['qwertz'] } });
    assert.match(talk.told.at(-1) ?? '', /no check "qwertz"/);
  });

  const PLACES: readonly (readonly [string, () => void, RegExp])[] = [
    ['guests read along', () => { audience = { is: 'known', guests: true, foreign: false }; }, /not everybody here may read that/],
    ['people of other organisations read along', () => { audience = { is: 'known', guests: false, foreign: true }; }, /not everybody here may read that/],
    ['nobody knows who reads along', () => { audience = { is: 'unknown' }; }, /not everybody here may read that/],
    ['a guest asks', () => { guest = true; }, /guests may ask about one account/],
  ];
  for (const [what, set, says] of PLACES) it(`is refused where ${what}`, async () => {
    set();
    await say();
    assert.match(talk.told.join(), says);
    assert.deepEqual([talk.posted, pretend.asked], [[], []]);
    for (const command of [scans.run(worldWith(), requestBy('text'), talk.talk, {}), scanDiffs.run(worldWith(), requestBy('text'), talk.talk, { numbers: [] }), scanReports.run(worldWith(), requestBy('text'), talk.talk, { n: null })]) await command;
    assert.deepEqual([talk.posted, talk.aside, talk.told.length], [[], [], 4]);
  });

  it('is refused where the policy replaces names', async () => {
    await say({ policy: () => pretendPolicy({ conversations: [{ id: CHANNEL.conversationId, answers: 'redacted' }] }) });
    assert.match(talk.told.join(), /names are not shown in this conversation/);
  });

  it('runs one at a time: a second asker is shown the one that runs', async () => {
    const go = pretend.hold();
    const first = say();
    await systemClock.sleep(60);
    const second = pretendTalk();
    await scan.run(worldWith(), requestBy('text'), second.talk, NOTHING);
    assert.match(second.posted.join(), /^Scan 1 runs[\s\S]*Only one scan runs at a time/);
    go();
    await first;
    assert.equal(pretend.asked.length, 1);
  });

  it('is stopped by its button, and shows a part', async () => {
    pretend.hold();
    const running = say();
    await systemClock.sleep(60);
    await pretend.store.putRef('r-1', { kind: 'scan-stop', about: '1', cause: null, remedy: null, conversationId: CHANNEL.conversationId, createdAt: '' });
    await pressRef(worldWith(), { request: requestBy('button'), talk: talk.talk }, { verb: 'scan-stop', ref: 'r-1', reason: '', ticket: '' });
    await running;
    assert.match(talk.told.join(), /Scan 1 ends/);
    assert.match(talk.posted.at(-1) ?? '', /^Scan 1 saw a part/);
    assert.equal((await pretend.store.scan(1))?.state, 'stopped');
    await pressRef(worldWith(), { request: requestBy('button'), talk: talk.talk }, { verb: 'scan-stop', ref: 'r-1', reason: '', ticket: '' });
    assert.match(talk.told.at(-1) ?? '', /has ended already/);
  });

  it('that dies is told so, and is in nobody\'s way', async () => {
    pretend.dies = true;
    await say();
    assert.match(talk.posted.at(-1) ?? '', /^Scan 1 did not come to its end/);
    pretend.dies = false;
    await say();
    assert.match(talk.posted.at(-1) ?? '', /^Scan 2: 30 findings/);
  });

  it('gives the report to the asker alone, by links that end', async () => {
    await ended();
    await scanReports.run(worldWith({ reportLink: (n, form, oid) => `https://bot.test/report/scan?t=${n}.${form}.${oid}` }), requestBy('text'), talk.talk, { n: null });
    assert.match(talk.aside.join(), /Open the report: https:\/\/bot\.test\/report\/scan\?t=1\.html\./);
    assert.doesNotMatch([...talk.posted, ...talk.told].join(), /https:/);
    await scanReports.run(worldWith(), requestBy('text'), talk.talk, { n: 1 });
    assert.match(talk.told.at(-1) ?? '', /syncwhy scan --config bot\.yaml --report 1 --out report\.html/);
    await scanReports.run(worldWith(), requestBy('text'), talk.talk, { n: 9 });
    assert.match(talk.told.at(-1) ?? '', /There is no such scan/);
  });

  it('compares the last two, and lists all', async () => {
    await ended();
    pretend.findings = sampleFindings(33);
    await ended();
    await scanDiffs.run(worldWith(), requestBy('text'), talk.talk, { numbers: [] });
    assert.match(talk.posted.at(-1) ?? '', /^From scan 1 to scan 2: 3 new findings, 0 gone\. 30 findings stayed\./);
    await scans.run(worldWith(), requestBy('text'), talk.talk, {});
    assert.match(talk.posted.at(-1) ?? '', /^2 scans[\s\S]*Scan 2[\s\S]*33 findings[\s\S]*Scan 1/);
    await scanDiffs.run(worldWith(), requestBy('text'), talk.talk, { numbers: [1, 9] });
    assert.match(talk.told.at(-1) ?? '', /no two scans to compare/);
  });
});
