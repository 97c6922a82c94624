import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASE_DN, CAST, OWN_MACHINE_APP_ID, TENANT_ID } from '../../lab/company/cast.ts';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import { adPerson } from '../../lab/company/find-person.ts';
import type { Spot } from '../../lab/servers/bot-connector.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import type { PersonId } from '../../src/model/ids.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { guid, person, planWith, stepJob } from '../ports/relay-jobs.ts';
import { trustLabCa } from '../real/trust-lab-ca.ts';
import { chatting, wordsOf, type Chatting } from './chatting.ts';
import { takeOver } from './taken-over-bot.ts';
import { chooseAt, commandOn, linkOn, nextSecond, signInAt } from './signing-in.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'syncwhy.mjs');
const alone = (who: string): Spot => ({ place: 'personal', chatOf: who });

const memberOid = (key: string): PersonId => person(CAST.find((member) => member.key === key)?.oid ?? assert.fail(key));

describe('a plan that people seal in the browser', function () {
  this.timeout(120_000);
  let lab: Lab;
  let chat: Chatting;
  before(async () => {
    lab = await startLab({ stage: stageOpening, cycleSeconds: 5, sealed: 'sign-in' });
    trustLabCa(readFileSync(lab.files.caFile, 'utf8'));
    chat = chatting(lab.connector);
  });
  after(() => lab.close());

  it('runs when whoever asked and whoever approves have signed in for it, and not before', async () => {
    const thread = await chat.post('ana', "why won't jsmith sync");
    await chat.press('ana', await chat.sees('ana', thread, /Not synced/), 'propose');
    const plan = await chat.sees('ben', thread, /Waiting for a second admin/);
    await nextSecond();

    const asked = linkOn(await chat.sees('ana', alone('ana'), /Sign in to seal your request/));
    await chat.press('ben', plan, 'approve');
    assert.match(wordsOf(await chat.sees('ben', thread, /Waiting for a second admin/)), /0 of 1/, 'the request is not sealed yet');

    const other = await signInAt(asked, 'chloe');
    assert.equal(other.status, 400);
    assert.match(other.text, /not of the person who asked/, 'somebody else cannot seal it in her name');
    const sealed = await signInAt(asked, 'ana');
    assert.equal(sealed.status, 200, sealed.text);
    assert.match(sealed.text, /You have sealed plan/);
    assert.deepEqual([sealed.headers.get('cache-control'), sealed.headers.get('referrer-policy')], ['no-store', 'no-referrer']);
    assert.match(sealed.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal((await fetch(asked, { redirect: 'manual' })).status, 302, 'the link itself may be opened again');
    assert.match((await signInAt(asked, 'ana')).text, /used already/);

    await chat.press('ben', await chat.sees('ben', thread, /Waiting for a second admin/), 'approve');
    const own = linkOn(await chat.sees('ben', alone('ben'), /Sign in to seal your approval/));
    assert.match(adPerson(lab.company.ad, 'jsmith').dn, /OU=Leavers/, 'pressing alone counts for nothing');
    assert.match((await signInAt(own, 'nobody')).text, /not completed/);
    assert.match((await signInAt(own, 'chloe')).text, /as somebody else/);
    assert.match((await signInAt(own, 'ben')).text, /Approved by Ben Osei/);
    await chat.sees('ana', thread, /Verified in Entra ID/);
    assert.match(adPerson(lab.company.ad, 'jsmith').dn, /OU=Staff/);
    const journal = readFileSync(join(lab.folder, 'relay', 'journal.jsonl'), 'utf8');
    assert.equal(journal.match(/"what":"sealed"/g)?.length, 2, journal);
    for (const file of ['bot.log', 'relay.log', 'relay/journal.jsonl']) assert.doesNotMatch(readFileSync(join(lab.folder, file), 'utf8'), /eyJ/, `${file} keeps no token`);
  });

  it('says clearly what is wrong with an address', async () => {
    const bot = new URL(lab.files.messagesUrl).origin;
    for (const path of ['/seal/start', '/seal/start?ticket=x', `/seal/start?ticket=${'a'.repeat(22)}`, '/seal/callback', `/seal/callback?state=${'a'.repeat(22)}&code=x`]) {
      const answer = await fetch(`${bot}${path}`, { redirect: 'manual' });
      assert.equal(answer.status, 400, path);
      assert.match(await answer.text(), /Nothing was sealed/);
    }
    for (const body of ['', '{}', '{"ticket":"x"}', `{"ticket":"${'a'.repeat(22)}","more":1}`]) assert.equal((await fetch(`${bot}/seal/plan`, { method: 'POST', body })).status, 400, body);
    assert.equal((await fetch(`${bot}/seal/finish`, { method: 'POST', body: 'x'.repeat(30_000) })).status, 413);
  });
});

describe('a bot that was taken over, where people seal their plans', function () {
  this.timeout(120_000);
  let lab: Lab;
  before(async () => {
    lab = await startLab({ stage: stageOpening, cycleSeconds: 600, sealed: 'sign-in' });
    trustLabCa(readFileSync(lab.files.caFile, 'utf8'));
  });
  after(() => lab.close());

  it('has the job key and everybody\'s decisions, and still moves nothing', async () => {
    const chat = chatting(lab.connector);
    const thread = await chat.post('ana', "why won't tnguyen sync");
    await chat.press('ana', await chat.sees('ana', thread, /prefix/), 'propose');
    await chat.sees('ben', thread, /Waiting for a second admin/);
    await nextSecond();
    await signInAt(linkOn(await chat.sees('ana', alone('ana'), /Sign in to seal your request/)), 'ana');
    await chat.press('ben', await chat.sees('ben', thread, /Waiting for a second admin/), 'approve');
    assert.match((await signInAt(linkOn(await chat.sees('ben', alone('ben'), /Sign in to seal your approval/)), 'ben')).text, /Approved by Ben Osei/);
    await chat.sees('ana', thread, /Done/);

    const attacker = await takeOver(lab);
    try {
      const john = adPerson(lab.company.ad, 'jsmith');
      const object = { guid: guid(john.guid), dn: john.dn };
      const now = Date.now();
      const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
      const [ana, ben] = [memberOid('ana'), memberOid('ben')];
      const wanted = planWith([{ operation: 'ad.move', params: { object, from: `OU=Leavers,${BASE_DN}`, to: `OU=Staff,${BASE_DN}` }, says: 'harmless' }], { tenantId: TENANT_ID, requester: { oid: ana, upn: 'ana.ruiz@contoso.com', personKey: null }, createdAt: at(-10), approveBy: at(50) });
      const decisions = [{ planId: wanted.planId, planHash: planHash(wanted), verdict: 'approve' as const, decider: { oid: ben, name: 'Ben Osei', upn: 'ben.osei@contoso.com', personKey: null }, membershipEvidence: null, activityId: null, comment: '', at: at(-1) }];
      const [done] = await attacker.store.plansIn(['done']);
      const stolen = (await attacker.store.seals(done?.content.planId ?? assert.fail('no plan was done'))).map(({ role, verdict, idToken }) => ({ role, verdict, idToken }));
      assert.equal(stolen.length, 2);
      for (const seals of [[], stolen]) {
        const answer = await attacker.step(stepJob(wanted, { jobId: crypto.randomUUID(), notAfter: at(4), decisions, seals }));
        assert.ok(answer.kind === 'refused', JSON.stringify(answer));
        assert.match(answer.says, seals.length === 0 ? /seals of two people: the person who asked has not sealed/ : /another plan, role or verdict \(nonce\)/);
      }
      const admitted = await attacker.step(stepJob(wanted, { jobId: crypto.randomUUID(), notAfter: at(4), phase: 'admit', decisions, seals: stolen }));
      assert.ok(admitted.kind === 'admitted' && admitted.says.includes('(nonce)'), JSON.stringify(admitted));
      assert.match(adPerson(lab.company.ad, 'jsmith').dn, /OU=Leavers/);
    } finally {
      await attacker.close();
    }
  });
});

describe('a plan that people seal from their own machines', function () {
  this.timeout(120_000);
  let lab: Lab;
  let chat: Chatting;
  before(async () => {
    lab = await startLab({ stage: stageOpening, cycleSeconds: 5, sealed: 'own-machine' });
    trustLabCa(readFileSync(lab.files.caFile, 'utf8'));
    chat = chatting(lab.connector);
  });
  after(() => lab.close());

  /** Runs the command as a person would: reads, answers, signs in. */
  const run = async (words: readonly string[], { who, answer }: { readonly who: string; readonly answer: string }): Promise<{ readonly code: number | null; readonly output: string }> => {
    const child = spawn(process.execPath, [PROGRAM, ...words, '--authority', lab.files.loginUrl, '--client-id', OWN_MACHINE_APP_ID, '--ca', lab.files.caFile, '--no-open'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let output = '';
    let isSignedIn = false;
    const hear = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const address = /Sign in here: (\S+)\n/.exec(output)?.[1];
      if (address !== undefined && !isSignedIn) {
        isSignedIn = true;
        void chooseAt(address, who);
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.stdin.write(`${answer}\n`);
    return { code: await ended, output };
  };

  it('runs when both have read it there and signed in from there', async () => {
    const thread = await chat.post('ana', "why won't jsmith sync");
    await chat.press('ana', await chat.sees('ana', thread, /Not synced/), 'propose');
    await nextSecond();
    const asked = commandOn(await chat.sees('ana', alone('ana'), /Sign in to seal your request/));
    const [, code = ''] = asked;

    const no = await run(asked, { who: 'ana', answer: 'n' });
    assert.deepEqual([no.code, /Nothing was signed/.test(no.output), /Sign in here/.test(no.output)], [2, true, false], no.output);
    const otherCode = await run(['approve', '2222-2222', ...asked.slice(2)], { who: 'ana', answer: 'y' });
    assert.equal(otherCode.code, 2);
    assert.match(otherCode.output, new RegExp(`another plan than 2222-2222: what it sent has the code ${code}`));

    const requester = await run(asked, { who: 'ana', answer: 'y' });
    assert.equal(requester.code, 0, requester.output);
    assert.match(requester.output, /move an AD object \(ad\.move\)\n {2}on CN=John Smith,OU=Leavers[^\n]*\n {2}container\n {4}before: "OU=Leavers[^\n]*\n {4}after: {2}"OU=Staff/);
    assert.match(requester.output, /SHA-256 [0-9a-f]{64}/);

    await chat.press('ben', await chat.sees('ben', thread, /Waiting for a second admin/), 'approve');
    const own = commandOn(await chat.sees('ben', alone('ben'), /Sign in to seal your approval/));
    const stranger = await run(own, { who: 'chloe', answer: 'y' });
    assert.equal(stranger.code, 2);
    assert.match(stranger.output, /as somebody else/);
    const approver = await run(own, { who: 'ben', answer: 'yes' });
    assert.equal(approver.code, 0, approver.output);
    assert.match(approver.output, /Approved by Ben Osei/);
    await chat.sees('ana', thread, /Verified in Entra ID/);
    assert.match(adPerson(lab.company.ad, 'jsmith').dn, /OU=Staff/);
  });

  it('does not take the ticket of one form for the other', async () => {
    const thread = await chat.post('ana', 'why does tnguyen not sync');
    await chat.press('ana', await chat.sees('ana', thread, /Not synced|attention|prefix/), 'propose');
    const asked = commandOn(await chat.sees('ana', alone('ana'), /Sign in to seal your request/));
    const bot = new URL(lab.files.messagesUrl).origin;
    const answer = await fetch(`${bot}/seal/start?ticket=${asked.at(-1) ?? ''}`, { redirect: 'manual' });
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /not valid any more/);
  });
});
