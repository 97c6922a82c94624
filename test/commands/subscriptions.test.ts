import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { assign } from '../../src/commands/assign.ts';
import type { Command, Request } from '../../src/commands/command.ts';
import { incidents } from '../../src/commands/incidents.ts';
import { mute, unmute } from '../../src/commands/mute.ts';
import { pressRef } from '../../src/commands/press-button.ts';
import { subscribe } from '../../src/commands/subscribe.ts';
import { unsubscribe } from '../../src/commands/unsubscribe.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import type { Incident } from '../../src/model/incident.ts';
import type { Audience, Place } from '../../src/ports/channel.ts';
import type { Store } from '../../src/ports/store.ts';
import { pretendPeople } from '../approve/pretend-people.ts';
import { pretendPolicy } from '../approve/pretend-policy.ts';
import { sampleIncident, sampleMember, sampleNotice, samplePoll } from '../contracts/sample-incident.ts';
import { minutes, personId } from '../contracts/sample-plan.ts';
import { CHANNEL, pretendTalk, requestBy } from './pretend-talk.ts';

const CAUSE = 'upn-suffix-not-verified';

interface Room {
  readonly world: CommandWorld;
  readonly store: Store;
  readonly people: ReturnType<typeof pretendPeople>;
  audience: Audience;
  say<Args>(command: Command<Args, CommandWorld>, rest: string, change?: Partial<Request> & { readonly place?: Place }): Promise<string>;
  audits(): Promise<readonly string[]>;
}

async function openRoom(file = ':memory:'): Promise<Room> {
  const clock = { now: () => minutes(0), sleep: () => Promise.resolve() };
  const store = await openSqliteStore({ file, clock });
  const people = pretendPeople();
  let n = 0;
  const random = { uuid: () => `uuid-${(n += 1)}`, nonce: () => `nonce-${(n += 1)}` };
  const room: Room = {
    store, people, audience: { is: 'known', guests: false, foreign: false },
    world: { store, people, clock, random, policy: () => pretendPolicy(), audienceOf: () => Promise.resolve(room.audience), titleOf: (cause: string) => (cause === CAUSE ? 'The suffix is not verified' : undefined) } as unknown as CommandWorld,
    async say(command, rest, { place = CHANNEL, ...change } = {}) {
      const { talk, posted, told, aside } = pretendTalk(place);
      const parsed = command.parse(rest);
      if (!parsed.ok) return `asked back: ${parsed.wrong}`;
      await command.run(room.world, requestBy('text', change), talk, parsed.args);
      return [...posted.map((text) => `posted: ${text}`), ...told.map((text) => `told: ${text}`), ...aside.map((text) => `aside: ${text}`)].join('\n');
    },
    audits: async () => (await store.auditTrail(0, 50)).map(({ event }) => event.event),
  };
  return room;
}

