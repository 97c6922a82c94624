import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { BASE_DN } from '../../lab/company/cast.ts';
import { adPerson } from '../../lab/company/find-person.ts';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import type { Spot, ViewedMessage } from '../../lab/servers/bot-connector.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { parentDn } from '../../src/model/distinguished-name.ts';
import type { PlanContent } from '../../src/model/plan.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { startSambaSite, type AuditedChange, type SambaSite } from '../attacks/samba-site.ts';
import { guid } from '../ports/relay-jobs.ts';
import { expectedOfSteps } from '../real/audited-plan.ts';
import { differences, type DirectorySnapshot } from '../real/directory-snapshot.ts';
import { leaveOut } from '../real/left-out.ts';
import { chatting, wordsOf, type Chatting } from './chatting.ts';

const PEOPLE = ['tnguyen', 'jsmith', 'mlopez'] as const;
const ANSWER = /Not synced|Synced, but not as it should be/;
const OU = (name: string): string => `OU=${name},${BASE_DN}`;

/** The pretend company, but with a real domain controller, whose audit tells of every write; the sync engine hears of them a moment later. */
describe('people are helped on a real Samba AD domain controller', function () {
  this.timeout(120_000);
  let samba: SambaSite;
  let lab: Lab;
  let chat: Chatting;
  let reader: Directory;
  let isReplicating = true;
  let replication: Promise<void> | undefined;
  before(async function () {
    this.timeout(180_000);
    const started = await startSambaSite({ realm: 'CORP.CONTOSO.COM', hasRecycleBin: true });
    if ('missing' in started) {
      leaveOut('journeys on a real Samba AD domain controller', started.missing);
      return this.skip();
    }
    samba = started;
    lab = await startLab({ stage: stageOpening, cycleSeconds: 5 });
    samba.takeIn(lab.company.ad);
    await samba.setByHand(`CN=Partitions,CN=Configuration,${BASE_DN}`, 'uPNSuffixes', ['contoso.com']);
    // The day of their password does not come along, and without one they would have to choose another.
    for (const sam of PEOPLE) await samba.setByHand(adPerson(lab.company.ad, sam).dn, 'pwdLastSet', ['-1']);
    await samba.openRecycleBin();
    await samba.letChange(OU('Staff'), OU('Leavers'));
    await pointRelayAt(lab, samba);
    reader = samba.open();
    // Without a pause, for a cycle may begin right after a write.
    replication = (async () => {
      while (isReplicating) {
        await replicate(reader, lab);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    chat = chatting(lab.connector);
    return undefined;
  });
  after(async () => {
    isReplicating = false;
    await replication;
    await reader?.close();
    await lab?.close();
    await samba?.close();
  });

  const since = async (before: readonly AuditedChange[]): Promise<readonly AuditedChange[]> => (await samba.changesOfRelay()).slice(before.length);
  const planOf = (code: string): PlanContent => {
    const store = new DatabaseSync(join(lab.folder, 'syncwhy.db'), { readOnly: true });
    try {
      return JSON.parse(z.string().parse(store.prepare('SELECT content FROM plans WHERE code = ?').get(code)?.['content'])) as PlanContent;
    } finally {
      store.close();
    }
  };

  it('and nothing that is asked writes anything: why, status, errors, who changed', async () => {
    const [audit, stood] = [await samba.changesOfRelay(), await samba.snapshot()];
    for (const sam of PEOPLE) await chat.sees('ana', await chat.post('ana', `why ${sam}`), ANSWER, 60_000);
    for (const [asked, says] of [['status', /SYNC01/], ['errors', /error/i], ['who changed jsmith', /John Smith/], ['why nobody.at.all', /nobody\.at\.all/]] as const) await chat.sees('ana', await chat.post('ana', asked), says, 60_000);
    assert.deepEqual(differences(stood, await samba.snapshot()), []);
    assert.deepEqual(await since(audit), []);
  });

  /** Asks again while the sync server has not read the newest change: the first fix on offer would be to have it read. */
  async function askedWhenRead(sam: string): Promise<{ readonly thread: Spot; readonly answer: ViewedMessage }> {
    for (let times = 1; ; times += 1) {
      const thread = await chat.post('ana', `why ${sam}`);
      const answer = await chat.sees('ana', thread, ANSWER, 60_000);
      if (times === 8 || !/not been picked up yet/.test(wordsOf(answer))) return { thread, answer };
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    }
  }

  /** The plans that were done, and how the directory stood before each. */
  const codes = new Map<string, { readonly code: string; readonly thread: Spot; readonly stood: DirectorySnapshot }>();
  const approvers: Readonly<Record<(typeof PEOPLE)[number], readonly string[]>> = { tnguyen: ['ben'], jsmith: ['ben'], mlopez: ['ben', 'chloe'] };
  for (const sam of PEOPLE) {
    it(`and the plan for ${sam} writes what was approved, value by value, and nothing else`, async () => {
      const [audit, stood] = [await samba.changesOfRelay(), await samba.snapshot()];
      const { thread, answer } = await askedWhenRead(sam);
      await chat.press('ana', answer, 'propose');
      const shown = wordsOf(await chat.sees('ben', thread, /Waiting for/));
      const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(shown)?.[0] ?? assert.fail(shown);
      const plan = planOf(code);
      const expected = expectedOfSteps(plan.steps);
      assert.ok(expected.differences.length > 0, shown);
      assert.deepEqual(differences(stood, await samba.snapshot()), [], 'a plan that waits for approval writes nothing');
      for (const who of approvers[sam]) await chat.press(who, await chat.sees(who, thread, /Waiting for/), 'approve', { approveComment: 'looks right' });
      await chat.sees('ana', thread, /Verified in Entra ID/, 90_000);
      assert.deepEqual(differences(stood, await samba.snapshot()), expected.differences);
      assert.deepEqual(await since(audit), expected.audit);
      codes.set(sam, { code, thread, stood });
    });
  }

  it('and taking the last plan back leaves the directory exactly as it stood before it', async () => {
    const { code, thread, stood } = codes.get('mlopez') ?? assert.fail('there was no plan');
    await chat.say('ana', thread, `undo ${code} because it was the wrong Maria`);
    for (const who of ['ben', 'chloe']) await chat.press(who, await chat.sees(who, thread, /takes back plan/), 'approve', { approveComment: 'looks right' });
    for (const until = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
      const left = differences(stood, await samba.snapshot());
      if (left.length === 0) break;
      assert.ok(Date.now() < until, left.join('\n'));
    }
  });
});

/** As an operator would do it: another address, another account, and a restart. */
async function pointRelayAt({ folder, files, relay, startRelay }: Lab, { signIn }: SambaSite): Promise<void> {
  writeFileSync(join(folder, 'samba.pem'), signIn.ca);
  writeFileSync(join(folder, 'samba.secret'), signIn.password, { mode: 0o600 });
  const config = z.looseObject({ directories: z.array(z.looseObject({})) }).parse(parse(readFileSync(files.relayConfig, 'utf8')));
  const directories = config.directories.map((each) => ({ ...each, url: signIn.url, bindDn: signIn.bindDn, passwordFile: 'samba.secret', caFile: 'samba.pem' }));
  await relay().kill();
  writeFileSync(files.relayConfig, stringify({ ...config, directories }));
  startRelay();
}

/** What was written to the real directory reaches the one that the sync engine reads. */
async function replicate(from: Directory, { company: { ad } }: Lab): Promise<void> {
  for (const sam of PEOPLE) {
    const here = adPerson(ad, sam);
    const there = await from.byGuid(guid(here.guid)).catch(() => null);
    if (there === null) continue;
    const container = parentDn(there.dn) ?? assert.fail(there.dn);
    if (parentDn(here.dn) !== container) ad.rename(here.dn, here.dn.slice(0, here.dn.indexOf(',')), container);
    const addresses = there.attributes['proxyAddresses'] ?? [];
    if (JSON.stringify(here.values('proxyAddresses').map(String).toSorted()) !== JSON.stringify(addresses.toSorted())) ad.modify(adPerson(ad, sam).dn, [{ operation: 'replace', attribute: 'proxyAddresses', values: addresses }]);
    const anchor = (there.attributes['mS-DS-ConsistencyGuid'] ?? []).map((value) => Buffer.from(value, 'base64'));
    if (anchor.length > 0 && anchor[0]?.toString('hex') !== Buffer.from(here.values('mS-DS-ConsistencyGuid')[0] ?? '').toString('hex')) ad.modify(adPerson(ad, sam).dn, [{ operation: 'replace', attribute: 'mS-DS-ConsistencyGuid', values: anchor }]);
  }
}
