import assert from 'node:assert/strict';
import { z } from 'zod';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { adPerson, setAttribute } from '../../lab/company/find-person.ts';
import { errors } from '../../src/commands/errors.ts';
import { pressRef } from '../../src/commands/press-button.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import type { AnswerForm } from '../../src/model/approval.ts';
import type { Reply } from '../../src/model/reply.ts';
import { CHANNEL, pretendTalk, requestBy } from '../commands/pretend-talk.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';

const listed = z.object({
  format: z.literal('syncwhy-errors/1'),
  sources: z.array(z.string()),
  staging: z.array(z.object({ server: z.string(), errors: z.number() })),
  unread: z.array(z.object({ what: z.string() })),
  groups: z.array(z.object({ cause: z.string().nullable(), title: z.string(), kind: z.string(), count: z.number(), objects: z.array(z.object({ dn: z.string().optional(), name: z.string().optional() })) })),
});
const withButtons = z.object({ groups: z.array(z.object({ ref: z.string(), diagnose: z.string() })) });

/** Everything that is said in a channel, the last answer, and what it is made of. */
async function ask(world: CommandWorld, talk = pretendTalk()): Promise<{ readonly reply: Reply; readonly json: z.infer<typeof listed> }> {
  const heard: Reply[] = [];
  await errors.run(world, requestBy('text'), { ...talk.talk, amend: (message, reply) => { heard.push(reply); return talk.talk.amend(message, reply); } }, {});
  const reply = heard.at(-1);
  assert.ok(reply !== undefined, 'the answer takes the place of the first sign of work');
  return { reply, json: listed.parse(reply.json) };
}

const answering = (world: CommandWorld, answers: AnswerForm): CommandWorld => ({ ...world, policy: () => ({ ...world.policy(), conversations: [{ id: CHANNEL.conversationId, answers }] }) });

