import { never } from '../../model/never.ts';
import type { OnPremFragment, ReadRequest } from '../../model/relay-job.ts';
import { adChanges } from './ad-changes.ts';
import { adHolders } from './ad-holders.ts';
import { adSubject } from './ad-subject.ts';
import { securityEvents } from './security-events.ts';
import { syncServers } from './sync-servers.ts';
import type { OnPremWorld } from './world.ts';

/** The menu of on-prem readings. */
export function readOnPrem(world: OnPremWorld, request: ReadRequest): Promise<OnPremFragment> {
  switch (request.reading) {
    case 'ad.subject':
      return adSubject(world, request.params);
    case 'ad.holders':
      return adHolders(world, request.params);
    case 'ad.security-events':
      return securityEvents(world, request.params);
    case 'ad.changes':
      return adChanges(world, request.params);
    case 'sync.servers':
      return syncServers(world, request.params);
    default:
      return never(request);
  }
}

export type { OnPremWorld };
