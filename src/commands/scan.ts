import { noticeReply } from '../cards/notice.ts';
import type { ScanRequest } from '../model/scan.ts';
import type { Reply } from '../model/reply.ts';
import type { StoredScan } from '../model/stored-scan.ts';
import type { StoredRef } from '../ports/store.ts';
import type { Talk } from '../ports/talk.ts';
import { defineCommand, type Here } from './command.ts';
import type { ScanDesk } from './scan-desk.ts';
import { offersOf } from './scan-offers.ts';
import { scanRequest, scanWish } from './scan-request.ts';
import { scanRefusal } from './scan-right.ts';
import { endedReply, runningReply } from './scan-view.ts';
import type { CommandWorld } from './world.ts';

export const scan = defineCommand({
  word: 'scan',
  usage: 'scan [in <OU>] [changes] [checks <list>] [what if <OU>] [without <OU>]',
  summary: 'Scan Active Directory and Entra ID as a whole, or foretell what synchronising an OU would do',
  example: 'scan in OU=Sales,DC=corp,DC=contoso,DC=com',
  effect: 'reads',
  inMenu: false,
  parse(rest) {
    const wish = scanWish(rest);
    return wish === null ? { ok: false, wrong: 'I did not understand what to scan. Say scan alone for everything, or: scan in OU=Sales,DC=corp,DC=contoso,DC=com.' } : { ok: true, args: { wish } };
  },
  async run(world: CommandWorld, request, talk, { wish }) {
    const { scans } = world;
    if (scans === undefined) return talk.tell(noScans);
    if (talk.place.kind === 'terminal') return talk.tell(noticeReply({ tone: 'accent', headline: 'A scan has a command of its own', happened: 'In the terminal a scan shows its progress and writes its report into files.', advice: 'For example: syncwhy scan --config bot.yaml --out report.html' }));
    const refusal = await scanRefusal(world, { request, talk });
    if (refusal !== null) return talk.tell(refusal);
    const asked = scanRequest(wish, (check) => scans.knows(check));
    if (!asked.ok) return talk.tell(noticeReply({ tone: 'warning', headline: 'I cannot scan that', happened: asked.wrong, effect: 'Nothing was read.', advice: 'For example: scan in OU=Sales,DC=corp,DC=contoso,DC=com' }));
    return perform({ ...world, scans }, { request, talk }, asked.request);
  },
});

export const noScans = noticeReply({ tone: 'warning', headline: 'Nothing can be scanned here', happened: 'This bot has no lists of the directory to scan.', advice: 'Update the bot and its relays, then try again.' });

/** How often the end is looked for. */
const LOOK_MS = 1_000;
/** One card is painted over: at first every few seconds, then seldom, and no more after so many times. */
const FIRST_PAUSE_MS = 3_000;
const REPAINTS = 20;

type ScanCommandWorld = CommandWorld & { readonly scans: ScanDesk };

async function perform(world: ScanCommandWorld, { request, talk }: Here, asked: ScanRequest): Promise<void> {
  const { scans, store } = world;
  const { is, scan: begun } = await scans.begin({ oid: request.actor.oid, name: request.actor.name }, asked);
  if (is === 'began') await store.audit({ event: 'scan.begun', at: begun.startedAt, actor: request.actor.oid, planId: null, rule: null, facts: { n: begun.n, below: asked.below.join('; ') } });
  const stop = [{ title: 'Stop the scan', verb: 'scan-stop', ref: await keepRef(world, talk, { kind: 'scan-stop', about: String(begun.n) }) }];
  const message = await talk.post(runningReply(begun, stop));
  // A second asker is shown the one that runs, and its end is told to the first.
  if (is === 'running') return;
  const ended = await scans.follow(begun.n, { pause: () => LOOK_MS, tell: seldom(world, (now) => talk.amend(message, runningReply(now, stop))) });
  await talk.amend(message, ended === null ? noScans : await summaryFor(world, talk, ended));
}

function seldom({ clock }: Pick<CommandWorld, 'clock'>, paint: (scan: StoredScan) => Promise<void>): (scan: StoredScan) => Promise<void> {
  let [painted, at] = [0, clock.now().getTime()];
  return async (scan) => {
    const now = clock.now().getTime();
    if (painted >= REPAINTS || now - at < FIRST_PAUSE_MS * 1.22 ** painted) return;
    [painted, at] = [painted + 1, now];
    // A card that cannot be painted now is painted the next time; the scan goes on in any case.
    await paint(scan).catch(() => undefined);
  };
}

/** The summary with what can be done about it from here. */
export async function summaryFor(world: ScanCommandWorld, talk: Talk, ended: StoredScan): Promise<Reply> {
  const { actions, hint } = await offersOf(world, ended, (ref) => keepRef(world, talk, ref));
  return endedReply(ended, world.titleOf, { actions: talk.place.kind === 'terminal' ? [] : actions, hint });
}

async function keepRef({ store, random, clock }: CommandWorld, { place }: Talk, given: Pick<StoredRef, 'kind' | 'about'> & { readonly cause?: string }): Promise<string> {
  const ref = random.nonce();
  await store.putRef(ref, { kind: given.kind, about: given.about, cause: given.cause ?? null, remedy: null, conversationId: place.conversationId, createdAt: clock.now().toISOString() });
  return ref;
}