describe('Subscribing', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.store.close());
  const present = () => room.store.subscriptionIn(CHANNEL.conversationId);

  it('begins with everything, is of the conversation and not of the thread, and says how to end it', async () => {
    assert.match(await room.say(subscribe, ''), /posted: ✓ This conversation is told of sync errors[\s\S]*unsubscribe/u);
    const made = await present();
    assert.deepEqual([made?.place, made?.filter, made?.by.name], [{ ...CHANNEL, threadId: '' }, { causes: [], areas: [], below: [], least: 'low' }, 'Ana Ruiz']);
    assert.deepEqual(await room.audits(), ['subscription.made']);
  });
  it('keeps one thing when another is said', async () => {
    for (const said of ['high only', 'quiet 22:00-06:00 Europe/Berlin mon-fri', 'digest weekly 08:00 UTC instead', 'on-call tag T1 Identity']) await room.say(subscribe, said);
    const made = await present();
    assert.deepEqual([made?.filter.least, made?.quiet?.days, made?.digest?.instead, made?.onCall, made?.lastDigest], ['high', [1, 2, 3, 4, 5], true, { is: 'tag', id: 'T1', name: 'Identity' }, minutes(0).toISOString()]);
    assert.match(await room.say(subscribe, ''), /high severity[\s\S]*Quiet from 22:00[\s\S]*Digest every week \(mon\)[\s\S]*Identity is called/u);
    assert.deepEqual(await room.audits(), ['subscription.made', 'subscription.changed', 'subscription.changed', 'subscription.changed']);
  });
  it('calls whom the message mentions', async () => {
    await room.say(subscribe, 'on-call Ben Osei', { mentions: [{ id: '29:ben', name: 'Ben Osei' }] });
    assert.deepEqual((await present())?.onCall, { is: 'person', id: '29:ben', name: 'Ben Osei' });
    await room.say(subscribe, 'on-call ben@contoso.com');
    assert.deepEqual((await present())?.onCall?.id, 'ben@contoso.com');
    assert.match(await room.say(subscribe, 'on-call Ben'), /told: .*cannot tell who Ben is/u);
  });
  it('refuses a cause that nobody knows, and changes nothing', async () => {
    assert.match(await room.say(subscribe, 'cause nonsense'), /told: .*no cause nonsense/u);
    assert.equal(await present(), null);
  });
  it('is refused to somebody who may not ask, and so are all the others', async () => {
    await room.say(subscribe, '');
    room.people.removed.add(personId(1));
    await room.store.keepPoll(samplePoll(1, { incidents: [sampleIncident(1)] }), null);
    for (const said of [await room.say(subscribe, 'high only'), await room.say(unsubscribe, ''), await room.say(mute, 'everything for 1 hour'), await room.say(unmute, 'all'), await room.say(assign, 'I-0001')]) assert.match(said, /^told: .*[Oo]nly members of the groups/u);
    assert.deepEqual(await room.audits(), ['subscription.made']);
  });
  it('ends with everything that was wanted', async () => {
    await room.say(subscribe, '');
    assert.match(await room.say(unsubscribe, ''), /posted: ✓ Unsubscribed/u);
    assert.equal(await present(), null);
    assert.match(await room.say(unsubscribe, ''), /told: Nothing is told here/u);
    assert.match(await room.say(unsubscribe, 'please'), /asked back/u);
    assert.deepEqual(await room.audits(), ['subscription.made', 'subscription.ended']);
  });
  it('is not for a terminal', async () => assert.match(await room.say(subscribe, '', { place: { conversationId: 't', threadId: '', kind: 'terminal' } }), /told: Not from here/u));
});

describe('Muting', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom();
    await room.store.keepPoll(samplePoll(1, { incidents: [sampleIncident(1)], members: [sampleMember(1, 1, { object: { dn: 'CN=Jane Smith,OU=Sales,DC=x', ask: 'jsmith@contoso.com' } })] }), null);
    await room.say(subscribe, '');
  });
  afterEach(() => room.store.close());
  const mutes = async () => (await room.store.subscriptionIn(CHANNEL.conversationId))?.mutes.map(({ of, until }) => [of.is, until]);
  const in2Days = minutes(2 * 1440).toISOString();

  for (const [said, is, until] of [
    [`${CAUSE} for 2 days`, 'cause', in2Days], ['i-0001 for 48 hours', 'incident', in2Days], ['jsmith for 2880 minutes', 'object', in2Days], ['Jane Smith for 2d', 'object', in2Days],
    ['everything for an hour', 'everything', minutes(60).toISOString()], ['all for 1 week', 'everything', minutes(10_080).toISOString()],
  ] as const) {
    it(`understands ${said}`, async () => {
      assert.match(await room.say(mute, said), /posted: Muted here/u);
      assert.deepEqual(await mutes(), [[is, until]]);
    });
  }
  for (const said of ['', CAUSE, `${CAUSE} for ever`, 'everything for 91 days', 'everything for 0 hours']) {
    it(`asks back about "${said}"`, async () => assert.match(await room.say(mute, said), /^asked back/u));
  }
  it('knows only what there is', async () => assert.match(await room.say(mute, 'bob for 2 days'), /told: I do not know what that is/u));
  it('of the same again takes the place of what was, and ends when it is said', async () => {
    await room.say(mute, `${CAUSE} for 1 day`);
    await room.say(mute, `${CAUSE} for 2 days`);
    await room.say(mute, 'jsmith for 2 days');
    assert.deepEqual(await mutes(), [['cause', in2Days], ['object', in2Days]]);
    assert.match(await room.say(subscribe, ''), /Muted: upn-suffix-not-verified, until/u);
    assert.match(await room.say(unmute, 'JSMITH'), /Not muted any more/u);
    assert.match(await room.say(unmute, 'jsmith'), /told: No such mute/u);
    await room.say(unmute, 'all');
    assert.deepEqual(await mutes(), []);
    assert.deepEqual(await room.audits(), ['subscription.made', 'incident.muted', 'incident.muted', 'incident.muted', 'incident.unmuted', 'incident.unmuted']);
  });
  it('needs a subscription', async () => {
    await room.say(unsubscribe, '');
    assert.match(await room.say(mute, 'everything for 1 hour'), /told: Nothing is told here/u);
  });
});

