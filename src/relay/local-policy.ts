import type { LocalPolicy } from '../boundary/local-policy.ts';
import { isGuidAnchor } from '../model/anchor.ts';
import { isAtOrBelow, sameDn } from '../model/distinguished-name.ts';
import type { AdEntry } from '../model/evidence.ts';
import type { StepDraft } from '../model/plan.ts';
import type { ReadRequest } from '../model/relay-job.ts';
import { canonicalJson, sha256Hex } from '../protocol/canonical-json.ts';
import { whyProtected } from './protected-objects.ts';
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
}

type Allowed = { readonly ok: true } | { readonly ok: false; readonly says: string };

/** Whether this site lets the step run. The bot cannot change these limits. */
export function allows(policy: LocalPolicy, step: StepDraft, facts: PolicyFacts): Allowed {
  const general = whyNotNow(policy, step, facts);
  if (general !== null) return no(general);
  switch (step.operation) {
    case 'ad.change-addresses':
      return writable(policy, step.params.object, facts);
    case 'ad.set-anchor':
      if (step.params.after !== null && !isGuidAnchor(step.params.after)) return no('the new anchor is not the base64 of 16 octets (built in: make a new plan)');
      return writable(policy, step.params.object, facts);
    case 'ad.move': {
      const elsewhere = whyNotBelow(policy, step.params.to);
      return elsewhere === null ? writable(policy, step.params.object, facts) : no(`this site does not let objects be moved to ${step.params.to}: it ${elsewhere}`);
    }
    case 'sync.set-scheduler':
    case 'sync.start-delta':
    case 'sync.restart-service':
      return { ok: true };
    case 'entra.set-anchor':
      return no('entra.set-anchor does not run on a relay (built in)');
  }
}

/** What speaks against any such step at this time, whatever its object. */
function whyNotNow(policy: LocalPolicy, step: StepDraft, { changedThisHour, now }: PolicyFacts): string | null {
  if (policy.readOnly) return 'this relay is switched to read-only (local policy, readOnly: set it to false and restart the relay, if it shall make changes)';
  if (!policy.operations.some((each) => each === step.operation)) return `${step.operation} is not among the operations that this site allows (local policy, operations: add it and restart the relay, if it shall run here)`;
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
  switch (step.operation) {
    case 'ad.change-addresses':
    case 'ad.set-anchor':
    case 'ad.move':
      return `ad:${step.params.object.guid}`;
    case 'sync.set-scheduler':
    case 'sync.start-delta':
    case 'sync.restart-service':
      return `sync:${step.params.server.toLowerCase()}`;
    case 'entra.set-anchor':
      return `entra:${step.params.userId}`;
  }
}

/** Names a policy in `status`: 12 hex characters of its SHA-256. */
export const policyHash = (policy: LocalPolicy): string => sha256Hex(canonicalJson(policy)).slice(0, 12);

function writable(policy: LocalPolicy, object: { readonly dn: string }, { target, names, groups }: PolicyFacts): Allowed {
  if (target === null) return no(`${object.dn} does not exist any more (make a new plan)`);
  const elsewhere = whyNotBelow(policy, target.dn);
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
