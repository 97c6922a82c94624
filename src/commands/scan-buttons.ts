import { noticeReply } from '../cards/notice.ts';
import type { StoredRef } from '../ports/store.ts';
import type { Here } from './command.ts';
import { proposeBatch } from './propose-batch.ts';
import { noScans } from './scan.ts';
import { askedAs } from './scan-offers.ts';
import { scanRefusal } from './scan-right.ts';
import { giveReport } from './scans.ts';
import { isOutOfPlace } from './shared-place.ts';
import type { CommandWorld } from './world.ts';

/** The buttons of a scan's card. */
export async function pressScan(world: CommandWorld, here: Here, { kind, about, cause }: StoredRef): Promise<void> {
  const { scans, store, clock } = world;
  const { request: { actor }, talk } = here;
  if (scans === undefined) return talk.tell(noScans);
  const refusal = await scanRefusal(world, here);
  if (refusal !== null) return talk.tell(refusal);
  const n = Number(about);
  if (kind === 'scan-report') return giveReport({ ...world, scans }, here, n);
  if (kind === 'scan-fix') return fixAll({ ...world, scans }, here, { n, cause: cause ?? '' });
  if (!(await scans.stop(n))) return talk.tell(noticeReply({ tone: 'accent', headline: `Scan ${n} has ended already`, happened: 'There is nothing to stop.' }));
  await store.audit({ event: 'scan.stopped', at: clock.now().toISOString(), actor: actor.oid, planId: null, rule: null, facts: { n } });
  return talk.tell(noticeReply({ tone: 'accent', headline: `Scan ${n} ends`, happened: 'What it has found until now is kept and will be shown as a part.' }));
}

/** A plan for more would have to be cut by the policy in any case. */
const MOST_TARGETS = 200;

/** Each object is diagnosed anew before anything is proposed, so a scan that is old proposes nothing that is no longer needed. */
async function fixAll(world: CommandWorld & { readonly scans: NonNullable<CommandWorld['scans']> }, here: Here, { n, cause }: { readonly n: number; readonly cause: string }): Promise<void> {
  if (await isOutOfPlace(world, here, null)) return;
  const report = await world.scans.report(n);
  const names = new Set<string>();
  let isMore = false;
  if (report !== null) for await (const finding of report.findings()) {
    const name = finding.id === cause ? askedAs(finding) : null;
    if (name === null) continue;
    isMore = names.size >= MOST_TARGETS;
    if (isMore) break;
    names.add(name);
  }
  if (names.size === 0) return here.talk.tell(noticeReply({ tone: 'warning', headline: 'No plan was made', happened: `The findings of scan ${n} are no longer kept.`, effect: 'Nothing was changed.', advice: 'Scan again.' }));
  return proposeBatch(world, here, { names: [...names], cause, asked: `all ${cause} of scan ${n}`, reason: `found by scan ${n}`, ticket: '', unseen: isMore ? `Only the first ${MOST_TARGETS} objects of the scan were taken; press again when they are done.` : '' });
}
