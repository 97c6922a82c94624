import { CATALOGUE } from '../catalogue/index.ts';
import { cloudValuesOf, uniqueValuesOf } from '../deduce/holders.ts';
import { anchorsOf, objectGuidOf } from '../deduce/source-anchor.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { CloudUser, EvidenceDocument } from '../model/evidence.ts';
import { isCycle } from '../model/operations.ts';
import type { StepDraft } from '../model/plan.ts';
import type { Prediction } from '../model/prediction.ts';
import { reachOf } from '../model/reach.ts';
import { applyStep } from './apply-step.ts';
import { compare } from './compare.ts';
import { evidenceOf, later, startCourse, type Course } from './course.ts';
import { entriesOf, onEntra } from './edit-document.ts';
import { healQuarantines } from './heal.ts';
import { runCycle } from './run-cycle.ts';

export interface Foreseeing {
  readonly evidence: EvidenceDocument;
  /** Whom it is about, as it was asked. */
  readonly subject: string;
  readonly steps: readonly StepDraft[];
  readonly now: Date;
  /** The diagnosis of the evidence, where it was made already. */
  readonly before?: Diagnosis | undefined;
}

export interface Foreseen {
  readonly prediction: Prediction;
  readonly after: Diagnosis;
}

const MASKS: ReadonlyMap<string, readonly string[]> = new Map(CATALOGUE.flatMap(({ text }) => (text.maskedBy === undefined ? [] : [[text.id, text.maskedBy] as const])));
/** A value that is written back comes in with the cycle after. */
const CYCLES_TO_REST = 2;

/**
 * What a plan leads to: its steps are applied to the raw documents, the cycles that follow are followed through, and the outcome is diagnosed
 * like any other evidence. Pure: the same evidence and steps give the same answer.
 */
export function predict({ evidence, subject, steps, now, before }: Foreseeing): Foreseen {
  const first = before ?? diagnose(evidence, CATALOGUE);
  const course = startCourse(evidence, now, guidOf(evidence, first));
  for (const step of steps) applyStep(course, step);
  followCycles(course);
  healQuarantines(course);
  const after = diagnose({ ...stillRead(course, first), subject: stillCalled(course, subject), takenAt: later(course, 3) }, CATALOGUE);
  const causes = [...compare({ before: first, after, mended: course.mended, doubts: course.doubts, arrives: course.arrived.size > 0, resumes: course.resumes, maskedBy: MASKS }), ...othersHarmed(course, { evidence, first, steps })];
  return { prediction: { causes, nextCycle: [...course.says], overwrites: course.overwrites }, after };
}

/** Where a scheduler is on, its next cycle comes by itself. */
function followCycles(course: Course): void {
  for (const { name, scheduler } of course.document.syncServers ?? []) {
    if (scheduler === undefined || scheduler.SyncCycleEnabled === false || scheduler.SchedulerSuspended === true) continue;
    for (let cycle = 0; cycle < CYCLES_TO_REST; cycle += 1) runCycle(course, { server: name, reads: 'what changed' });
  }
}

/** A plan may change the very name by which somebody was asked for; the AD object stays the same. */
function stillCalled(course: Course, subject: string): string {
  return course.about !== null && entriesOf(course).some((entry) => objectGuidOf(entry) === course.about) ? course.about : subject;
}

function guidOf(document: EvidenceDocument, { subject: { dn } }: Diagnosis): string | null {
  const entry = dn === undefined ? undefined : entriesOf({ document }).find((each) => each.dn === dn);
  return entry === undefined ? null : objectGuidOf(entry);
}

/** Who asks again reads what has to do with the names and values of AD; a cloud account that a step took these from is not among it any more. */
function stillRead(course: Course, first: Diagnosis): EvidenceDocument {
  const settings = evidenceOf(course)['syncServers.globalSettings'];
  const values = new Set(entriesOf(course).flatMap((entry) => [...uniqueValuesOf(entry), ...anchorsOf(entry, settings)]));
  const related = (user: CloudUser): boolean => user.id === first.subject.entraId || values.has(user.onPremisesImmutableId ?? '') || cloudValuesOf(user).some((value) => values.has(value));
  return onEntra(course, (entra) => ({ ...entra, users: entra.users?.filter((user) => !course.touched.has(user.id) || related(user)) }));
}

/** Another object that the plan writes must not come to grief either. */
function othersHarmed(course: Course, { evidence, first, steps }: { readonly evidence: EvidenceDocument; readonly first: Diagnosis; readonly steps: readonly StepDraft[] }): Prediction['causes'] {
  const dns = steps.flatMap((step) => { const reach = reachOf(step); return isCycle(step.operation) || reach.is !== 'ad-object' ? [] : reach.objects.slice(0, 1); });
  const others = dns.filter(({ dn }, at) => dn.toLowerCase() !== first.subject.dn?.toLowerCase() && dns.findIndex((each) => each.guid === dns[at]?.guid) === at);
  return others.slice(0, 3).flatMap(({ guid, dn }) => {
    const is = diagnose({ ...course.document, subject: guid, takenAt: later(course, 3) }, CATALOGUE);
    if (is.findings.length === 0) return [];
    const was = diagnose({ ...evidence, subject: guid }, CATALOGUE);
    return compare({ before: was, after: is, mended: course.mended, doubts: course.doubts, arrives: course.arrived.has(guid), resumes: course.resumes, maskedBy: MASKS })
      .filter(({ becomes, because }) => becomes === 'new' && because === '')
      .map((cause) => ({ ...cause, title: `${dn}: ${cause.title}` }));
  });
}
