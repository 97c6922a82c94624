import { z } from 'zod';

export interface ReadMember {
  readonly tenantId: string;
  readonly isGuest: boolean;
}

interface MembersPage {
  readonly members: readonly ReadMember[];
  /** Null on the last page. */
  readonly continuationToken: string | null;
}

const text = z.string().max(2048);
const page = z.object({
  members: z.array(z.object({ tenantId: text, userRole: text.nullish(), userPrincipalName: text.nullish() })),
  continuationToken: text.nullish(),
});

/** Roles of people who belong here; Teams also names `guest` and `anonymous`, and what it may name one day is no member either. */
const MEMBERS: readonly string[] = ['user', 'member', 'owner', 'admin'];

/** One page of a conversation's members; null when it does not say of everybody which tenant they are of. */
export function parseMembersPage(body: unknown): MembersPage | null {
  const parsed = page.safeParse(body);
  if (!parsed.success) return null;
  const { members, continuationToken } = parsed.data;
  return {
    members: members.map(({ tenantId, userRole, userPrincipalName }) => ({
      tenantId: tenantId.toLowerCase(),
      isGuest: !MEMBERS.includes((userRole ?? 'user').toLowerCase()) || (userPrincipalName ?? '').toUpperCase().includes('#EXT#'),
    })),
    continuationToken: continuationToken ? continuationToken : null,
  };
}
