import type { Evidence } from '../model/exhibits.ts';
import { suffixOf } from './addresses.ts';
import { sameText } from './attributes.ts';
import { knownOf } from './reading.ts';

type Sources = Pick<Evidence, 'entra.domains' | 'syncServers.globalSettings'>;

/** How the accounts of a domain sign in to Entra. */
export type SignOn =
  | { readonly is: 'password-hash' }
  | { readonly is: 'federated'; readonly domain: string }
  | { readonly is: 'pass-through'; readonly setting: string; readonly server: string }
  | { readonly is: 'unknown'; readonly missing: 'entra.domains' | 'syncServers.globalSettings' };

/** What Entra says of the domain comes first; the method that the wizard noted tells pass-through authentication, which Graph does not show. */
export function signOnOf(name: string | null | undefined, evidence: Sources): SignOn {
  const suffix = suffixOf(name ?? '');
  const domains = knownOf(evidence['entra.domains']);
  if (domains?.some(({ id, authenticationType }) => sameText(id, suffix) && sameText(authenticationType, 'Federated')) === true) return { is: 'federated', domain: suffix };
  const settings = knownOf(evidence['syncServers.globalSettings']);
  for (const { server, value } of settings ?? []) {
    const setting = (value.Parameters ?? []).find(({ Name }) => /(^|\.)SignOnMethod$/i.test(Name ?? ''))?.Value?.trim();
    if (/pass-?\s?through|^PTA$/i.test(setting ?? '')) return { is: 'pass-through', setting: setting ?? '', server };
  }
  if (domains === undefined) return { is: 'unknown', missing: 'entra.domains' };
  return settings === undefined ? { is: 'unknown', missing: 'syncServers.globalSettings' } : { is: 'password-hash' };
}

/** Whether a password hash in Entra is of no use to a user of this name, as far as is known. */
export const signsInElsewhere = (name: string | null | undefined, evidence: Sources): boolean => ['federated', 'pass-through'].includes(signOnOf(name, evidence).is);
