import assert from 'node:assert/strict';
import { adminRoutes } from '../../src/bot/admin-routes.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import { campaignStart } from '../../src/commands/campaign-wave.ts';
import { pretendTalk } from '../commands/pretend-talk.ts';
import { guidOf } from '../contracts/sample-campaign.ts';
import { TENANT } from '../contracts/sample-plan.ts';
import { FROM, oldAnchor, REQUEST, TO, twoDomains, type TwoDomains } from './two-domains.ts';

const TOKEN = 'the token of this run';
const PERSONAL = { conversationId: 'a:1', threadId: '', kind: 'personal' } as const;
const cloudId = (n: number): string => `eeeeeeee-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('a campaign of a list, made at the terminal', () => {
  let two: TwoDomains;
  afterEach(() => two.close());

  /** What the loopback address answers. */
  const ask = async (path: string, body: object, { world = two.world, token = TOKEN }: { readonly world?: CommandWorld; readonly token?: string } = {}): Promise<{ readonly status: number; readonly text: string }> => {
    const route = adminRoutes({ commands: world, tenantId: TENANT, token: TOKEN, group: 'default', invite: () => assert.fail('nobody is invited') }).find((each) => each.path === path);
    assert.ok(route !== undefined && 'answer' in route);
    const answer = await route.answer({ headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) } as unknown as Parameters<typeof route.answer>[0]);
    const said = JSON.parse(typeof answer.body === 'string' ? answer.body : '{}') as { text?: string; says?: string };
    return { status: answer.status, text: said.text ?? said.says ?? '' };
  };
  const make = (lines: readonly string[], world?: CommandWorld) =>
    ask('/admin/campaign', { name: 'north', from: FROM, to: TO, size: 2, pauseMinutes: 0, account: 'svc-syncwhy', list: ['old,new', ...lines, ''].join('\r\n') }, { world: world ?? two.world });
  const holding = (detail: object): CommandWorld => ({ ...two.world, tenant: { ...two.world.tenant, detail: () => Promise.resolve({ entra: { roleAssignments: [], roleEligibilitySchedules: [], groups: [], groupMembers: [], objectIdentifiers: {}, ...detail }, unread: [] }) } }) as unknown as CommandWorld;

  it('takes accounts by every name, counts the pairs as said by a person, and notes the account of the operating system', async () => {
    two = await twoDomains({ people: 5 });
    const { text } = await make(['person1,PERSON1', `"cn=Person 2, ${FROM}",person2@contoso.com`, `{${guidOf(100_003).toUpperCase()}},${guidOf(3)}`, `person4@contoso.com,"CN=Person 4,${TO}"`]);
    assert.match(text, /4 pairs, of which 4 wait for a wave\. 2 accounts without a partner/);
    const made = await two.store.campaignByName('north');
    assert.deepEqual(made?.pairs.map(({ old, fresh, standing }) => [old.anchor, fresh.guid, standing]), [1, 2, 3, 4].map((n) => [oldAnchor(n), guidOf(n), 'taken']));
    assert.match(made.pairs[1]?.because.join('; ') ?? '', /^line 3 of the list of svc-syncwhy; same employeeID/);
    assert.equal(made.by.name, 'svc-syncwhy at the terminal');
    const trail = (await two.store.auditTrail(0, 9)).map(({ event }) => event);
    assert.deepEqual(trail.map(({ event, actor, facts }) => [event, actor, facts['terminalAccount'], facts['pairs']]), [['campaign.made', null, 'svc-syncwhy', 4]]);
    assert.deepEqual(two.ran, []);
  });

  it('goes on in the chat, where its wave holds the pairs of the list', async () => {
    two = await twoDomains({ people: 3 });
    await make(['person1,person2', 'person3,person3']);
    assert.match((await two.store.campaignByName('north'))?.pairs[0]?.because.join('; ') ?? '', /nothing else speaks for it|another employeeID/);
    await campaignStart.run(two.world, REQUEST, pretendTalk(PERSONAL).talk, { name: 'north', reason: 'the merger', ticket: '' });
    const [plan] = await two.store.plansIn(['pending']);
    assert.ok(plan !== undefined);
    assert.equal((await two.approveAndRun(plan)).state, 'done');
    assert.deepEqual([1, 2, 3].map((n) => two.anchorOf(n)), [null, oldAnchor(1), oldAnchor(3)]);
  });

  const REFUSED: readonly (readonly [what: string, lines: readonly string[], says: readonly RegExp[]])[] = [
    ['an account that is missing on either side', ['nobody,person1', 'person2,noone'], [/Line 2: I see no old account nobody there\./, /Line 3: I see no new account noone there\./]],
    ['an account that stands twice', ['person1,person1', 'person2,person2', `person1,person3`, `person3,"CN=Person 2,${TO}"`], [/Line 4: an account of it stands in line 2 already/, /Line 5: an account of it stands in line 3 already/]],
    ['a line that is none', ['person1,person1', 'CN=a,DC=b,person2'], [/Line 3: two fields are needed/]],
  ];
  for (const [what, lines, says] of REFUSED) {
    it(`is refused as a whole for ${what}`, async () => {
      two = await twoDomains({ people: 4 });
      const { text } = await make(lines);
      assert.match(text, /^No campaign was made, and nothing was changed\./);
      assert.equal(text.split('\n').length, says.length + 1, text);
      for (const each of says) assert.match(text, each);
      assert.equal(await two.store.campaignByName('north'), null);
      assert.deepEqual(await two.store.auditTrail(0, 9), []);
    });
  }

  it('is refused for a name that several accounts have, and for an account that was bound already', async () => {
    two = await twoDomains({ people: 4, fresh: (n): Readonly<Record<string, readonly string[]>> => (n === 2 ? { sAMAccountName: ['person1'] } : n === 3 ? { 'mail': ['other@contoso.com'] } : {}) });
    assert.match((await make(['person1,person1'])).text, /Line 2: 2 new accounts are called person1; name the DN or the objectGUID\./);
    assert.match((await make([`person1,${guidOf(1)}`])).text, /1 pairs/);
    await campaignStart.run(two.world, REQUEST, pretendTalk(PERSONAL).talk, { name: 'north', reason: 'the merger', ticket: '' });
    const [plan] = await two.store.plansIn(['pending']);
    assert.ok(plan !== undefined);
    await two.approveAndRun(plan);
    assert.match((await make(['person3,person3'])).text, /There is a campaign north already/);
    const second = await ask('/admin/campaign', { name: 'second', from: FROM, to: TO, size: null, pauseMinutes: 0, account: 'svc', list: `old,new\nperson1,${guidOf(1)}\n` });
    assert.match(second.text, /Line 2: .* cannot be in a campaign: it carries the old anchor already\./);
  });

  const ROLES: readonly (readonly [what: string, detail: object, says: RegExp])[] = [
    ['holds a directory role', { roleAssignments: [{ principalId: cloudId(2), roleDefinitionId: 'r' }] }, /Line 3: person2@contoso\.com cannot be in a campaign: its cloud account holds a directory role/],
    ['is eligible for one', { roleEligibilitySchedules: [{ principalId: cloudId(2), roleDefinitionId: 'r' }] }, /Line 3: .* holds a directory role/],
    ['may hold one, for nobody could read it', { roleAssignments: undefined }, /The cloud accounts of the wave could not be read/],
  ];
  for (const [what, detail, says] of ROLES) {
    it(`is refused when a cloud account ${what}`, async () => {
      two = await twoDomains({ people: 3 });
      const { text } = await make(['person1,person1', 'person2,person2'], holding(detail));
      assert.match(text, says);
      assert.equal(await two.store.campaignByName('north'), null);
    });
  }

  it('is made by nobody without the token, and not by a question', async () => {
    two = await twoDomains({ people: 2 });
    const body = { name: 'north', from: FROM, to: TO, size: 2, pauseMinutes: 0, account: 'svc', list: 'old,new\nperson1,person1\n' };
    assert.equal((await ask('/admin/campaign', body, { token: 'another' })).status, 401);
    assert.match((await ask('/admin/ask', { question: `campaign new north from ${FROM} to ${TO}` })).text, /needs two people in the chat/);
    for (const wrong of [{ ...body, to: 'somewhere' }, { ...body, name: '../x' }, { ...body, account: '' }, { ...body, size: 0 }, { ...body, standing: 'ready' }]) assert.match((await ask('/admin/campaign', wrong)).text, /^A campaign needs/);
    assert.equal(await two.store.campaignByName('north'), null);
  });
});
