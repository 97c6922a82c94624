import type { Person } from '../model/person.ts';
import type { Plan, PlanStep } from '../model/plan.ts';

/** Whether a step gives, takes or frees a value that is the person's own: an address, the sign-in name or the anchor; or makes somebody answer to the person, or no longer. */
export function gains({ content: { steps } }: Pick<Plan, 'content'>, { oid, upn, addresses, onPremisesImmutableId }: Pick<Person, 'oid' | 'upn' | 'addresses' | 'onPremisesImmutableId'>): boolean {
  const own = new Set([upn, ...addresses].map(bare).filter((address) => address !== ''));
  return steps.some((step) => isManager(step, oid) || addressesIn(step).some((address) => own.has(bare(address))) || (onPremisesImmutableId !== null && anchorsIn(step).includes(onPremisesImmutableId)));
}

const isManager = (step: PlanStep, oid: string): boolean => step.operation === 'entra.set-manager' && [step.params.before, step.params.after].some((id) => id?.toLowerCase() === oid.toLowerCase());

/** Values that a person is known by or reached at, given, taken or freed. */
function addressesIn(step: PlanStep): readonly string[] {
  if (step.operation === 'ad.change-addresses') return [...step.params.add, ...step.params.remove];
  return PERSONAL.flatMap((attribute) => [...(step.before[attribute] ?? []), ...(step.after[attribute] ?? [])]);
}
const PERSONAL = ['userPrincipalName', 'mail', 'mailNickname', 'targetAddress', 'msRTCSIP-PrimaryUserAddress', 'sAMAccountName'];

const anchorsIn = (step: PlanStep): readonly (string | null)[] => (step.operation === 'ad.set-anchor' || step.operation === 'entra.set-anchor' ? [step.params.before, step.params.after] : []);

/** `SMTP:Ana@contoso.com` → `ana@contoso.com` */
const bare = (address: string): string => address.trim().replace(/^[a-z0-9]+:/i, '').toLowerCase();