describe('errors of the whole company', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  const broken = (...causes: readonly string[]): void => {
    for (const cause of causes) {
      const breakage = BREAKAGES.find((each) => each.cause === cause);
      assert.ok(breakage !== undefined, cause);
      breakage.break(small.company);
    }
  };
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());

  it('are none in a healthy company, and that is said because everything was read', async () => {
    const { reply, json } = await ask(small.bot.commands);
    assert.match(reply.text, /^✓ No sync errors\. Read: SYNC01, Entra ID\.\n/);
    assert.deepEqual([json.groups, json.unread, json.staging], [[], [], []]);
  });

  it('are grouped by cause, with names, from the runs and from Entra', async () => {
    broken('anchor-writeback-denied', 'service-provisioning-error', 'quarantined-proxy', 'ad-account-recreated-new-anchor', 'data-validation-failed');
    const { reply, json } = await ask(small.bot.commands);
    assert.deepEqual(json.unread, []);
    const found = json.groups.map(({ cause, title, kind, count, objects }) => `${kind} ${cause ?? title} ${count}: ${objects.map(({ name, dn }) => name ?? dn).join()}`);
    assert.deepEqual(found, [
      'export AttributeValueMustBeUnique 1: Maria Lopez',
      'export DataValidationFailed 1: John Smith',
      'quarantine quarantined-proxy 1: John Smith',
      'write-back permission-issue, code 8344 1: CN=Dana Kim,OU=Staff,DC=corp,DC=contoso,DC=com',
      'service service-provisioning-error 1: John Smith',
    ]);
    assert.match(reply.text, /^✗ 3 objects with sync errors: 5 kinds of error\. Read: SYNC01, Entra ID\.\n/);
    assert.match(reply.text, /AttributeValueMustBeUnique: 1 object refused by Entra \(SYNC01\)\n {3}Entra refused the object[^\n]*Most often: [^\n]*Diagnose one to know which\.\n {3}Maria Lopez\n {3}Seen /);
    assert.match(reply.text, /\n {3}Dana Kim\n/, 'known by its DN alone, but named by its common name');
  });

  it('can be asked about by the button of their group', async () => {
    broken('quarantined-proxy');
    const talk = pretendTalk();
    const { reply } = await ask(small.bot.commands, talk);
    const [group] = withButtons.parse(reply.card === undefined ? {} : reply.data).groups;
    assert.equal(group?.diagnose, 'Diagnose John Smith');
    await pressRef(small.bot.commands, { request: requestBy('button'), talk: talk.talk }, { verb: 'ask', ref: group.ref, reason: '', ticket: '' });
    assert.match(talk.posted.at(-1) ?? '', /John Smith[\s\S]*An address is missing because it is taken/);
  });

  it('are gone after the export that follows the mending', async () => {
    broken('quarantined-proxy', 'data-validation-failed');
    assert.equal((await ask(small.bot.commands)).json.groups.length, 2);
    const addresses = adPerson(small.company.ad, 'jsmith').values('proxyAddresses').filter((address) => address !== 'smtp:press@contoso.com');
    setAttribute(small.company.ad, 'jsmith', { msExchUsageLocation: ['GB'], proxyAddresses: addresses });
    small.company.healthy();
    assert.deepEqual((await ask(small.bot.commands)).json.groups, []);
  });

  it('of a server in staging mode are told apart and not counted', async () => {
    broken('data-validation-failed');
    small.company.sync.setStaging(true);
    const { reply, json } = await ask(small.bot.commands);
    assert.deepEqual([json.groups, json.unread.map(({ what }) => what), json.staging], [[], ['syncServers.active'], [{ server: 'SYNC01', errors: 1 }]]);
    assert.match(reply.text, /^⚠ No sync errors in what could be read[\s\S]*Not seen: Only servers in staging mode answered[\s\S]*Not counted, because the server is in staging mode and exports nothing: SYNC01 1 error\./);
  });

  it('are never said to be none when a source is silent', async () => {
    const offline: CommandWorld['relayLink'] = { ...small.bot.commands.relayLink, read: () => Promise.resolve({ unread: [{ what: 'syncServers', why: 'relay-offline', detail: 'No relay answered.' }] }) };
    const { reply } = await ask({ ...small.bot.commands, relayLink: offline });
    assert.match(reply.text, /^⚠ No sync errors in what could be read\. Read: Entra ID\. Not everything was seen, so there may be errors\.\n⚠ Not seen: No relay answered\./);
    const silent: CommandWorld['tenant'] = { ...small.bot.commands.tenant, provisioningErrors: () => Promise.resolve({ entra: {}, unread: [{ what: 'entra.users', why: 'throttled', detail: 'Graph is busy.' }] }) };
    assert.match((await ask({ ...small.bot.commands, tenant: silent })).reply.text, /^⚠ No sync errors in what could be read\. Read: SYNC01\.[\s\S]*Graph is busy/);
    assert.match((await ask({ ...small.bot.commands, tenant: silent, relayLink: offline })).reply.text, /^⚠ Whether there are sync errors cannot be said\. Nothing could be read\./);
  });

  it('show no names where the policy wants none, and nothing but a line where they are private', async () => {
    broken('quarantined-proxy', 'anchor-writeback-denied');
    const { reply, json } = await ask(answering(small.bot.commands, 'redacted'));
    assert.match(reply.text, /An address is missing because it is taken: 1 object[\s\S]*Names are not shown in this conversation/);
    assert.doesNotMatch(JSON.stringify(reply), /Smith|Kim|jsmith|CN=|OU=|@/);
    assert.deepEqual(json.groups.map(({ objects }) => objects), [[], []]);
    const talk = pretendTalk();
    await errors.run(answering(small.bot.commands, 'private'), requestBy('text'), talk.talk, {});
    assert.deepEqual(talk.posted, ['Ana Ruiz: the answer is in your chat with me, because not everybody here may read it.']);
    assert.match(talk.aside.at(-1) ?? '', /John Smith/);
  });
});
