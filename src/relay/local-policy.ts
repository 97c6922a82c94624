import type { LocalPolicy } from '../boundary/local-policy.ts';
import { isGuidAnchor } from '../model/anchor.ts';
import { isAtOrBelow, sameDn } from '../model/distinguished-name.ts';
import type { AdEntry } from '../model/evidence.ts';
import type { StepDraft } from '../model/plan.ts';
import { reachOf } from '../model/reach.ts';
import type { ReadRequest } from '../model/relay-job.ts';
import { canonicalJson, sha256Hex } from '../protocol/canonical-json.ts';
import { whyNameIsProtected, whyProtected } from './protected-objects.ts';
import { hoursInWords, mayStartAt } from './write-hours.ts';
import { unwantedValue } from './written-values.ts';

/** What is true now, as the relay itself has read it. */
interface PolicyFacts {
  /** The AD object of the step; null when it does not exist, or the step has none. */
  readonly target: AdEntry | null;
  /** The DNs that the object may bear: as the step calls it, or where an earlier step of the plan has moved it. */
  readonly names: readonly string[];
  /** Every group that the object is in, through others and by its primary group too; null when that cannot be told. */
  readonly groups: readonly AdEntry[] | null;
  /** Keys of objects changed within the last hour. */
  readonly changedThisHour: ReadonlySet<string>;
  readonly now: Date;
  /** The step brings back what the plan has switched off: it keeps neither to the hours of the site nor to the hourly limit. */
  readonly mustFollow?: boolean | undefined;
}

type Allowed = { readonly ok: true } | { readonly ok: false; readonly says: string };

/** Whether this site lets the step run. The bot cannot change these limits. */
export function allows(policy: LocalPolicy, step: StepDraft, facts: PolicyFacts): Allowed {
  const general = whyNotNow(policy, step, facts);
  if (general !== null) return no(general);
  const wrong = wrongContent(policy, step);
  if (wrong !== null) return no(wrong);
  const reach = reachOf(step);
  switch (reach.is) {
    case 'ad-object': {
      const closed = reach.containers.find((container) => whyNotBelow(policy, container) !== null);
      if (closed !== undefined) return no(`this site does not let objects be moved to ${closed}: it ${whyNotBelow(policy, closed) ?? ''}`);
      return writable(policy, reach.objects[0], { ...facts, isDeleted: step.operation === 'ad.restore-deleted' });
    }
    case 'forest':
    case 'sync-server':
      return { ok: true };
    case 'entra':
    case 'people':
      return no(`${step.operation} does not run on a relay (built in)`);
  }
}

function wrongContent(policy: LocalPolicy, step: StepDraft): string | null {
  const isNoAnchor = step.operation === 'ad.set-anchor' && step.params.after !== null && !isGuidAnchor(step.params.after);
  if (isNoAnchor) return 'the new anchor is not the base64 of 16 octets (built in: make a new plan)';
  if (step.operation !== 'ad.change-values' || !NAMES.includes(step.params.attribute)) return null;
  const [reason] = step.params.after.flatMap((name) => whyNameIsProtected(policy, name) ?? []);
  return reason === undefined ? null : `the new ${step.params.attribute} is that of a protected account: ${reason}`;
}

/** By which people and machines sign in. */
const NAMES: readonly string[] = ['sAMAccountName', 'userPrincipalName'];

/** What speaks against any such step at this time, whatever its object. */
function whyNotNow(policy: LocalPolicy, step: StepDraft, { changedThisHour, now, mustFollow = false }: PolicyFacts): string | null {
  if (policy.readOnly) return 'this relay is switched to read-only (local policy, readOnly: set it to false and restart the relay, if it shall make changes)';
  if (!policy.operations.some((each) => each === step.operation)) return `${step.operation} is not among the operations that this site allows (local policy, operations: add it and restart the relay, if it shall run here)`;
  if (mustFollow) return unwantedValue(policy, step);
  if (policy.hours !== undefined && !mayStartAt(policy.hours, now)) return `this site lets changes be started only at certain times: ${hoursInWords(policy.hours)} (local policy, hours: ask again within them)`;
  const key = objectKey(step);
  if (!changedThisHour.has(key) && changedThisHour.size >= policy.objectsPerHour) return `this site allows changes to ${policy.objectsPerHour} objects an hour, and they are used up (local policy, objectsPerHour: wait, or raise it and restart the relay)`;
  return unwantedValue(policy, step);
}

/** Whether this site lets the reading run. Only the Security log, which holds what everybody did, needs a word of the site. */
export function allowsReading(policy: LocalPolicy, request: ReadRequest): Allowed {
  if (request.reading !== 'ad.security-events' || policy.readSecurityLog === true) return { ok: true };
  return no('the policy of this site does not let the Security log be read (readSecurityLog: true in the local policy of the relay)');
}

/** What counts as one object for the hourly limit. */
export function objectKey(step: StepDraft): string {
  const reach = reachOf(step);
  switch (reach.is) {
    case 'ad-object':
      return `ad:${reach.objects[0].guid}`;
    case 'forest':
      return `forest:${reach.forest.toLowerCase()}`;
    case 'sync-server':
      return `sync:${reach.server.toLowerCase()}`;
    case 'entra':
      return `entra:${reach.ids[0]}`;
    case 'people':
      return 'people';
  }
}

/** Names a policy in `status`: 12 hex characters of its SHA-256. */
export const policyHash = (policy: LocalPolicy): string => sha256Hex(canonicalJson(policy)).slice(0, 12);

/** An object in the recycle bin lies in no container of its own; where it comes to is judged instead. */
function writable(policy: LocalPolicy, object: { readonly dn: string }, { target, names, groups, isDeleted }: PolicyFacts & { readonly isDeleted: boolean }): Allowed {
  if (target === null) return no(`${object.dn} does not exist any more (make a new plan)`);
  const elsewhere = isDeleted ? null : whyNotBelow(policy, target.dn);
  if (elsewhere !== null) return no(`${target.dn} ${elsewhere}`);
  if (!names.some((name) => sameDn(target.dn, name))) return no(`the object that the plan calls ${object.dn} is ${target.dn} (make a new plan)`);
  const reason = whyProtected(policy, target, groups);
  return reason === null ? { ok: true } : no(`${target.dn} is protected: ${reason}`);
}

function whyNotBelow({ writableContainers, containersNever = [] }: LocalPolicy, dn: string): string | null {
  const never = containersNever.find((container) => isAtOrBelow(dn, container));
  if (never !== undefined) return `lies in ${never}, where nothing is ever changed (local policy, containersNever: change it by hand)`;
  return writableContainers.some((container) => isAtOrBelow(dn, container)) ? null : 'lies in no container that this site opens for changes (local policy, writableContainers: add its container and restart the relay, if it shall)';
}

const no = (says: string): Allowed => ({ ok: false, says });