describe('The list of incidents', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.store.close());
  const poll = (...each: readonly Incident[]) => room.store.keepPoll(samplePoll(1, { incidents: each }), null);

  it('does not take it for well that nobody has looked, or not everywhere', async () => {
    assert.match(await room.say(incidents, ''), /⚠ Nothing is open in what could be seen: Nobody has looked yet/u);
    await poll();
    assert.match(await room.say(incidents, ''), /⚠ Nothing is open[\s\S]*Not seen: Entra ID, SYNC02/u);
  });
  it('tells the gravest first, with codes', async () => {
    await poll(sampleIncident(1), sampleIncident(2, { severity: 'high' }), sampleIncident(3, { state: 'suspected' }), sampleIncident(4, { state: 'resolved', resolvedAt: minutes(-60).toISOString() }));
    assert.match(await room.say(incidents, ''), /✗ 2 open[\s\S]*I-0002[\s\S]*I-0001[\s\S]*I-0004/u);
  });
  it('shows one with its names, and without them where they may not stand', async () => {
    await poll(sampleIncident(1));
    assert.match(await room.say(incidents, 'i-0001'), /P1/u);
    assert.match(await room.say(incidents, 'I-9999'), /No such error/u);
    room.audience = { is: 'known', guests: true, foreign: false };
    const said = await room.say(incidents, 'I-0001');
    assert.doesNotMatch(said.split('\n').filter((line) => line.startsWith('posted')).join(), /P1/u);
  });
});

