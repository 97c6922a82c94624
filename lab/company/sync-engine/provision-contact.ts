import { randomUUID } from 'node:crypto';
import type { CompanyClock } from '../clock.ts';
import type { TenantContact, TenantState } from '../tenant-state.ts';
import { quarantineAddresses } from './quarantine.ts';
import type { ExportOutcome, WantedContact } from './wanted.ts';

/** What Entra does with exported contacts. */
interface ContactSide {
  add(wanted: WantedContact): ExportOutcome;
  update(cloudId: string, wanted: WantedContact): ExportOutcome;
  remove(cloudId: string): void;
  heal(): number;
}

export function createContactSide(tenant: TenantState, clock: CompanyClock): ContactSide {
  const shadows = new Map<string, WantedContact>();
  const take = (cloudId: string, wanted: WantedContact): void => {
    shadows.set(cloudId, wanted);
    write(tenant, { cloudId, wanted, now: clock.now() });
  };
  return {
    add: (wanted) => {
      const known = [...shadows].find(([, shadow]) => shadow.anchor === wanted.anchor)?.[0];
      const cloudId = known ?? randomUUID();
      if (!tenant.contacts.has(cloudId)) tenant.contacts.set(cloudId, blank(cloudId));
      take(cloudId, wanted);
      return { result: 'done', cloudId, how: known === undefined ? 'created' : 'soft-match' };
    },
    update: (cloudId, wanted) => {
      take(cloudId, wanted);
      return { result: 'done', cloudId, how: 'updated' };
    },
    remove: (cloudId) => {
      tenant.contacts.delete(cloudId);
      shadows.delete(cloudId);
    },
    heal: () => [...shadows].filter(([cloudId, wanted]) => write(tenant, { cloudId, wanted, now: clock.now() })).length,
  };
}

const blank = (id: string): TenantContact => ({ id, displayName: null, mail: null, proxyAddresses: [], onPremisesSyncEnabled: true, onPremisesProvisioningErrors: [] });

function write(tenant: TenantState, about: { readonly cloudId: string; readonly wanted: WantedContact; readonly now: Date }): boolean {
  const contact = tenant.contacts.get(about.cloudId);
  if (contact === undefined) return false;
  const { wanted } = about;
  const addresses = wanted.proxyAddresses.length > 0 ? wanted.proxyAddresses : [`SMTP:${wanted.mail ?? ''}`];
  const victim = { cloudId: contact.id, before: contact.onPremisesProvisioningErrors, now: about.now };
  const { free, errors } = quarantineAddresses(tenant, addresses, victim);
  const before = JSON.stringify(contact);
  Object.assign(contact, { displayName: wanted.displayName, mail: wanted.mail, proxyAddresses: free, onPremisesProvisioningErrors: errors });
  return JSON.stringify(contact) !== before;
}
