import { mergeLanes } from '../campaign/merge-lanes.ts';
import { noticeReply } from '../cards/notice.ts';
import { workingReply } from '../cards/working.ts';
import { reachOf } from '../model/reach.ts';
import { whereToAnswer } from './answer.ts';
import type { Here } from './command.ts';
import { diagnoseMany } from './diagnose-many.ts';
import { judgeTarget, type JudgedTarget } from './judge-target.ts';
import { sayProposed } from './say-proposed.ts';
import type { CommandWorld } from './world.ts';

interface BatchWish {
  readonly names: readonly string[];
  readonly cause: string;
  /** As it was asked, e.g. `all proxy-missing-smtp-prefix in errors`. */
  readonly asked: string;
  readonly reason: string;
  readonly ticket: string;
  /** What could not be seen when the targets were looked for. */
  readonly unseen: string;
}

type LaneOf = Extract<JudgedTarget, { is: 'lane' }>;
type LeftOut = Extract<JudgedTarget, { is: 'left-out' }>;

/** Diagnoses each object afresh, and makes one plan of the fixes that may stand together; the others are listed with the reason. */
export async function proposeBatch(world: CommandWorld, here: Here, wish: BatchWish): Promise<void> {
  const where = await whereToAnswer(world, here);
  if (where === null) return;
  const working = (done: number) => workingReply({ doing: `Asking about ${wish.names.length} objects, ${done} done. I only read.`, sources: [] });
  const message = await where.post(working(0));
  const asked = await diagnoseMany({ ask: (about) => world.ask(about), clock: world.clock, onProgress: (done) => where.amend(message, working(done)) }, wish.names);
  const judged = wish.names.map((name, at): JudgedTarget => {
    const answer = asked[at] ?? null;
    return answer === null ? { is: 'left-out', name, because: 'there was no time to ask about it' } : judgeTarget(name, answer, wish.cause);
  });
  const { lanes, leftOut } = await apart(world, judged);
  await where.amend(message, found(wish, lanes, leftOut));
  if (lanes.length > 0) await propose(world, here, { wish, lanes });
}

async function propose(world: CommandWorld, here: Here, { wish, lanes }: { readonly wish: BatchWish; readonly lanes: readonly LaneOf[] }): Promise<void> {
  const { request, talk } = here;
  const [first, ...others] = lanes.map(({ fix }) => fix.target);
  const title = `${world.titleOf(wish.cause) ?? wish.cause}: repair ${lanes.length} ${lanes.length === 1 ? 'object' : 'objects'}`;
  const proposed = await world.approvals.propose({
    actor: request.actor, tenantId: request.tenantId, place: talk.place, offer: mergeLanes(title, lanes.map(({ fix }) => fix)), about: first ?? null, also: others,
    cause: wish.cause, asked: wish.asked, reason: wish.reason, ticket: wish.ticket === '' ? null : wish.ticket, diagnosis: null, diagnoses: lanes.map(({ diagnosis }) => diagnosis),
  });
  await sayProposed(world, here, proposed);
}

/** Takes out what is there twice, what other plans or other lanes have in hand, and what is more than the policy allows. */
async function apart({ store, policy }: Pick<CommandWorld, 'store' | 'policy'>, judged: readonly JudgedTarget[]): Promise<{ readonly lanes: readonly LaneOf[]; readonly leftOut: readonly LeftOut[] }> {
  const most = policy().batch.mostObjects;
  const lanes: LaneOf[] = [];
  const leftOut: LeftOut[] = [];
  const touched = new Map<string, string>();
  for (const each of judged) {
    if (each.is === 'left-out') {
      leftOut.push(each);
      continue;
    }
    const keys = keysOf(each);
    const [other] = keys.flatMap((key) => touched.get(key) ?? []);
    const busy = other !== undefined || lanes.length >= most ? null : await openPlan(store, keys);
    const because = other === undefined ? (busy !== null ? `plan ${busy} is open for it` : lanes.length >= most ? `the policy allows ${most} objects in one plan; ask again when this one is through` : null) : `its repair touches the same object as that of ${other}`;
    if (because !== null) leftOut.push({ is: 'left-out', name: each.name, because });
    else {
      lanes.push(each);
      for (const key of keys) touched.set(key, each.name);
    }
  }
  return { lanes, leftOut };
}

async function openPlan(store: CommandWorld['store'], keys: readonly string[]): Promise<string | null> {
  for (const key of keys) {
    const plan = await store.openPlanOn(key);
    if (plan !== null) return plan.code;
  }
  return null;
}

/** Everything that a lane touches, but the servers, which all lanes share. */
function keysOf({ fix: { target, offer } }: LaneOf): readonly string[] {
  const touched = offer.steps.flatMap((step) => {
    const reach = reachOf(step);
    return reach.is === 'ad-object' ? reach.objects.map(({ guid }) => String(guid)) : reach.is === 'entra' ? reach.ids : [];
  });
  return [...new Set([target.key, ...(target.cloudId === undefined ? [] : [target.cloudId]), ...touched])];
}

function found({ names, unseen }: BatchWish, lanes: readonly LaneOf[], leftOut: readonly LeftOut[]) {
  return noticeReply({
    tone: lanes.length > 0 ? 'accent' : 'warning',
    headline: lanes.length > 0 ? `${lanes.length} of ${names.length} can be repaired together` : 'No plan was made',
    happened: names.length === 0 ? 'Nobody was found whom this could be about.' : `I asked about ${names.length === 1 ? '1 object' : `${names.length} objects`}. ${leftOut.length === 0 ? 'None was left out.' : `${leftOut.length} ${leftOut.length === 1 ? 'was' : 'were'} left out, for the reasons below.`}${unseen === '' ? '' : ` ${unseen}`}`,
    effect: lanes.length > 0 ? 'The plan stands on a card of its own. Nothing has been changed yet.' : 'Nothing was changed.',
    lines: leftOut.map(({ name, because }) => `${name}: ${because}`),
    json: { lanes: lanes.map(({ name, fix }) => ({ name, key: fix.target.key })), leftOut: leftOut.map(({ name, because }) => ({ name, because })) },
  });
}
