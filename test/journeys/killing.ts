import type { Spot, ViewedMessage } from '../../lab/servers/bot-connector.ts';
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unlicense } from '../../lab/company/company-past.ts';
import { recreateAccount } from '../../lab/company/recreate-account.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import { adPerson, cloudPerson, moveTo, setAttribute } from '../../lab/company/find-person.ts';
import { breakage as malformedAnchor } from '../../lab/company/breakages/immutable-id-malformed.ts';
import { hire } from '../../lab/company/hire.ts';
import { runToEnd } from '../../lab/lab-process.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { chatting, wordsOf, type Chatting } from './chatting.ts';
import { addToRecording, withOwnRecording } from '../real/own-recording.ts';

export type Victim = 'bot' | 'relay';

/** Everything that can change the company, as its servers carried it out. */
export const WRITES = ['modify', 'modifyDn', 'patch', 'licence', 'set-scheduler', 'start-delta', 'send-hash'] as const;
export type Write = (typeof WRITES)[number];

export interface KillLab {
  readonly lab: Lab;
  readonly chat: Chatting;
  /** How often each kind of write has arrived so far. */
  count(): Readonly<Record<Write, number>>;
  /** Kills the process the moment the next write of this kind has been carried out, before its answer is out. */
  killAt(write: Write, victim: Victim): Promise<void>;
  /** Kills the process when the next change of this kind has arrived at Graph, which carries it out a moment later. */
  killOnArrival(write: 'patch' | 'licence', victim: Victim): Promise<void>;
  kill(victim: Victim): Promise<void>;
  revive(victim: Victim): Promise<void>;
  /** Asks, has the fix approved by as many as it needs, and gives the code of the plan. */
  approved(question: string): Promise<{ readonly code: string; readonly sees: (fits: RegExp, patienceMs?: number) => Promise<string> }>;
  auditIsWhole(): Promise<void>;
  close(): Promise<void>;
}

