import type { CompanyClock } from '../clock.ts';
import type { TenantState } from '../tenant-state.ts';
import { createContactSide } from './provision-contact.ts';
import { createGroupSide } from './provision-group.ts';
import { createUserSide } from './provision-user.ts';
import type { ExportOutcome, Wanted } from './wanted.ts';

/** Entra's side of the synchronisation: what happens to an export when it arrives. One per tenant, it outlives any sync server. */
export interface CloudSide {
  /** Export of an object that the server has not exported before: matches, restores or creates. */
  add(wanted: Wanted): ExportOutcome;
  update(cloudId: string, wanted: Wanted): ExportOutcome;
  /** Soft-deletes a user, deletes anything else. */
  remove(cloudId: string): void;
  /** Whether the exported object still lives. */
  lives(cloudId: string): boolean;
  /** Gives back values whose conflict has gone, and recomputes what depends on domains and licences. Returns how many objects changed. */
  heal(): number;
}

/** The cloud side of this tenant; the same one at every call. */
export function cloudSideOf(tenant: TenantState, clock: CompanyClock): CloudSide {
  const known = sides.get(tenant);
  if (known !== undefined) return known;
  const made = create(tenant, clock);
  sides.set(tenant, made);
  return made;
}

const sides = new WeakMap<TenantState, CloudSide>();

function create(tenant: TenantState, clock: CompanyClock): CloudSide {
  const users = createUserSide(tenant, clock);
  const groups = createGroupSide(tenant, { clock, idOfAnchor: users.idOfAnchor });
  const contacts = createContactSide(tenant, clock);
  return {
    add: (wanted) => {
      if (wanted.kind === 'user') return users.add(wanted);
      return wanted.kind === 'group' ? groups.add(wanted) : contacts.add(wanted);
    },
    update: (cloudId, wanted) => {
      if (wanted.kind === 'user') return users.update(cloudId, wanted);
      return wanted.kind === 'group' ? groups.update(cloudId, wanted) : contacts.update(cloudId, wanted);
    },
    remove: (cloudId) => [users, groups, contacts].forEach((side) => side.remove(cloudId)),
    lives: (cloudId) => tenant.users.has(cloudId) || tenant.groups.has(cloudId) || tenant.contacts.has(cloudId),
    heal: () => users.heal() + groups.heal() + contacts.heal(),
  };
}
