import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import type { Spot } from '../../lab/servers/bot-connector.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { chatting, wordsOf, type Chatting } from './chatting.ts';

const OUR_OWN = ['ana', 'ben', 'chloe', 'hugo'];
const HIS_NAMES = /John Smith|OU=Leavers|contoso\.com/;

/** Answers with names in them, and who else is in the conversation. */
describe('whoever reads along', function () {
  this.timeout(120_000);
  let lab: Lab;
  let chat: Chatting;

  before(async () => {
    lab = await startLab({ stage: stageOpening, cycleSeconds: 5 });
    chat = chatting(lab.connector);
  });
  after(() => lab.close());
  afterEach(async () => {
    lab.connector.setting.type = 'standard';
    lab.connector.faults.membersHidden = false;
    await lab.connector.changeMembers(OUR_OWN);
  });

  const inThread = (spot: Spot): string => lab.connector.seenBy('gil').filter((message) => message.author === 'bot' && spot.place === 'channel' && message.rootId === spot.rootId).map(wordsOf).join('\n');
  const alone: Spot = { place: 'personal', chatOf: 'ana' };

  for (const [words, fits] of [["why won't jsmith sync", /Not synced[\s\S]*John Smith/], ['show jsmith', /John Smith[\s\S]*Changed in/], ['who changed jsmith', /John Smith/], ['history jsmith', /Plans for John Smith/]] as const) {
    it(`is told nothing by "${words}" while a guest is here; the asker is, alone`, async () => {
      await lab.connector.changeMembers([...OUR_OWN, 'gil']);
      const thread = await chat.post('ana', words);
      await chat.sees('ana', thread, /the answer is in your chat with me/);
      await chat.sees('ana', alone, fits);
      assert.doesNotMatch(inThread(thread), HIS_NAMES);
    });
  }

  it('is told nothing where nobody can say who is here', async () => {
    lab.connector.faults.membersHidden = true;
    await lab.connector.changeMembers(OUR_OWN);
    const thread = await chat.post('ana', 'why does mlopez not sync');
    await chat.sees('ana', thread, /the answer is in your chat with me/);
    await chat.sees('ana', alone, /Maria Lopez/);
    assert.doesNotMatch(inThread(thread), /Maria Lopez/);
  });

  it('is told again once the guest has left', async () => {
    const thread = await chat.post('ana', "why won't jsmith sync");
    await chat.sees('ben', thread, /Not synced[\s\S]*John Smith/);
  });

  it('may decide nothing in a shared channel, nor ask for a change there', async () => {
    const thread = await chat.post('ana', "why won't jsmith sync");
    const why = await chat.sees('ana', thread, /Not synced/);
    lab.connector.setting.type = 'shared';
    const answer = await chat.press('ana', why, 'propose');
    assert.match(JSON.stringify(answer), /shared channel[\s\S]*Rule R4/);
    await chat.say('ana', thread, 'fix jsmith because he is back');
    await chat.sees('ana', alone, /shared channel[\s\S]*Rule R4/);
    assert.doesNotMatch(inThread(thread), /Waiting for/);
    const store = await openSqliteStore({ file: join(lab.folder, 'syncwhy.db'), clock: systemClock });
    const trail = await store.auditTrail(0, 10_000).finally(() => store.close());
    assert.equal(trail.filter(({ event: { rule, facts } }) => rule === 'R4' && facts['refusal'] === 'shared-place').length, 2);
  });

  it('may decide nothing where somebody of another organisation is in the channel', async () => {
    await lab.connector.changeMembers([...OUR_OWN, 'olga']);
    const thread = await chat.post('ana', 'fix jsmith because he is back');
    await chat.sees('ana', alone, /shared channel[\s\S]*Rule R4/);
    assert.doesNotMatch(inThread(thread), /Waiting for/);
  });

  it('is shown other names where the policy replaces them, and the same cause', async () => {
    const file = join(lab.folder, 'approval.yaml');
    writeFileSync(file, stringify({ ...parse(readFileSync(file, 'utf8')), conversations: [{ id: lab.connector.channel.id, answers: 'redacted' }] }));
    await lab.bot().stop();
    await lab.startBot();
    const thread = await chat.post('ana', "why won't jsmith sync");
    const why = await chat.sees('ben', thread, /Names and addresses are replaced/, 40_000);
    assert.match(wordsOf(why), /Not synced/);
    assert.doesNotMatch(inThread(thread), HIS_NAMES, inThread(thread));
    await chat.press('ana', why, 'propose');
    await chat.sees('ben', thread, /Waiting for a second admin[\s\S]*John Smith/);
  });
});
