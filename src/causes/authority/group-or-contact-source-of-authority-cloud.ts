import { AUTHORITY_SOURCES, managedInCloud, possibleCloudObjects, skippedByAuthority } from '../../deduce/cloud-authority.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

export const groupOrContactSourceOfAuthorityCloud = defineCause({
  id: 'group-or-contact-source-of-authority-cloud',
  area: 'authority',
  layer: 5,
  title: 'The group or contact is cloud-managed',
  why: 'Somebody has moved the source of authority of this group or contact to Entra. Members and attributes that are changed in AD no longer reach it; they are changed in the cloud now. This is a wanted state.',
  checkYourself: ['Read GET /groups/ID/onPremisesSyncBehavior (or /contacts/ID) with Graph: isCloudManaged is true.', 'Look for event 6956 of the source ADSync in the Application log of the sync server.', 'Look in the audit log of Entra who changed onPremisesSyncBehavior, and when.'],
  learnMore: 'https://learn.microsoft.com/graph/api/resources/onpremisessyncbehavior',
  fixAfter: [],
  byHand: 'Change members and attributes in Entra. If AD is to take over again: set isCloudManaged to false with Graph (PATCH onPremisesSyncBehavior) and let the next cycle run; what AD holds then replaces what the cloud holds.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  kinds: ['group', 'contact'],
  about: 'any',
  needs: [],
  mayUse: [...AUTHORITY_SOURCES, 'syncServers.scheduler'],

  judge(_, { subject, also, now }) {
    const section = subject.kind === 'group' ? 'entra.groups' : 'entra.contacts';
    if (also[section].state === 'unknown') return cannotTell(section);
    const managed = managedInCloud(subject, also);
    const event = skippedByAuthority(subject, also, now);
    const told = event === undefined ? [] : [onServer(event.server, 'event', spokenEvent(event))];
    if (managed !== undefined) {
      const evidence = [inEntra('onPremisesSyncBehavior: isCloudManaged', 'true', managed.id), ...told];
      return { is: 'confirmed', facts: { handBack: subject.ad === undefined || subject.kind === 'device' ? null : managed.id, server: exportingServer(also['syncServers.scheduler']), kind: subject.kind === 'group' ? 'group' as const : 'contact' as const, name: managed.displayName ?? managed.id }, evidenceClass: 'A', evidence };
    }
    const candidates = possibleCloudObjects(subject, also);
    const [first] = candidates;
    if (first === undefined) return notApplicable('there is no object in Entra that could be the one');
    if (candidates.some(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled === true)) return ruledOut('it counts as synchronised');
    if (also['entra.syncBehavior'].state === 'known') return ruledOut('it was not moved to cloud management');
    if (event === undefined) return cannotTell('entra.syncBehavior');
    return { is: 'confirmed', facts: { handBack: null, server: null, kind: subject.kind === 'group' ? 'group' as const : 'contact' as const, name: first.displayName ?? first.id }, evidenceClass: 'A', evidence: told, statedAt: event.time?.toISOString() };
  },

  explain: ({ kind, name }) => `The ${kind} ${name} is managed in the cloud on purpose, so changes in AD do not reach it.`,
});
