import type { Person } from '../model/person.ts';
import type { Plan, PlanStep } from '../model/plan.ts';

/** Whether a step gives, takes or frees a value that is the person's own: an address, the sign-in name or the anchor. */
export function gains({ content: { steps } }: Pick<Plan, 'content'>, { upn, addresses, onPremisesImmutableId }: Pick<Person, 'upn' | 'addresses' | 'onPremisesImmutableId'>): boolean {
  const own = new Set([upn, ...addresses].map(bare).filter((address) => address !== ''));
  return steps.some((step) => addressesIn(step).some((address) => own.has(bare(address))) || (onPremisesImmutableId !== null && anchorsIn(step).includes(onPremisesImmutableId)));
}

const addressesIn = (step: PlanStep): readonly string[] => (step.operation === 'ad.change-addresses' ? [...step.params.add, ...step.params.remove] : []);

const anchorsIn = (step: PlanStep): readonly (string | null)[] => (step.operation === 'ad.set-anchor' || step.operation === 'entra.set-anchor' ? [step.params.before, step.params.after] : []);

/** `SMTP:Ana@contoso.com` → `ana@contoso.com` */
const bare = (address: string): string => address.trim().replace(/^[a-z0-9]+:/i, '').toLowerCase();
