import type { CloudUser } from '../../model/evidence.ts';

/** Entra ID puts the object id without dashes in front of the sign-in name of a deleted account. */
export function nameBeforeDeletion({ id, userPrincipalName }: CloudUser): string {
  const name = userPrincipalName ?? id;
  const prefix = id.replaceAll('-', '').toLowerCase();
  return name.toLowerCase().startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}
