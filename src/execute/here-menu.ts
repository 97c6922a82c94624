import { entraChangeLicence } from '../operations/cloud/entra-change-licence.ts';
import { entraChangeMember } from '../operations/cloud/entra-change-member.ts';
import { entraDeleteUser } from '../operations/cloud/entra-delete-user.ts';
import { entraReprocessLicences } from '../operations/cloud/entra-reprocess-licences.ts';
import { entraRestoreUser } from '../operations/cloud/entra-restore-user.ts';
import { entraRetryProvisioning } from '../operations/cloud/entra-retry-provisioning.ts';
import { entraRevokeSessions } from '../operations/cloud/entra-revoke-sessions.ts';
import { entraSetAnchor } from '../operations/cloud/entra-set-anchor.ts';
import { entraSetMail } from '../operations/cloud/entra-set-mail.ts';
import { entraSetManager } from '../operations/cloud/entra-set-manager.ts';
import { entraSetSourceOfAuthority } from '../operations/cloud/entra-set-source-of-authority.ts';
import { entraSetUsageLocation } from '../operations/cloud/entra-set-usage-location.ts';
import { entraSetUserName } from '../operations/cloud/entra-set-user-name.ts';
import { peopleDo } from '../operations/people/people-do.ts';
import type { Clock } from '../ports/clock.ts';
import type { Tenant } from '../ports/tenant.ts';
import type { WatchedWorld } from '../ports/watched-world.ts';
import type { ServeHere } from './cloud-steps.ts';

/** What the operations that run in the bot are handed. */
export interface HereWorld {
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly watched: WatchedWorld;
}

/** The bot's menu: the operation that belongs to each step that needs no relay. */
export function serveHere(world: HereWorld): ServeHere {
  return (step, use) => {
    switch (step.operation) {
      case 'entra.set-anchor':
        return use({ operation: entraSetAnchor, world, params: step.params });
      case 'entra.delete-user':
        return use({ operation: entraDeleteUser, world, params: step.params });
      case 'entra.restore-user':
        return use({ operation: entraRestoreUser, world, params: step.params });
      case 'entra.set-user-name':
        return use({ operation: entraSetUserName, world, params: step.params });
      case 'entra.set-mail':
        return use({ operation: entraSetMail, world, params: step.params });
      case 'entra.set-usage-location':
        return use({ operation: entraSetUsageLocation, world, params: step.params });
      case 'entra.change-licence':
        return use({ operation: entraChangeLicence, world, params: step.params });
      case 'entra.reprocess-licences':
        return use({ operation: entraReprocessLicences, world, params: step.params });
      case 'entra.retry-provisioning':
        return use({ operation: entraRetryProvisioning, world, params: step.params });
      case 'entra.set-source-of-authority':
        return use({ operation: entraSetSourceOfAuthority, world, params: step.params });
      case 'entra.change-member':
        return use({ operation: entraChangeMember, world, params: step.params });
      case 'entra.set-manager':
        return use({ operation: entraSetManager, world, params: step.params });
      case 'entra.revoke-sessions':
        return use({ operation: entraRevokeSessions, world, params: step.params });
      case 'people.do':
        return use({ operation: peopleDo, world, params: step.params });
    }
  };
}
