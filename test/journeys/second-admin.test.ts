import assert from 'node:assert/strict';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import { adPerson } from '../../lab/company/find-person.ts';
import { runToEnd } from '../../lab/lab-process.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { chatting, wordsOf, type Chatting } from './chatting.ts';

/** The whole story over the real processes: bot and relay from their production entries, the pretend Teams in front. */
describe('the second admin', function () {
  this.timeout(120_000);
  let lab: Lab;
  let chat: Chatting;

  before(async () => {
    lab = await startLab({ stage: stageOpening, cycleSeconds: 5 });
    chat = chatting(lab.connector);
  });
  after(() => lab.close());

  it('sees the cause, approves what somebody else asked for, and can have it taken back', async () => {
    const thread = await chat.post('ana', "why won't jsmith sync");
    const why = await chat.sees('ana', thread, /Not synced/);
    assert.match(wordsOf(why), /John Smith/);
    await chat.press('ana', why, 'propose', { reason1: 'He is back from leave', ticket1: 'INC0041' });
    const plan = await chat.sees('ben', thread, /Waiting for a second admin/);
    assert.match(wordsOf(plan), /<at>Ben Osei<\/at>, <at>Chloe Martin<\/at>[\s\S]*Reason:\s+He is back from leave[\s\S]*Ticket:\s+INC0041/);
    const [code = ''] = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(wordsOf(plan)) ?? [];

    await chat.press('ana', plan, 'approve');
    await chat.say('ana', thread, `approve ${code}`);
    assert.match(wordsOf(await chat.sees('ben', thread, /Waiting for a second admin/)), new RegExp(code), 'asking is not approving');
    const refused = await chat.press('hugo', await chat.sees('hugo', thread, /Waiting for a second admin/), 'approve');
    assert.match(JSON.stringify(refused), /not in a group that may decide[\s\S]*Eligible: Ben Osei or Chloe Martin[\s\S]*Rule R9/, 'told why, by which rule, and who could');
    assert.ok(lab.connector.seenBy('ben').every((message) => !/Nothing was done/.test(wordsOf(message))), 'a refusal is for the refused person alone');
    await chat.say('chloe', thread, 'pending');
    await chat.sees('chloe', thread, new RegExp(`${code} · .*0 of 1 approvals, 1 missing · \\d+ minutes left · asked by ana\\.ruiz@contoso\\.com · may approve: Ben Osei, Chloe Martin · ticket INC0041`));
    await chat.press('gil', await chat.sees('gil', thread, /Waiting for a second admin/), 'approve');
    assert.match(wordsOf(await chat.sees('ben', thread, /Waiting for a second admin/)), /0 of 1/, 'neither a guest nor somebody outside the group counts');
    assert.match(adPerson(lab.company.ad, 'jsmith').dn, /OU=Leavers/, 'nothing has been written yet');

    await chat.press('ben', await chat.sees('ben', thread, /Waiting for a second admin/), 'approve');
    await chat.sees('ana', thread, /Verified in Entra ID/);
    assert.match(adPerson(lab.company.ad, 'jsmith').dn, /OU=Staff/);
    for (const outcome of [/Approved by Ben Osei[\s\S]*<at>Ana Ruiz<\/at>/, /Verified in Entra ID[\s\S]*<at>Ana Ruiz<\/at>/]) await chat.sees('ana', thread, outcome);
    const verified = lab.connector.seenBy('ana').filter((message) => message.rootId === why.rootId && /Verified in Entra ID/.test(wordsOf(message)) && /<at>Ana Ruiz/.test(wordsOf(message)));
    assert.equal(verified.length, 1, 'told once');

    await chat.say('ana', thread, `undo ${code}`);
    await chat.sees('ana', { place: 'personal', chatOf: 'ana' }, /needs a reason[\s\S]*Rule R14/);
    await chat.say('ana', thread, `undo ${code} because he is leaving after all ticket INC0042`);
    const undo = await chat.sees('chloe', thread, /takes back plan/);
    await chat.press('chloe', undo, 'approve');
    await chat.sees('ana', thread, /takes back plan[\s\S]*|Done/);
    await eventually(() => /OU=Leavers/.test(adPerson(lab.company.ad, 'jsmith').dn));
    await chat.say('ana', thread, 'history jsmith');
    await chat.sees('ana', thread, new RegExp(`takes back ${code}.*ticket INC0042[\\s\\S]*${code} · .*approved by Ben Osei · reason: He is back from leave · ticket INC0041`));
  });

  it('needs two others for a change of the source anchor', async () => {
    const thread = await chat.post('ana', 'why does mlopez not sync');
    const why = await chat.sees('ana', thread, /Not synced/);
    await chat.press('ana', why, 'propose');
    const plan = await chat.sees('ben', thread, /Waiting for 2 more admins/);
    assert.doesNotMatch(wordsOf(plan), /check them in PIM/, 'eligible roles were read, so nobody is sent to look');
    await chat.press('ben', plan, 'approve', { approveComment: 'Maria was re-hired, the mailbox is hers' });
    await chat.press('chloe', await chat.sees('chloe', thread, /one more admin/), 'approve', { approveComment: 'checked with HR' });
    await chat.sees('ana', thread, /Verified in Entra ID/);
  });

  it('never is somebody of another tenant', async () => {
    const before = lab.connector.deliveries.length;
    await chat.post('olga', "why won't jsmith sync");
    const refused = lab.connector.deliveries.slice(before).find(({ activity }) => activity['type'] === 'message');
    assert.equal(refused?.status, 403);
    assert.equal(refused?.body ?? '', '');
  });

  it('is not needed for a question in the terminal, and the terminal changes nothing', async () => {
    const asked = await runToEnd(['ask', '--config', lab.files.botConfig, '--json', 'why tnguyen']);
    assert.equal(asked.code, 1, asked.output);
    assert.match(asked.output, /"proxy-missing-smtp-prefix"/);
    const wrote = await runToEnd(['ask', '--config', lab.files.botConfig, 'fix tnguyen']);
    assert.equal(wrote.code, 2);
    assert.match(wrote.output, /two people/);
  });
});

async function eventually(holds: () => boolean): Promise<void> {
  for (const until = Date.now() + 20_000; !holds(); ) {
    if (Date.now() > until) assert.fail('it did not come true within 20 seconds');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
