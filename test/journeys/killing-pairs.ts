import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Contoso } from '../../lab/company/contoso.ts';
import { adPerson, moveTo, setAttribute } from '../../lab/company/find-person.ts';
import type { Spot, ViewedMessage } from '../../lab/servers/bot-connector.ts';
import type { PostgresServer } from '../../src/adapters/postgres/postgres-server.ts';
import { seededRandom } from '../soak/seeded-random.ts';
import { wordsOf, type Chatting } from './chatting.ts';
import { MEMBERS, startTwoPairs, type Member, type TwoPairs } from './two-pairs.ts';

/** Each makes trouble for one person, anew each time, that one write to AD and a cycle repair. */
const TROUBLES: readonly (readonly [sam: string, trouble: 'prefix' | 'container'])[] = [['tnguyen', 'prefix'], ['jsmith', 'container'], ['fokafor', 'prefix'], ['lweber', 'container']];

const ENDS = /✓ Done|✓ Verified|Done, but Entra|✗ Failed|✗ Stopped|⚠ Not known whether|Out of date/;
const DONE = /✓ Done|✓ Verified|Done, but Entra/;
const LONGEST_DELAY_MS = 1_200;
/** Between two plans: Teams takes 60 messages in 30 seconds from a bot. */
const BREATH_MS = 2_000;
const PATIENCE_MS = 6_000;
/** After all four have been started anew on a busy machine. */
const LONGER_PATIENCE_MS = 30_000;
/** A reading that a dying process had in hand is asked for once more after 15 seconds. */
const ANSWER_MS = 60_000;
/** Longer than a relay may still be at it. */
const SKIP_MINUTES = 12;
const MOST_SKIPS = 4;
const MOST_QUESTIONS = 5;

export interface KillReport {
  readonly done: number;
  readonly ended: number;
  readonly skips: number;
  readonly killed: Readonly<Record<Member, number>>;
}

/** So many plans, one after the other; while each runs, one of the four processes dies at a random moment and comes back. No step may take effect twice, and no plan may be lost. */
export async function killDuring(plans: number, { server, seed }: { readonly server: PostgresServer; readonly seed: number }): Promise<KillReport> {
  const random = seededRandom(seed);
  const tally = { done: 0, ended: 0, skips: 0, killed: { 'first bot': 0, 'second bot': 0, 'first relay': 0, 'second relay': 0 } };
  const written = new Map<string, number>();
  const pairs = await startTwoPairs(server, (company) => watch(company, written));
  try {
    for (let plan = 0; plan < plans; plan += 1) {
      const [sam, trouble] = TROUBLES[plan % TROUBLES.length] ?? assert.fail();
      await wait(BREATH_MS);
      makeTrouble(pairs.lab.company, sam, trouble);
      written.clear();
      const victim = MEMBERS[Math.floor(random() * MEMBERS.length)] ?? assert.fail();
      const delay = Math.floor(random() * LONGEST_DELAY_MS);
      const title = `plan ${plan + 1} of seed ${seed}: ${victim} killed ${delay} ms after the approval for ${sam}`;
      const { words, skips } = await runOne(pairs, { sam, victim, delay, bot: random() < 0.5 ? 'first bot' : 'second bot' }, title);
      const isDone = DONE.test(words);
      const times = written.get(sam) ?? 0;
      assert.ok(times <= 1 && (written.get('start-delta') ?? 0) <= 1, `${title}: ${JSON.stringify([...written])} ${words}`);
      if (isDone) assert.equal(times, 1, `${title}: ${words}`);
      if (/Nothing was changed/.test(words)) assert.equal(times, 0, `${title}: ${words}`);
      tally.done += isDone ? 1 : 0;
      tally.ended += 1;
      tally.skips += skips;
      tally.killed[victim] += 1;
    }
    await pairs.auditIsWhole();
    return tally;
  } finally {
    await pairs.close();
  }
}

interface Round {
  readonly sam: string;
  readonly victim: Member;
  readonly delay: number;
  /** The one that is asked, and told of the approval. */
  readonly bot: 'first bot' | 'second bot';
}

async function runOne(pairs: TwoPairs, { sam, victim, delay, bot }: Round, title: string): Promise<{ readonly words: string; readonly skips: number }> {
  const { chat } = pairs;
  pairs.talkTo(bot);
  const { thread, first } = await asked(chat, sam);
  const answer = /Waiting for/.test(wordsOf(first)) ? null : await chat.press('ana', first, 'propose');
  const card = await chat.sees('ben', thread, /Waiting for/).catch((error: unknown) => assert.fail(`${title}: ana was told ${JSON.stringify(answer)}; ${String(error)}`));
  await chat.press('ben', card, 'approve', { approveComment: 'looks right' });
  await wait(delay);
  await pairs.kill(victim);
  await wait(300);
  await pairs.revive(victim);
  for (let skips = 0; ; skips += 1) {
    const seen = await chat.sees('ana', thread, ENDS, skips === 0 ? PATIENCE_MS : LONGER_PATIENCE_MS).catch((error: unknown) => (skips < MOST_SKIPS ? null : assert.fail(`${title}: ${String(error)}`)));
    if (seen !== null) return { words: wordsOf(seen), skips };
    await pairs.skip(SKIP_MINUTES);
  }
}

/** Asks again while relays that have just started are not connected yet: that is said, and nothing is guessed. */
async function asked(chat: Chatting, sam: string): Promise<{ readonly thread: Spot; readonly first: ViewedMessage }> {
  for (let times = 1; ; times += 1) {
    const thread = await chat.post('ana', `why ${sam}`);
    const first = await chat.sees('ana', thread, /Not synced|Synced|Waiting for|cannot say/, ANSWER_MS);
    if (times === MOST_QUESTIONS || !/no relay is connected/.test(wordsOf(first))) return { thread, first };
    await wait(BREATH_MS);
  }
}

/** Counts what the relays' account writes, person by person, and the cycles that are asked for. */
function watch(company: Contoso, written: Map<string, number>): void {
  const { ad, sync } = company;
  const count = (what: string): void => void written.set(what, (written.get(what) ?? 0) + 1);
  ad.watch(({ object, actor }) => {
    if (actor.startsWith('svc-syncwhy')) count(String(object.values('sAMAccountName')[0]));
  });
  const { startDelta } = sync;
  Object.assign(sync, { startDelta: () => {
    count('start-delta');
    return startDelta();
  } });
}

function makeTrouble(company: Contoso, sam: string, trouble: 'prefix' | 'container'): void {
  const { ad } = company;
  if (trouble === 'container') moveTo(ad, sam, 'Leavers');
  else spoilAddresses(company, sam);
  company.healthy();
}

function spoilAddresses({ ad }: Contoso, sam: string): void {
  const others = adPerson(ad, sam).values('proxyAddresses').filter((address) => !/^(smtp:)?trouble/i.test(String(address)));
  setAttribute(ad, sam, { proxyAddresses: [`trouble-${sam}@contoso.com`, ...others] });
}
