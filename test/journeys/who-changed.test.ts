import assert from 'node:assert/strict';
import { whoChanged } from '../../src/commands/who-changed.ts';
import type { Reply } from '../../src/model/reply.ts';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import { startLab } from '../../lab/start-lab.ts';
import { adPerson, moveTo } from '../../lab/company/find-person.ts';
import { giveAddress } from '../../lab/company/give-address.ts';
import { chatting, wordsOf } from './chatting.ts';
import { person, startSmallCompany, type SmallCompany } from './small-company.ts';

const PLACE = { conversationId: '19:journey@thread.tacv2', threadId: '1', kind: 'channel' } as const;
const MESSAGE = { conversationId: PLACE.conversationId, activityId: 'm1' };

describe('who changed somebody in AD', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  before(async () => {
    small = await startSmallCompany();
  });
  after(() => small.close());

  async function line(about: string): Promise<string> {
    const said: Reply[] = [];
    const talk = { place: PLACE, post: () => Promise.resolve(MESSAGE), amend: (_: unknown, reply: Reply) => Promise.resolve(void said.push(reply)), tell: () => Promise.resolve(), aside: () => Promise.resolve(null) };
    await whoChanged.run(small.bot.commands, { actor: person('ana'), tenantId: 'unused', by: 'text', activityId: null, replyToId: null }, talk, { about });
    return JSON.stringify(said);
  }

  it('is told by name, with what was written', async () => {
    small.company.ad.actAs('hlind', () => giveAddress(small.company.ad, 'mlopez', 'maria@contoso.com'));
    assert.match(await line('mlopez'), /CORP\\+hlind/);
    assert.match(await line('mlopez'), /maria@contoso\.com/);
  });

  it('names another one for a move', async () => {
    small.company.ad.actAs('bosei', () => moveTo(small.company.ad, 'mlopez', 'Leavers'));
    const said = await line('mlopez');
    assert.match(said, /CORP\\+bosei/);
    assert.match(said, /OU=Leavers/);
  });

  it('names the sync server where it wrote the anchor back', async () => {
    small.company.ad.modify(adPerson(small.company.ad, 'yito').dn, [{ operation: 'replace', attribute: 'mS-DS-ConsistencyGuid', values: [] }]);
    small.company.healthy();
    assert.match(await line('yito'), /CORP\\+MSOL_0d2f4c6b8a10/);
  });

  it('says nothing of people whom nobody touched', async () => assert.doesNotMatch(await line('gsilva'), /CORP\\+/));
});

describe('who changed somebody in the lab as it opens', function () {
  this.timeout(90_000);

  it('was Hugo of the help desk, and the sync server after him', async () => {
    const lab = await startLab({ stage: stageOpening, cycleSeconds: 20 });
    try {
      const chat = chatting(lab.connector);
      const line = await chat.sees('ana', await chat.post('ana', 'who changed mlopez'), /What changed: Maria Lopez/);
      assert.match(wordsOf(line), /object created\s+by CORP\\hlind/);
      assert.match(wordsOf(line), /mS-DS-ConsistencyGuid added: <Binary>\s+by CORP\\MSOL_0d2f4c6b8a10/);
    } finally {
      await lab.close();
    }
  });
});
