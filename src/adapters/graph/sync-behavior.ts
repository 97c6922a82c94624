import { readSyncBehavior as behaviorOf } from '../../boundary/graph-objects.ts';
import type { EntraDocument, Unread } from '../../model/evidence.ts';
import type { TenantDetailQuery } from '../../ports/tenant.ts';
import type { GraphClient } from './graph-client.ts';
import { address } from './odata.ts';
import { readParts, type WantedPart } from './wanted-parts.ts';

type Behavior = { readonly found: EntraDocument['syncBehavior']; readonly unread: readonly Unread[] };
type Kind = 'users' | 'groups' | 'contacts';

/** Even to read it takes the right to write it, so the writing application asks. */
const PERMISSIONS: Readonly<Record<Kind, string>> = {
  users: 'User-OnPremisesSyncBehavior.ReadWrite.All',
  groups: 'Group-OnPremisesSyncBehavior.ReadWrite.All',
  contacts: 'Contacts-OnPremisesSyncBehavior.ReadWrite.All',
};

/** Where accounts, the group or the contact are mastered (isCloudManaged). */
export async function readSyncBehavior(writer: GraphClient | null, { users, group, contact }: Pick<TenantDetailQuery, 'users' | 'group' | 'contact'>): Promise<Behavior> {
  const wanted: readonly (readonly [Kind, string])[] = [
    ...users.map((id) => ['users', id] as const),
    ...(group === undefined ? [] : [['groups', group] as const]),
    ...(contact === undefined ? [] : [['contacts', contact] as const]),
  ];
  if (wanted.length === 0) return { found: undefined, unread: [] };
  const [[kind]] = [wanted[0] ?? ['users', '']];
  if (writer === null) return { found: undefined, unread: [noWriter(PERMISSIONS[kind])] };
  const found: Record<string, { readonly isCloudManaged?: boolean | null | undefined }> = {};
  const part = ([of, id]: readonly [Kind, string]): WantedPart => ({
    section: 'syncBehavior',
    permission: PERMISSIONS[of],
    address: address(`/${of}/${id}/onPremisesSyncBehavior`, { $select: 'isCloudManaged' }),
    take({ body }) {
      found[id] = behaviorOf(body);
    },
  });
  const unread = await readParts(writer, wanted.map(part));
  return { found, unread };
}

const noWriter = (permission: string): Unread => ({
  what: 'entra.syncBehavior',
  why: 'not-configured',
  detail: `Whether an object is managed in the cloud can be read only by an application that may also change it (${permission}), and this installation has no writing application`,
});
