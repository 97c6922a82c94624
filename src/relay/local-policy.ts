import type { LocalPolicy } from '../boundary/local-policy.ts';
import { isGuidAnchor } from '../model/anchor.ts';
import { isAtOrBelow, rdnsOf, sameDn } from '../model/distinguished-name.ts';
import { entryValues } from '../model/entry-values.ts';
import type { AdEntry } from '../model/evidence.ts';
import type { StepDraft } from '../model/plan.ts';
import type { ReadRequest } from '../model/relay-job.ts';
import { canonicalJson, sha256Hex } from '../protocol/canonical-json.ts';

/** What is true now, as the relay itself has read it. */
interface PolicyFacts {
  /** The AD object of the step; null when it does not exist, or the step has none. */
  readonly target: AdEntry | null;
  /** Keys of objects changed within the last hour. */
  readonly changedThisHour: ReadonlySet<string>;
}

type Allowed = { readonly ok: true } | { readonly ok: false; readonly says: string };

/** Whether this site lets the step run. The bot cannot change these limits. */
export function allows(policy: LocalPolicy, step: StepDraft, facts: PolicyFacts): Allowed {
  if (policy.readOnly) return no('this relay is switched to read-only');
  if (!policy.operations.some((each) => each === step.operation)) return no(`${step.operation} is not among the operations that this site allows`);
  const key = objectKey(step);
  if (!facts.changedThisHour.has(key) && facts.changedThisHour.size >= policy.objectsPerHour) return no(`this site allows changes to ${policy.objectsPerHour} objects an hour, and they are used up`);
  switch (step.operation) {
    case 'ad.change-addresses':
      return writable(policy, step.params.object, facts.target);
    case 'ad.set-anchor':
      if (step.params.after !== null && !isGuidAnchor(step.params.after)) return no('the new anchor is not the base64 of 16 octets');
      return writable(policy, step.params.object, facts.target);
    case 'ad.move':
      if (!inWritable(policy, step.params.to)) return no(`this site does not let objects be moved to ${step.params.to}`);
      return writable(policy, step.params.object, facts.target);
    case 'sync.set-scheduler':
    case 'sync.start-delta':
    case 'sync.restart-service':
      return { ok: true };
    case 'entra.set-anchor':
      return no('entra.set-anchor does not run on a relay');
  }
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

function writable(policy: LocalPolicy, object: { readonly dn: string }, target: AdEntry | null): Allowed {
  if (target === null) return no(`${object.dn} does not exist any more`);
  if (!sameDn(rdnsOf(target.dn)[0] ?? '', rdnsOf(object.dn)[0] ?? '')) return no(`the object that the plan calls ${object.dn} is ${target.dn}`);
  if (!inWritable(policy, target.dn)) return no(`${target.dn} lies in no container that this site opens for changes`);
  const reason = whyProtected(policy, target);
  return reason === null ? { ok: true } : no(`${target.dn} is protected: ${reason}`);
}

/** Only below: the container itself is not an object to change. */
const inWritable = (policy: LocalPolicy, dn: string): boolean => policy.writableContainers.some((container) => isAtOrBelow(dn, container));

function whyProtected(policy: LocalPolicy, target: AdEntry): string | null {
  const first = (attribute: string): string => entryValues(target, attribute)[0] ?? '';
  if (entryValues(target, 'objectClass').length === 0) return 'what it is could not be read';
  if (first('adminCount') === '1') return 'adminCount is 1, it is or was a member of a protected group';
  if (first('isCriticalSystemObject').toUpperCase() === 'TRUE') return 'it is a critical system object';
  if (isDomainController(target)) return 'it is a domain controller';
  const name = first('sAMAccountName');
  const pattern = [...ALWAYS_PROTECTED, ...policy.protectedNames].find((each) => matches(each, name));
  return pattern === undefined ? null : `its name is covered by ${pattern}`;
}

/** krbtgt of read-only domain controllers bears a number; the others are accounts of the synchronization itself. */
const ALWAYS_PROTECTED: readonly string[] = ['krbtgt*', 'MSOL_*', 'AAD_*', 'ADSync*', 'Sync_*', 'AZUREADSSOACC*', 'provAgentgMSA*'];

function matches(pattern: string, name: string): boolean {
  const [one, other] = [pattern.toLowerCase(), name.toLowerCase()];
  return one.endsWith('*') ? other.startsWith(one.slice(0, -1)) : one === other;
}

const SERVER_TRUST_ACCOUNT = 0x2000;
const PARTIAL_SECRETS_ACCOUNT = 0x4000000;
/** Domain Controllers and Read-only Domain Controllers. */
const CONTROLLER_GROUPS: readonly string[] = ['516', '521'];

function isDomainController(target: AdEntry): boolean {
  const control = Number(entryValues(target, 'userAccountControl')[0] ?? 0);
  const group = entryValues(target, 'primaryGroupID')[0] ?? '';
  return (control & (SERVER_TRUST_ACCOUNT | PARTIAL_SECRETS_ACCOUNT)) !== 0 || CONTROLLER_GROUPS.includes(group) || rdnsOf(target.dn).some((rdn) => sameDn(rdn, 'OU=Domain Controllers'));
}

const no = (says: string): Allowed => ({ ok: false, says });
