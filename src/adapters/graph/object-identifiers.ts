import { readObjectIdentifier } from '../../boundary/graph-objects.ts';
import type { Unread } from '../../model/evidence.ts';
import { TenantError } from '../../ports/tenant.ts';
import type { GraphClient } from './graph-client.ts';
import { readParts, type WantedPart } from './wanted-parts.ts';

/**
 * Which AD object Entra has mapped each account to (onPremisesObjectIdentifier): a property of the beta version only, which its published description does not name,
 * so the whole object is asked for, and an answer without the property is not taken for "empty".
 */
export async function readObjectIdentifiers(reader: GraphClient, users: readonly string[]): Promise<{ readonly found: Readonly<Record<string, string | null>> | undefined; readonly unread: readonly Unread[] }> {
  const found: Record<string, string | null> = {};
  const part = (id: string): WantedPart => ({
    section: 'objectIdentifiers',
    permission: 'User.Read.All',
    address: `/users/${id}`,
    take({ body }) {
      const identifier = readObjectIdentifier(body);
      if (identifier === undefined) throw new TenantError('failed', 'Microsoft Graph did not name the property onPremisesObjectIdentifier of the account');
      found[id] = identifier;
    },
  });
  const unread = await readParts(reader, users.map(part), 'beta');
  return { found, unread };
}