/** How a write looks in the recording of the requests, and to Graph's own troubles. */
const GRAPH_WRITES = {
  patch: { recorded: /^\{"method":"PATCH"/, request: /^PATCH / },
  licence: { recorded: /^\{"method":"POST","url":"[^"]*\/assignLicense"/, request: /^POST .*\/assignLicense$/ },
} as const;

/** People with trouble, two for each operation; cycles run only on command. */
export async function startKillLab(): Promise<KillLab> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-kill-'));
  const recording = join(folder, 'graph.jsonl');
  const wires = tapWires();
  const lab = await withOwnRecording(recording, () => startLab({ cycleSeconds: 3600, stage: (company) => {
    stage(company);
    wires.tap(company);
  } }));
  const chat = chatting(lab.connector);
  const arrived = (write: keyof typeof GRAPH_WRITES): number => (existsSync(recording) ? readFileSync(recording, 'utf8').split('\n').filter((line) => GRAPH_WRITES[write].recorded.test(line)).length : 0);
  const seen = (kind: string): number => lab.ldap.seen.filter((each) => each === kind).length;
  const kill = (victim: Victim): Promise<void> => lab[victim]().kill();
  return {
    lab, chat, kill,
    count: () => ({ 'modify': seen('modify'), 'modifyDn': seen('modifyDn'), 'patch': arrived('patch'), 'licence': arrived('licence'), 'set-scheduler': wires.count('set-scheduler'), 'start-delta': wires.count('start-delta'), 'send-hash': wires.count('send-hash') }),
    // The signal goes out in the same tick as the write: the answer is not out yet.
    killAt: (write, victim) => wires.at(write, () => kill(victim)),
    async killOnArrival(write, victim) {
      lab.graph.faults.add({ kind: 'delay', match: GRAPH_WRITES[write].request, times: 1, milliseconds: 300 });
      for (const before = arrived(write); arrived(write) === before; ) await new Promise((resolve) => setTimeout(resolve, 5));
      await kill(victim);
    },
    revive: async (victim) => (victim === 'bot' ? lab.startBot() : lab.startRelay()),
    approved: (question) => approved(chat, question),
    auditIsWhole: async () => {
      const { code, output } = await runToEnd(['audit', 'verify', '--config', lab.files.botConfig]);
      assert.equal(code, 0, output);
      assert.match(output, /whole/);
    },
    close: async () => {
      await lab.close();
      addToRecording(recording);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function stage(company: Contoso): void {
  for (const sam of ['mlopez', 'yito']) recreateAccount(company, sam);
  for (const sam of ['tnguyen', 'fokafor']) setAttribute(company.ad, sam, { proxyAddresses: [`${sam}@contoso.com`, ...adPerson(company.ad, sam).values('proxyAddresses')] });
  malformedAnchor.break(company);
  cameFromTheCloud(company);
  for (const sam of ['jsmith', 'lweber']) moveTo(company.ad, sam, 'Leavers');
  for (const sam of ['sjones', 'rkapoor']) setAttribute(company.ad, sam, { adminDescription: ['User_migrated'] });
  for (const sam of ['wchen', 'ekarlsson']) company.sync.machine.passwords.refused.add(adPerson(company.ad, sam).guid);
  for (const sam of ['pnovak', 'dcohen']) unlicense(cloudPerson(company, sam) ?? assert.fail(sam));
  company.healthy();
}

/** Somebody else like the one of the breakage. */
function cameFromTheCloud({ ad, tenant }: Contoso): void {
  const lee = 'lee.park@contoso.com';
  tenant.newUser({ userPrincipalName: lee, displayName: 'Lee Park', mail: lee, proxyAddresses: [`SMTP:${lee}`], onPremisesImmutableId: 'lpark' });
  hire(ad, { sam: 'lpark', givenName: 'Lee', surname: 'Park', ou: 'Staff', department: 'Legal', employeeId: 'E1050' });
}

/** Counts commands to the sync server, and tells the moment of a write. */
function tapWires() {
  const counts = new Map<Write, number>();
  let armed: { readonly write: Write; readonly fire: () => void } | null = null;
  const passed = (write: Write): void => {
    counts.set(write, (counts.get(write) ?? 0) + 1);
    if (armed?.write !== write) return;
    const { fire } = armed;
    armed = null;
    fire();
  };
  const after = <Given extends readonly unknown[], Answer>(write: Write, work: (...given: Given) => Answer) => (...given: Given): Answer => {
    const answer = work(...given);
    passed(write);
    return answer;
  };
  return {
    count: (write: Write) => counts.get(write) ?? 0,
    at: (write: Write, work: () => Promise<void>): Promise<void> => new Promise((resolve, reject) => {
      armed = { write, fire: () => void work().then(resolve, reject) };
    }),
    tap({ ad, sync, tenant }: Contoso): void {
      Object.assign(ad, { modify: after('modify', ad.modify.bind(ad)), rename: after('modifyDn', ad.rename.bind(ad)) });
      Object.assign(sync, { startDelta: after('start-delta', sync.startDelta), setCycleEnabled: after('set-scheduler', sync.setCycleEnabled), sendPasswordHash: after('send-hash', sync.sendPasswordHash) });
      for (const user of tenant.users.values()) tellOfAnchor(user, () => passed('patch'));
    },
  };
}

/** Graph writes straight into the user, so the moment is that of the assignment. */
function tellOfAnchor(user: { onPremisesImmutableId: string | null }, tell: () => void): void {
  let value = user.onPremisesImmutableId;
  Object.defineProperty(user, 'onPremisesImmutableId', {
    enumerable: true, configurable: true, get: () => value,
    set: (next: string | null) => {
      value = next;
      tell();
    },
  });
}

async function approved(chat: Chatting, question: string): ReturnType<KillLab['approved']> {
  const { thread, plan } = await proposed(chat, question);
  const [code = ''] = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(wordsOf(plan)) ?? [];
  await chat.press('ben', plan, 'approve', { approveComment: 'looks right' });
  if (/Waiting for 2/.test(wordsOf(plan))) await chat.press('chloe', await chat.sees('chloe', thread, /Waiting for one more/), 'approve', { approveComment: 'looks right' });
  return { code, sees: async (fits, patienceMs) => wordsOf(await chat.sees('ana', thread, fits, patienceMs)) };
}

/** Asks again where a source could not be read just then: that is said to whoever asked, and no plan is made. */
async function proposed(chat: Chatting, question: string): Promise<{ readonly thread: Spot; readonly plan: ViewedMessage }> {
  for (let times = 1; ; times += 1) {
    const thread = await chat.post('ana', question);
    const first = await chat.sees('ana', thread, /Not synced|Synced|Waiting for|cannot say/);
    const told = /Waiting for/.test(wordsOf(first)) ? null : await chat.press('ana', first, 'propose');
    const plan = await chat.sees('ben', thread, /Waiting for/, times === 3 ? undefined : 8_000).catch((error: unknown) => (times === 3 ? assert.fail(`ana was told ${JSON.stringify(told)}; ${String(error)}`) : null));
    if (plan !== null) return { thread, plan };
  }
}
