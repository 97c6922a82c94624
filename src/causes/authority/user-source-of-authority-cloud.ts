import { AUTHORITY_SOURCES, managedInCloud, possibleCloudObjects, skippedByAuthority } from '../../deduce/cloud-authority.ts';
import { boundUser } from '../../deduce/cloud-account.ts';
import { knownOf } from '../../deduce/reading.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import type { CloudObject } from '../../model/evidence.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

export const userSourceOfAuthorityCloud = defineCause({
  id: 'user-source-of-authority-cloud',
  area: 'authority',
  layer: 5,
  title: 'The user was made cloud-managed on purpose',
  why: 'Somebody has moved the source of authority of this user to Entra. From then on AD no longer changes it, and Entra no longer shows it as synchronised, although its AD account is still there. This is a wanted state; it must never be bound to AD again by a hard match.',
  checkYourself: ['Read GET /users/ID/onPremisesSyncBehavior with Graph: isCloudManaged is true.', 'Look for event 6956 of the source ADSync in the Application log of the sync server.', 'Look in the audit log of Entra who changed onPremisesSyncBehavior, and when.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/user-source-of-authority-overview',
  fixAfter: [],
  byHand: 'Make the change in Entra, where this user is managed now. If AD is to take over again: set isCloudManaged to false with Graph (PATCH onPremisesSyncBehavior) and let the next cycle run; values of AD then replace those of the cloud. Do not write an anchor and do not attempt a hard match.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: [...AUTHORITY_SOURCES, 'syncServers.scheduler'],

  judge(_, { subject, also, now }) {
    const candidates = possibleCloudObjects(subject, also);
    const managed = managedInCloud(subject, also);
    const event = skippedByAuthority(subject, also, now);
    if (managed !== undefined) {
      const flag = managed.onPremisesSyncEnabled;
      const evidence = [inEntra('onPremisesSyncBehavior: isCloudManaged', 'true', managed.id), ...(flag === undefined ? [] : [inEntra('onPremisesSyncEnabled', String(flag), managed.id)]), ...(event === undefined ? [] : [onServer(event.server, 'event', spokenEvent(event))])];
      return { is: 'confirmed', facts: { handBack: subject.ad !== undefined && boundUser(subject.ad, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings'])?.id === managed.id ? managed.id : null, kind: 'user' as const, server: exportingServer(also['syncServers.scheduler']), name: nameOf(managed), id: managed.id }, evidenceClass: 'A', evidence };
    }
    const [first] = candidates;
    if (first === undefined) return notApplicable('there is no account in Entra that could be the one');
    if (candidates.some(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled === true)) return ruledOut('its account counts as synchronised');
    if (also['entra.syncBehavior'].state === 'known') return ruledOut('its account was not moved to cloud management');
    if (event === undefined) return cannotTell('entra.syncBehavior');
    return { is: 'confirmed', facts: { handBack: null, kind: 'user' as const, server: null, name: nameOf(first), id: first.id }, evidenceClass: 'A', evidence: [onServer(event.server, 'event', spokenEvent(event))], statedAt: event.time?.toISOString() };
  },

  explain: ({ name, id }) => `${name} (${id}) is managed in the cloud on purpose, so changes in AD do not reach it. It looks like an account that was never synchronised, but must not be matched to AD.`,
});

const nameOf = (object: CloudObject): string => object.displayName ?? object.id;
