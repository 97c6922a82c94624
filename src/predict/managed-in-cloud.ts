import { eventsLike } from '../deduce/server-events.ts';
import { knownOf } from '../deduce/reading.ts';
import { DAY } from '../deduce/times.ts';
import { connectorSpaceDnOfAnchor } from '../model/anchor.ts';
import type { CloudUser } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { evidenceOf, type Course } from './course.ts';
import { onEntra } from './edit-document.ts';

/**
 * Who masters a deleted account cannot be asked, but it comes back as it went. That it was managed in the cloud shows in the log, where the engine left it out
 * for that, or in an account that was synchronised once and counts as one that never was.
 */
export function wasManagedInCloud(course: Course, ad: AdObject, { onPremisesImmutableId: anchor, onPremisesSyncEnabled: synced, onPremisesLastSyncDateTime: last }: CloudUser): boolean {
  if (synced === null && typeof last === 'string' && last !== '') return true;
  const names = [ad.dn, ...(typeof anchor === 'string' && anchor !== '' ? [connectorSpaceDnOfAnchor(anchor)] : [])].map((name) => name.toLowerCase());
  const told = eventsLike(knownOf(evidenceOf(course)['syncServers.events']) ?? [], { source: 'ADSync', ids: [6956], says: /./s, since: new Date(course.at.getTime() - 7 * DAY) });
  return told.some(({ standby, event }) => !standby && names.some((name) => event.message?.toLowerCase().includes(name) === true));
}

export function manageInCloud(course: Course, id: string): void {
  course.document = onEntra(course, (entra) => ({ ...entra, syncBehavior: { ...entra.syncBehavior, [id]: { isCloudManaged: true } } }));
}
