import assert from 'node:assert/strict';
import { parseActivity } from '../../../src/boundary/teams-activity.ts';
import { startAdapter, type RunningAdapter } from './running-adapter.ts';
import { BOT, message, TENANT } from './fixtures.ts';
import { workingReply } from '../../../src/cards/working.ts';

const OPS = { conversationId: '19:ops@thread.tacv2', threadId: '1700', kind: 'channel' } as const;
const member = (change: Readonly<Record<string, unknown>> = {}): object => ({ id: '29:x', name: 'Ana', aadObjectId: 'a', tenantId: TENANT, userRole: 'user', userPrincipalName: 'ana@contoso.com', ...change });
const US = [member(), member({ id: '29:y' })];

describe('Who reads along in a conversation', () => {
  let running: RunningAdapter;

  beforeEach(async () => {
    running = await startAdapter();
    await running.send(message(running.connector.url, { type: 'messageReaction' }));
  });
  afterEach(() => running.close());

  const rosterCalls = (): number => running.connector.calls.filter(({ path }) => path.includes('/pagedmembers')).length;
  const audience = () => running.adapter.channel.audienceOf(OPS);

  const ROSTERS: readonly (readonly [name: string, pages: readonly (readonly object[])[] | null, expected: object])[] = [
    ['only our own people', [US], { is: 'known', guests: false, foreign: false }],
    ['a guest', [[...US, member({ userRole: 'guest' })]], { is: 'known', guests: true, foreign: false }],
    ['somebody anonymous', [[...US, member({ userRole: 'anonymous' })]], { is: 'known', guests: true, foreign: false }],
    ['an owner', [[member({ userRole: 'owner' })]], { is: 'known', guests: false, foreign: false }],
    ['a guest by name only', [[member({ userRole: undefined, userPrincipalName: 'gil_fabrikam.com#ext#@contoso.onmicrosoft.com' })]], { is: 'known', guests: true, foreign: false }],
    ['somebody of another tenant', [[...US, member({ tenantId: '9e8d7c6b-5a49-4382-b716-a5f4e3d2c1b0' })]], { is: 'known', guests: false, foreign: true }],
    ['a guest on the third page', [US, US, [member({ userRole: 'guest' })]], { is: 'known', guests: true, foreign: false }],
    ['somebody of whom the tenant is not told', [[member({ tenantId: undefined })]], { is: 'unknown' }],
    ['an empty roster', [[]], { is: 'unknown' }],
    ['a roster that may not be read', null, { is: 'unknown' }],
  ];
  for (const [name, pages, expected] of ROSTERS) {
    it(`is ${JSON.stringify(expected)} with ${name}`, async () => {
      running.connector.roster = pages;
      assert.deepEqual(await audience(), expected);
    });
  }
  it('is asked once in ten minutes', async () => {
    running.connector.roster = [US];
    await audience();
    await audience();
    assert.equal(rosterCalls(), 1);
    running.ahead(9 * 60_000);
    await audience();
    assert.equal(rosterCalls(), 1);
    running.ahead(61_000);
    await audience();
    assert.equal(rosterCalls(), 2);
  });
  it('is asked again soon when it could not be read', async () => {
    await audience();
    running.ahead(31_000);
    running.connector.roster = [US];
    assert.deepEqual(await audience(), { is: 'known', guests: false, foreign: false });
  });
  it('is asked again when members have changed', async () => {
    running.connector.roster = [US];
    await audience();
    running.connector.roster = [[...US, member({ userRole: 'guest' })]];
    await running.send(message(running.connector.url, { type: 'conversationUpdate', membersAdded: [{ id: '29:gil' }], conversation: { id: '19:team@thread.tacv2', conversationType: 'channel', tenantId: TENANT } }));
    assert.deepEqual(await audience(), { is: 'known', guests: true, foreign: false });
  });
  it('is the person alone in a personal chat, without asking', async () => {
    assert.deepEqual(await running.adapter.channel.audienceOf({ conversationId: 'a:1', threadId: '', kind: 'personal' }), { is: 'known', guests: false, foreign: false });
    assert.equal(rosterCalls(), 0);
  });
  it('is not known where the bot has never been', async () => {
    assert.deepEqual(await running.adapter.channel.audienceOf({ conversationId: '19:else', threadId: '', kind: 'group' }), { is: 'unknown' });
  });
});