describe('Taking care of an error', () => {
  it('shows on its card, and on no card of which nobody knows whether it stands there', async () => {
    const room = await openRoom();
    await room.say(subscribe, '');
    const subscriptionId = (await room.store.subscriptionIn(CHANNEL.conversationId))?.subscriptionId ?? '';
    const notice = (n: number, change: object) => sampleNotice(n, { subscriptionId, state: 'shown', shown: 1, activityId: `m-${n}`, ...change });
    await room.store.keepPoll(samplePoll(1, { incidents: [sampleIncident(1)], notices: [notice(1, {}), notice(2, { state: 'unsure', activityId: null }), notice(3, { topic: { is: 'storm', incidentIds: ['incident-1'], at: '2026-11-21T00:00:00.000Z' } })] }), null);
    assert.match(await room.say(assign, 'i-0001'), /posted: Ana Ruiz takes care of I-0001/u);
    assert.equal((await room.store.incident('incident-1'))?.assigned?.name, 'Ana Ruiz');
    assert.deepEqual((await room.store.notices({})).map(({ state, wanted }) => [state, wanted]), [['waiting', 2], ['unsure', 1], ['waiting', 2]]);
    assert.match(await room.say(assign, 'I-0001 to nobody'), /nobody's now/u);
    assert.equal((await room.store.incident('incident-1'))?.assigned, null);
    assert.match(await room.say(assign, 'I-0009'), /told: No such error/u);
    assert.match(await room.say(assign, 'jsmith'), /told: No such error|asked back/u);
    assert.deepEqual((await room.audits()).slice(1), ['incident.assigned', 'incident.assigned']);
    await room.store.close();
  });
});

describe('A button of an incident card', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom();
    await room.say(subscribe, '');
    await room.store.keepPoll(samplePoll(1, { incidents: [sampleIncident(1)], members: [sampleMember(1, 1)] }), null);
  });
  afterEach(() => room.store.close());
  const press = async (kind: 'mute' | 'assign' | 'diagnose' | 'propose', change: object = {}): Promise<string> => {
    await room.store.putRef(`ref-${kind}`, { kind, about: '', cause: null, remedy: null, incidentId: 'incident-1', conversationId: CHANNEL.conversationId, createdAt: minutes(0).toISOString(), ...change });
    const { talk, posted, told } = pretendTalk();
    await pressRef(room.world, { request: requestBy('button'), talk }, { verb: kind, ref: `ref-${kind}`, reason: 'because', ticket: '' });
    return [...posted.map((text) => `posted: ${text}`), ...told.map((text) => `told: ${text}`)].join('\n');
  };

  it('mutes for as long as it says', async () => {
    assert.match(await press('mute', { minutes: 1440 }), /posted: Muted here: I-0001/u);
    assert.deepEqual((await room.store.subscriptionIn(CHANNEL.conversationId))?.mutes.map(({ of, until }) => [of.is, until]), [['incident', minutes(1440).toISOString()]]);
  });
  it('gives it to whoever pressed', async () => assert.match(await press('assign'), /Ana Ruiz takes care of I-0001/u));
  it('asks about the object as it is now', async () => {
    const asked: string[] = [];
    Object.assign(room.world, { ask: (about: string) => { asked.push(about); return Promise.reject(new Error('enough')); } });
    await assert.rejects(press('diagnose'), /enough/u);
    await assert.rejects(press('propose'), /enough/u);
    assert.deepEqual(asked, ['CN=P1,OU=Sales,DC=contoso,DC=com', 'CN=P000001,OU=Sales,DC=contoso,DC=com']);
  });
  it('does nothing to somebody who may not ask, from a shared place, in another conversation, or for what is forgotten', async () => {
    room.people.removed.add(personId(1));
    assert.match(await press('mute', { minutes: 60 }), /told: .*nly members of the groups/u);
    room.people.removed.clear();
    room.audience = { is: 'known', guests: false, foreign: true };
    await room.store.putRef('s', { kind: 'mute', about: '', cause: null, remedy: null, incidentId: 'incident-1', conversationId: CHANNEL.conversationId, createdAt: '' });
    await room.store.putRef('t', { kind: 'mute', about: '', cause: null, remedy: null, incidentId: 'incident-1', conversationId: 'other', createdAt: '' });
    await room.store.putRef('u', { kind: 'diagnose', about: '', cause: null, remedy: null, incidentId: 'gone', conversationId: CHANNEL.conversationId, createdAt: '' });
    for (const [ref, verb, said] of [['s', 'mute', /other organi[sz]ations/u], ['t', 'mute', /not known here/u], ['u', 'diagnose', /No such error/u]] as const) {
      const { talk, told } = pretendTalk();
      await pressRef(room.world, { request: requestBy('button'), talk }, { verb, ref, reason: '', ticket: '' });
      assert.match(told.join(), said);
    }
    assert.deepEqual((await room.store.subscriptionIn(CHANNEL.conversationId))?.mutes, []);
  });
});
