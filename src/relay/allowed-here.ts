import type { LocalPolicy } from '../boundary/local-policy.ts';
import { anchorOfGuid } from '../model/anchor.ts';
import { rdnsOf, sameDn } from '../model/distinguished-name.ts';
import { entryValues } from '../model/entry-values.ts';
import type { AdEntry } from '../model/evidence.ts';
import { isCycle } from '../model/operations.ts';
import type { AdTarget, OperationName, PlanContent, PlanStep } from '../model/plan.ts';
import { reachOf } from '../model/reach.ts';
import { canonicalJson } from '../protocol/canonical-json.ts';
import { planHash } from '../protocol/plan-hash.ts';
import { groupsOfTarget } from './groups-of-target.ts';
import type { RelayJournal } from './journal.ts';
import { allows, objectKey } from './local-policy.ts';
import { directoryOf, type Site } from './menu.ts';

interface Here {
  readonly site: Site;
  readonly policy: LocalPolicy;
  readonly journal: RelayJournal;
}

/** Whether this site lets the step run, with what is true now as the relay itself reads it. Rejects with `DirectoryError`. */
export async function allowedHere({ site, policy, journal }: Here, { plan, step }: { readonly plan: PlanContent; readonly step: PlanStep }, now: Date): Promise<ReturnType<typeof allows>> {
  const changedThisHour = journal.objectsSince(new Date(now.getTime() - 60 * 60_000));
  const reach = reachOf(step);
  const object = reach.is === 'ad-object' ? reach.objects[0] : null;
  const target = object === null ? null : await entryOf(site, object, step.operation);
  const other = reach.is === 'ad-object' ? await misnamed(site, reach.objects.slice(1), (each) => namesOf(each, plan, step)) : null;
  if (other !== null) return { ok: false, says: other };
  const groups = object === null || target === null ? null : await groupsOfTarget(site, object, target);
  return allows(policy, step, { target, names: object === null ? [] : namesOf(object, plan, step), groups, changedThisHour, now, mustFollow: mustFollow(plan, step, journal) });
}

/**
 * A step that runs in any case, after others of its plan, and only brings something back: a cycle of a plan that was begun here, what an earlier step
 * of exactly this plan has changed here, or, whoever began the plan, what switches a scheduler on again. The word `always` alone opens nothing.
 */
export function mustFollow(plan: PlanContent, step: PlanStep, journal: RelayJournal): boolean {
  const earlier = plan.steps.filter(({ n }) => n < step.n);
  if (step.always !== true || earlier.length === 0) return false;
  if (step.operation === 'sync.set-scheduler' || step.operation === 'sync.set-maintenance') return step.params.after;
  if (isCycle(step.operation)) return journal.knows(plan.planId);
  const begun = journal.stepsOf(planHash(plan));
  return earlier.some((each) => begun.has(each.n) && takesBack(step, each));
}

/** The same value of the same object, from what the earlier step left to what stood there before it. */
const takesBack = (step: PlanStep, earlier: PlanStep): boolean =>
  step.operation === earlier.operation && objectKey(step) === objectKey(earlier) && canonicalJson([step.before, step.after]) === canonicalJson([earlier.after, earlier.before]);

/** What a step names besides the object that it writes must bear the name that people approved. */
async function misnamed(site: Site, objects: readonly AdTarget[], namesOfIt: (object: AdTarget) => readonly string[]): Promise<string | null> {
  for (const object of objects) {
    const entry = await entryOf(site, object, 'ad.change-member');
    if (entry === null) return `${object.dn} does not exist any more (make a new plan)`;
    if (!namesOfIt(object).some((name) => sameDn(name, entry.dn))) return `the object that the plan calls ${object.dn} is ${entry.dn} (make a new plan)`;
  }
  return null;
}

/** As the step calls it, or as an earlier step of the plan left it. */
function namesOf(object: AdTarget, { steps }: PlanContent, { n }: PlanStep): readonly string[] {
  const [rdn = ''] = rdnsOf(object.dn);
  const earlier = steps.flatMap((each) => {
    if (each.n >= n || !('object' in each.params) || each.params.object.guid !== object.guid) return [];
    if (each.operation === 'ad.move') return [`${rdn},${each.params.to}`, `${rdnsOf(each.params.object.dn)[0] ?? ''},${each.params.to}`];
    return each.operation === 'ad.restore-deleted' ? [`${each.params.rdn},${each.params.to}`] : [];
  });
  return [object.dn, ...earlier];
}

/** A deleted object is looked up in the recycle bin; a group by its anchor, which leaves the list of its members unread. */
async function entryOf(site: Site, { guid, dn }: AdTarget, operation: OperationName): Promise<AdEntry | null> {
  const directory = directoryOf(site, { guid, dn });
  if (operation !== 'ad.restore-deleted' && operation !== 'ad.change-member') return (await directory?.byGuid(guid)) ?? null;
  const own = anchorOfGuid(guid);
  const found = operation === 'ad.restore-deleted' ? await directory?.deleted({ anchors: [own], names: [] }) : await directory?.withAnchors([own]);
  return found?.find((entry) => entryValues(entry, 'objectGUID').includes(own)) ?? null;
}