describe('A shared channel', () => {
  const CHANNELS: readonly (readonly [name: string, channelData: object | undefined, isShared: boolean])[] = [
    ['a standard channel', { channel: { id: '19:a', type: 'standard' } }, false],
    ['a channel without a type', { channel: { id: '19:a' } }, false],
    ['a private channel', { channel: { id: '19:a', type: 'private' } }, false],
    ['a shared channel', { channel: { id: '19:a', type: 'shared' } }, true],
    ['a shared channel in another case', { channel: { type: 'Shared' } }, true],
    ['a shared channel by membership type', { channel: { membershipType: 'shared' } }, true],
    ['a channel that is shared with teams', { channel: { id: '19:a' }, sharedWithTeams: [{ id: '19:b' }] }, true],
    ['a channel shared with nobody', { sharedWithTeams: [] }, false],
    ['a member by way of another team', { membershipSource: { sourceType: 'team' } }, true],
    ['a type that is no text', { channel: { type: 7 } }, false],
    ['no channel data', undefined, false],
  ];
  for (const [name, channelData, isShared] of CHANNELS) {
    it(`${isShared ? 'is' : 'is not'} seen in ${name}`, () => {
      const parsed = parseActivity(message('https://smba.test/', { channelData }));
      assert.equal(parsed.ok && parsed.incoming.isShared, isShared);
    });
  }
});

describe('What is said', () => {
  let running: RunningAdapter;
  beforeEach(async () => {
    running = await startAdapter();
    await running.send(message(running.connector.url, { type: 'conversationUpdate', membersAdded: [{ id: BOT }] }));
    running.connector.calls.length = 0;
  });
  afterEach(() => running.close());

  const called = { ...workingReply({ doing: 'Looking', sources: [] }), mentions: [{ is: 'tag', id: 'MGQ4', name: 'Approvers' }] } as const;
  const entities = () => running.connector.calls.map(({ body }) => body.attachments?.[0]?.content.msteams?.entities?.length ?? 0);

  it('is said without the call when Teams refuses the card with it, and only then', async () => {
    running.connector.next.push({ status: 400 });
    await running.adapter.channel.post(OPS, called);
    assert.deepEqual(entities(), [1, 0]);
    for (const status of [403, 413, 502]) {
      running.connector.calls.length = 0;
      running.connector.next.push({ status });
      await assert.rejects(running.adapter.channel.post(OPS, called));
      assert.equal(running.connector.calls.length, 1, `status ${status}`);
    }
  });
  it('to one person aside stands in the personal chat, also while a press is open', async () => {
    running.turn = async (_incoming, talk) => {
      const alone = await talk.aside();
      assert.equal(alone?.place.kind, 'personal');
      await alone.post({ text: 'for you' });
      assert.equal(await alone.aside(), alone);
    };
    await running.send(message(running.connector.url));
    await running.adapter.close();
    assert.equal(running.connector.calls.find(({ body }) => body.text === 'for you')?.path, '/teams/v3/conversations/a:personal/activities');
  });
  it('has no place aside where Teams does not allow a personal chat', async () => {
    running.connector.allowsPersonal = false;
    let alone: unknown = 'not asked';
    running.turn = async (_incoming, talk) => { alone = await talk.aside(); };
    await running.send(message(running.connector.url));
    await running.adapter.close();
    assert.equal(alone, null);
  });
});

describe('The kind of a conversation', () => {
  const KINDS: readonly (readonly [name: string, conversation: Readonly<Record<string, unknown>>, kind: string])[] = [
    ['a chat that says it is personal', { id: 'a:1', conversationType: 'personal' }, 'personal'],
    ['a chat that says nothing', { id: 'a:1' }, 'personal'],
    ['a thread that claims to be personal', { id: '19:ops@thread.tacv2', conversationType: 'personal' }, 'group'],
    ['a thread of a kind that is not known', { id: '19:ops@thread.tacv2', conversationType: 'community' }, 'group'],
    ['a thread that says nothing', { id: '19:ops@thread.v2' }, 'group'],
    ['a reply in a channel that says nothing', { id: '19:ops@thread.tacv2;messageid=1' }, 'channel'],
    ['a group chat', { id: '19:x@thread.v2', conversationType: 'groupChat' }, 'group'],
  ];
  for (const [name, conversation, kind] of KINDS) {
    it(`is ${kind} for ${name}`, () => {
      const parsed = parseActivity(message('https://smba.test/', { conversation: { ...conversation, tenantId: TENANT } }));
      assert.equal(parsed.ok && parsed.incoming.place.kind, kind);
    });
  }
});
