import type { AdObject } from '../model/exhibits.ts';
import { upnOf } from './addresses.ts';
import { isPasswordSyncOn, loopRuns, openPasswordEvents, type LoopSources } from './password-loop.ts';
import { signsInElsewhere } from './sign-on-method.ts';
import type { SeenEvent } from './server-events.ts';
import type { Evidence } from '../model/exhibits.ts';

export const TROUBLE = ['syncServers.events', 'syncServers.passwordSync', 'syncServers.companyFeatures', 'entra.syncFeatures', 'syncServers.connectors', 'directory.forests', 'entra.domains', 'syncServers.globalSettings'] as const;

type Sources = LoopSources & Pick<Evidence, 'entra.domains' | 'syncServers.globalSettings'>;

export type Trouble =
  | { readonly is: 'none'; readonly because: string }
  | { readonly is: 'unknown'; readonly missing: 'syncServers.events' }
  | { readonly is: 'seen'; readonly events: readonly [SeenEvent, ...SeenEvent[]] };

/** Whether the password loop of the object's domain logs trouble of one kind that is still open. */
export function passwordTrouble({ ad, now }: { readonly ad: AdObject; readonly now: Date }, pattern: { readonly ids: readonly number[]; readonly says: RegExp }, evidence: Sources): Trouble {
  if (signsInElsewhere(upnOf(ad), evidence)) return { is: 'none', because: 'its domain does not sign in with synchronised passwords' };
  if (isPasswordSyncOn(evidence) === false) return { is: 'none', because: 'password hash synchronisation is off' };
  const [first, ...others] = openPasswordEvents({ dn: ad.dn, now }, pattern, evidence);
  if (first !== undefined) return { is: 'seen', events: [first, ...others] };
  if (evidence['syncServers.events'].state === 'known') return { is: 'none', because: 'the event log names no such trouble since the last good cycle' };
  return loopRuns(ad.dn, evidence, now) ? { is: 'none', because: 'passwords of its domain travelled a short time ago' } : { is: 'unknown', missing: 'syncServers.events' };
}
