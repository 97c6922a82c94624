import type { Diagnosis } from '../model/diagnosis.ts';
import type { Unread } from '../model/evidence.ts';
import { PLACE, type OperationName, type StepDraft } from '../model/plan.ts';

/** Where a change happens, and how its source is called in `unread`. */
interface Source {
  readonly name: string;
  readonly isNamed: (what: string) => boolean;
}

const DIRECTORY: Source = { name: 'Active Directory', isNamed: (what) => /^directory(\.?\[?.*\b(forests\W*\w*\W*|entries))?$/i.test(what) };
const SYNC: Source = { name: 'the sync server', isNamed: (what) => /^syncServers(\W*|\W.*\bscheduler)$/i.test(what) };
const ENTRA: Source = { name: 'Microsoft Entra ID', isNamed: (what) => /^entra(\.(users|deletedUsers))?$/i.test(what) };

const RESTS_ON: Readonly<Record<OperationName, Source>> = {
  'ad.change-addresses': DIRECTORY,
  'ad.set-anchor': DIRECTORY,
  'ad.move': DIRECTORY,
  'sync.set-scheduler': SYNC,
  'sync.start-delta': SYNC,
  'sync.restart-service': SYNC,
  'entra.set-anchor': ENTRA,
};

/** Names of the sources that these steps rest on and that could not be reached for the diagnosis; what was left out on purpose is no gap. */
export function unreadSources(steps: readonly Pick<StepDraft, 'operation'>[], diagnosis: Pick<Diagnosis, 'unread'> | null): readonly string[] {
  const gaps = (diagnosis?.unread ?? []).filter(({ why }) => why !== 'not-asked' && why !== 'not-configured');
  const names = steps.flatMap(({ operation }) => {
    const source = RESTS_ON[operation];
    const relayIsAway = PLACE[operation] === 'on-prem' && gaps.some(isOffline);
    return relayIsAway ? ['the relay'] : gaps.some(({ what }) => source.isNamed(what)) ? [source.name] : [];
  });
  return [...new Set(names)];
}

const isOffline = ({ what, why }: Unread): boolean => why === 'relay-offline' && /^(directory|syncServers)\b/i.test(what);
