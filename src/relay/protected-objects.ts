import type { LocalPolicy } from '../boundary/local-policy.ts';
import { rdnsOf, sameDn } from '../model/distinguished-name.ts';
import { entryValues } from '../model/entry-values.ts';
import type { AdEntry } from '../model/evidence.ts';
import { sidText } from '../model/sid-text.ts';

/** Why nobody may change this object through the relay; null when nothing protects it. `groups`: all that it is in; null when they could not be read. */
export function whyProtected(policy: LocalPolicy, target: AdEntry, groups: readonly AdEntry[] | null): string | null {
  const first = (attribute: string): string => entryValues(target, attribute)[0] ?? '';
  if (entryValues(target, 'objectClass').length === 0) return `what it is could not be read (${SEE_RIGHTS})`;
  if (entryValues(target, 'objectClass').some((name) => CONTAINERS.includes(name.toLowerCase()))) return `it is a container, and whatever is in it would go along (${BUILT_IN})`;
  if (first('adminCount') === '1') return 'adminCount is 1, it is or was a member of a protected group (built in; clear adminCount by hand if it left the group for good)';
  if (first('isCriticalSystemObject').toUpperCase() === 'TRUE') return `it is a critical system object (${BUILT_IN})`;
  if (isDomainController(target)) return `it is a domain controller (${BUILT_IN})`;
  return byName(policy, first('sAMAccountName')) ?? byItself(policy, target) ?? byGroups(policy, target, groups);
}

/** Why no account may be given this sAMAccountName or userPrincipalName: whoever signs in or maps certificates by name would take it for the protected one. */
export function whyNameIsProtected(policy: LocalPolicy, name: string): string | null {
  const [account = ''] = name.split('@');
  return account.toLowerCase() === 'administrator' ? `its name is covered by Administrator (${BUILT_IN})` : byName(policy, account);
}

/** What holds other objects that synchronisation and policies follow. */
const CONTAINERS: readonly string[] = ['organizationalunit', 'container', 'builtindomain', 'domaindns', 'lostandfound', 'configuration'];

const BUILT_IN = 'built in; no line of the local policy lifts it: change it by hand';
const SEE_RIGHTS = 'built in; let the reading account of the relay read it';

function byName(policy: LocalPolicy, name: string): string | null {
  const builtIn = ALWAYS_PROTECTED.find((each) => matches(each, name));
  if (builtIn !== undefined) return `its name is covered by ${builtIn} (${BUILT_IN})`;
  const own = policy.protectedNames.find((each) => matches(each, name));
  return own === undefined ? null : `its name is covered by ${own} (local policy, protectedNames: change it by hand, or take the name off the list)`;
}

/** krbtgt of read-only domain controllers bears a number; the others are accounts of the synchronization itself. */
const ALWAYS_PROTECTED: readonly string[] = ['krbtgt*', 'MSOL_*', 'AAD_*', 'ADSync*', 'Sync_*', 'AZUREADSSOACC*', 'provAgentgMSA*'];

function matches(pattern: string, name: string): boolean {
  const [one, other] = [pattern.toLowerCase(), name.toLowerCase()];
  return one.endsWith('*') ? other.startsWith(one.slice(0, -1)) : one === other;
}

/** Relative identifiers of protected groups of a domain or forest. Source: [MS-DTYP] 2.4.2.4. */
const PROTECTED_RIDS: ReadonlyMap<string, string> = new Map([
  ['498', 'Enterprise Read-only Domain Controllers'], ['512', 'Domain Admins'], ['516', 'Domain Controllers'], ['517', 'Cert Publishers'], ['518', 'Schema Admins'], ['519', 'Enterprise Admins'],
  ['520', 'Group Policy Creator Owners'], ['521', 'Read-only Domain Controllers'], ['525', 'Protected Users'], ['526', 'Key Admins'], ['527', 'Enterprise Key Admins'],
]);
const PROTECTED_ACCOUNT_RIDS: ReadonlyMap<string, string> = new Map([['500', 'the built-in Administrator'], ['502', 'krbtgt']]);
const PROTECTED_BUILTIN: ReadonlyMap<string, string> = new Map([
  ['S-1-5-32-544', 'Administrators'], ['S-1-5-32-548', 'Account Operators'], ['S-1-5-32-549', 'Server Operators'], ['S-1-5-32-550', 'Print Operators'], ['S-1-5-32-551', 'Backup Operators'],
]);

/** What everybody calls the protected group with this SID; undefined for any other. */
const protectedGroup = (sid: string): string | undefined => PROTECTED_BUILTIN.get(sid) ?? (sid.startsWith(DOMAIN_SID) ? PROTECTED_RIDS.get(ridOf(sid)) : undefined);
const DOMAIN_SID = 'S-1-5-21-';
const ridOf = (sid: string): string => sid.slice(sid.lastIndexOf('-') + 1);
const ownSid = (entry: AdEntry): string | undefined => sidText(entryValues(entry, 'objectSid')[0]);

function byItself({ protectedGroups = [] }: LocalPolicy, target: AdEntry): string | null {
  const sid = ownSid(target) ?? '';
  const name = protectedGroup(sid) ?? (sid.startsWith(DOMAIN_SID) ? PROTECTED_ACCOUNT_RIDS.get(ridOf(sid)) : undefined);
  if (name !== undefined) return `it is ${name} (${BUILT_IN})`;
  return protectedGroups.some((dn) => sameDn(dn, target.dn)) ? `it is a protected group itself (${OWN_GROUPS})` : null;
}

const OWN_GROUPS = 'local policy, protectedGroups: change it by hand, or take the group off the list';

function byGroups({ protectedGroups = [] }: LocalPolicy, target: AdEntry, groups: readonly AdEntry[] | null): string | null {
  const primary = PROTECTED_RIDS.get(entryValues(target, 'primaryGroupID')[0] ?? '');
  if (primary !== undefined) return `its primary group is ${primary} (${BUILT_IN})`;
  if (groups === null) return `the groups that it is in could not be read (${SEE_RIGHTS})`;
  for (const group of groups) {
    const sid = ownSid(group);
    const name = sid === undefined ? undefined : protectedGroup(sid);
    if (name !== undefined) return `it is a member of ${name}, perhaps through another group (${BUILT_IN})`;
    if (protectedGroups.some((dn) => sameDn(dn, group.dn))) return `it is a member of ${group.dn}, perhaps through another group (${OWN_GROUPS})`;
    if (sid === undefined) return `which group ${group.dn} is could not be read (${SEE_RIGHTS})`;
  }
  return null;
}

const SERVER_TRUST_ACCOUNT = 0x2000;
const PARTIAL_SECRETS_ACCOUNT = 0x4000000;
/** Domain Controllers and Read-only Domain Controllers. */
const CONTROLLER_GROUPS: readonly string[] = ['516', '521'];

function isDomainController(target: AdEntry): boolean {
  const control = Number(entryValues(target, 'userAccountControl')[0] ?? 0);
  const group = entryValues(target, 'primaryGroupID')[0] ?? '';
  return (control & (SERVER_TRUST_ACCOUNT | PARTIAL_SECRETS_ACCOUNT)) !== 0 || CONTROLLER_GROUPS.includes(group) || rdnsOf(target.dn).some((rdn) => sameDn(rdn, 'OU=Domain Controllers'));
}
