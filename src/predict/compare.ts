import type { Diagnosis, Finding } from '../model/diagnosis.ts';
import type { PredictedCause } from '../model/prediction.ts';

/** Passes by itself with the next cycle or within the hour. */
const PASSING: readonly string[] = ['change-not-due-yet', 'mailbox-not-provisioned-yet', 'transient-object-error'];
/** Lies with an account that comes back, and was there before it went. */
const KEPT_IN_CLOUD: readonly string[] = ['mobile-overridden-in-cloud', 'user-source-of-authority-cloud'];

/** Up to here the engine decides whether an object goes to Entra at all. */
const LAST_LAYER_OF_SCOPE = 3;

export interface Comparing {
  readonly before: Diagnosis;
  readonly after: Diagnosis;
  /** Causes that a person was watched for to have mended. */
  readonly mended: ReadonlySet<string>;
  readonly doubts: ReadonlySet<string>;
  /** The plan gives the object its account in Entra. */
  readonly arrives: boolean;
  /** The plan starts a service that stood still. */
  readonly resumes: boolean;
  /** Causes that hide others, by the hidden one. */
  readonly maskedBy: ReadonlyMap<string, readonly string[]>;
}

/** What becomes of each cause, and which are new; a cause beside a doubt is never called gone. */
export function compare(comparing: Comparing): readonly PredictedCause[] {
  const { before, after, mended } = comparing;
  const known = new Set(before.findings.map(({ cause }) => cause));
  const fates = before.findings.map((finding): PredictedCause => ({ cause: finding.cause, title: finding.title, ...fateOf(finding, comparing) }));
  const added = after.findings.filter(({ cause }) => !known.has(cause) && !mended.has(cause));
  return [...fates, ...added.map((finding): PredictedCause => ({ cause: finding.cause, title: finding.title, becomes: 'new', because: whyNew(finding, comparing) }))];
}

function fateOf({ cause, layer }: Finding, { after, mended, doubts }: Comparing): Pick<PredictedCause, 'becomes' | 'because'> {
  if (mended.has(cause)) return { becomes: 'gone', because: 'A person mends it, and it is watched for.' };
  const [doubt] = doubts;
  if (doubt !== undefined && layer > 1) return { becomes: 'cannot-tell', because: doubt };
  if (after.findings.some((finding) => finding.cause === cause)) return { becomes: 'stays', because: '' };
  const blind = after.cannotTell.find((each) => each.cause === cause);
  return blind === undefined ? { becomes: 'gone', because: '' } : { becomes: 'cannot-tell', because: `It hangs on ${blind.missing.join(', ')}, which could not be read.` };
}

function whyNew({ cause, layer, evidenceClass }: Finding, { before, after, arrives, resumes, maskedBy }: Comparing): string {
  const gone = (maskedBy.get(cause) ?? []).find((mask) => before.findings.some((finding) => finding.cause === mask) && !after.findings.some((finding) => finding.cause === mask));
  if (gone !== undefined) return `It is there already, hidden behind ${gone}.`;
  if (resumes) return 'It waits in AD, and shows as soon as the service runs, whoever starts it.';
  if (PASSING.includes(cause)) return 'It passes by itself.';
  if (before.cannotTell.some((each) => each.cause === cause)) return 'It could not be judged before.';
  if (cause === 'phs-object-not-in-cloud-yet' && before.findings.some((finding) => finding.layer <= LAST_LAYER_OF_SCOPE && after.findings.some((other) => other.cause === finding.cause))) return 'The password waits for the object, which does not arrive before either.';
  if ((layer === 6 || KEPT_IN_CLOUD.includes(cause)) && arrives) return 'It comes next, once the account is in Entra.';
  return evidenceClass === 'D' ? 'It would be possible then.' : '';
}

/** The causes that the plan itself would bring about. */
export const createdBy = (causes: readonly PredictedCause[]): readonly PredictedCause[] => causes.filter(({ becomes, because }) => becomes === 'new' && because === '');
