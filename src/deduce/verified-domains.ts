import type { Evidence } from '../model/exhibits.ts';
import { knownOf } from './reading.ts';

type Sources = Pick<Evidence, 'entra.domains' | 'entra.organization'>;

/** Verified domains of the tenant, lower case; undefined when neither the domains nor the organization tell. */
export function verifiedDomains(evidence: Sources): readonly string[] | undefined {
  const domains = knownOf(evidence['entra.domains']);
  if (domains !== undefined) return domains.filter((domain) => domain.isVerified === true).map((domain) => domain.id.toLowerCase());
  return knownOf(evidence['entra.organization'])?.verifiedDomains?.flatMap((domain) => domain.name?.toLowerCase() ?? []);
}

/** The domain every tenant is born with. */
export function initialDomain(evidence: Sources): string | undefined {
  const fromDomains = knownOf(evidence['entra.domains'])?.find((domain) => domain.isInitial === true)?.id;
  return (fromDomains ?? knownOf(evidence['entra.organization'])?.verifiedDomains?.find((domain) => domain.isInitial === true)?.name)?.toLowerCase();
}

/** Whether a sign-in name stands on the initial domain of the tenant. */
export const onInitialDomain = (suffix: string, evidence: Sources): boolean => suffix === initialDomain(evidence) || (initialDomain(evidence) === undefined && /^[^.]+\.onmicrosoft\.(com|us|de|cn)$/.test(suffix));
