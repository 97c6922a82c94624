import type { Diagnosis } from '../model/diagnosis.ts';
import type { Unread } from '../model/evidence.ts';
import type { StepDraft } from '../model/plan.ts';
import { isOnPrem, reachOf, type Reach } from '../model/reach.ts';

/** Where a change happens, and how its source is called in `unread`. */
interface Source {
  readonly name: string;
  readonly isNamed: (what: string) => boolean;
}

const DIRECTORY: Source = { name: 'Active Directory', isNamed: (what) => /^directory(\.?\[?.*\b(forests\W*\w*\W*|entries))?$/i.test(what) };
const SYNC: Source = { name: 'the sync server', isNamed: (what) => /^syncServers(\W*|\W.*\bscheduler)$/i.test(what) };
/** A stopped service is started, though nothing else can be read of that server. */
const SERVICE: Source = { name: 'the sync server', isNamed: (what) => /^syncServers(\W*|\W.*\bservice)$/i.test(what) };
const ENTRA: Source = { name: 'Microsoft Entra ID', isNamed: (what) => /^entra(\.(users|deletedUsers))?$/i.test(what) };

const RESTS_ON: Readonly<Record<Reach['is'], Source>> = { 'ad-object': DIRECTORY, 'forest': DIRECTORY, 'sync-server': SYNC, 'entra': ENTRA, 'people': ENTRA };

/** Names of the sources that these steps rest on and that could not be reached for the diagnosis; what was left out on purpose is no gap. */
export function unreadSources(steps: readonly StepDraft[], diagnosis: Pick<Diagnosis, 'unread'> | null): readonly string[] {
  const gaps = (diagnosis?.unread ?? []).filter(({ why }) => why !== 'not-asked' && why !== 'not-configured');
  const names = steps.flatMap((step) => {
    const source = step.operation === 'sync.restart-service' ? SERVICE : RESTS_ON[reachOf(step).is];
    const relayIsAway = isOnPrem(step) && gaps.some(isOffline);
    return relayIsAway ? ['the relay'] : gaps.some(({ what }) => source.isNamed(what)) ? [source.name] : [];
  });
  return [...new Set(names)];
}

const isOffline = ({ what, why }: Unread): boolean => why === 'relay-offline' && /^(directory|syncServers)\b/i.test(what);
