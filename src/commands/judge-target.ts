import { undoOf } from '../approve/make-plan.ts';
import { unreadSources } from '../approve/source-unread.ts';
import { targetOf } from '../approve/target-of.ts';
import { whyNotTogether, type OneFix } from '../campaign/merge-lanes.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import { foreseeFix } from '../predict/foresee.ts';
import type { Asked } from './world.ts';

/** One of many that were asked about: a lane of the plan, or left out with the reason. */
export type JudgedTarget =
  | { readonly is: 'lane'; readonly name: string; readonly fix: OneFix; readonly diagnosis: Diagnosis }
  | { readonly is: 'left-out'; readonly name: string; readonly because: string };

/** Whether the object has this cause, and a fix of it that may stand in a plan for many. */
export function judgeTarget(name: string, { diagnosis: first, document, subject }: Asked, cause: string): JudgedTarget {
  const shown = first.subject.displayName ?? name;
  const out = (because: string): JudgedTarget => ({ is: 'left-out', name: shown, because });
  const found = first.findings.find((finding) => finding.cause === cause);
  if (found === undefined) return out(withoutCause(first, cause));
  if (found.remedy === undefined) return out(`no fix is on offer: ${found.says}`);
  if (found.remedy.by === 'human') return out('a person has to mend it');
  const before = found.fixAfter.find((each) => first.findings.some((finding) => finding.cause === each));
  if (before !== undefined) return out(`another cause has to be mended first: ${first.findings.find((finding) => finding.cause === before)?.title ?? before}`);
  const diagnosis = foreseeFix(document, first, cause);
  const remedy = diagnosis.findings.find((finding) => finding.cause === cause)?.remedy;
  if (remedy === undefined) return out(diagnosis.findings.find((finding) => finding.cause === cause)?.says ?? 'its fix would bring about another fault');
  const unread = unreadSources(remedy.steps, diagnosis);
  if (unread.length > 0) return out(`could not be read: ${unread.join(', ')}`);
  const against = whyNotTogether(remedy, (step) => undoOf(step.operation, step.params).is !== 'cannot-be-undone');
  if (against !== null) return out(against);
  const target = subject === null ? null : targetOf(subject);
  return target === null ? out('it has neither an objectGUID nor an Entra object id') : { is: 'lane', name: target.displayName, fix: { target, offer: remedy }, diagnosis };
}

function withoutCause({ verdict, summary, cannotTell }: Diagnosis, cause: string): string {
  if (verdict === 'not-found') return 'no such object was found';
  if (verdict === 'ambiguous') return 'several objects have this name';
  return verdict === 'incomplete' || cannotTell.some((each) => each.cause === cause) ? `not everything could be read: ${summary}` : 'it does not have this cause';
}
