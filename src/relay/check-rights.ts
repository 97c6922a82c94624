import { accountBelow, accountName, groupBelow } from '../adapters/ldap/controller-facts.ts';
import { mayReanimate, mayTakeAway, mayWriteName, readRights, type ObjectRights } from '../adapters/ldap/effective-rights.ts';
import { rootFacts } from '../adapters/ldap/forest-facts.ts';
import type { LdapConnection } from '../adapters/ldap/ldap-connection.ts';
import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import { isAtOrBelow, rdnsOf } from '../model/distinguished-name.ts';
import { DirectoryError } from '../ports/directory.ts';
import { mend, note, ok, type CheckLine } from './check-line.ts';
import { domainRights, rightsBelow, type DomainRight, type RightBelow } from './rights-needed.ts';
import { attributesWritten } from './written-values.ts';

interface RightsToCheck {
  readonly configured: RelayConfig['directories'][number];
  readonly policy: LocalPolicy;
  readonly connection: LdapConnection;
}

/** Whether the account for changes may do what the listed operations do below each writable container of this domain and in the domain itself, and no more. */
export async function checkRights(world: RightsToCheck): Promise<readonly CheckLine[]> {
  const { policy, configured } = world;
  if (policy.readOnly) return [note('rights', 'were not looked at, since the policy lets nothing be written (readOnly)')];
  const account = await dsaclsName(world);
  const containers = policy.writableContainers.filter((container) => isAtOrBelow(container, configured.baseDn));
  const lines = await Promise.all([...containers.map((container) => ofContainer(world, container, account)), ...domainRights(policy).map((right) => inDomain(world, right, account))]);
  return lines.flat();
}

/** A container, and an ordinary account in it where there is one. */
interface Place {
  readonly world: RightsToCheck;
  readonly container: string;
  readonly account: string;
  readonly what: string;
  readonly sample: { readonly dn: string; readonly rights: ObjectRights } | null;
}

async function ofContainer(world: RightsToCheck, container: string, account: string): Promise<readonly CheckLine[]> {
  const what = `rights below ${container}`;
  const { connection, policy } = world;
  const needed = rightsBelow(policy);
  if (needed.length === 0) return [];
  try {
    const found = await accountBelow(connection, container);
    const sample = found === null ? null : { dn: found.dn, rights: await readRights(connection, found.dn) };
    const place = { world, container, account, what, sample };
    const lines = await Promise.all(needed.map((right) => (sample === null && NEEDS_SAMPLE[right] ? [] : BELOW[right](place))));
    return [...(sample === null ? [note(what, 'no ordinary account is seen there, so rights could not be looked at')] : []), ...lines.flat(), ...tooMuch(place, needed)];
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return [error.fault === 'no-such-object' ? mend(what, 'there is no such container', 'correct writableContainers in the local policy') : mend(what, error.message, 'let the accounts of the relay read there')];
  }
}

const NEEDS_SAMPLE: Readonly<Record<RightBelow, boolean>> = { 'write-attributes': true, 'write-members': false, 'write-name': true, 'take-away': true, 'put-in': false };

/** How each right is looked at; one without a row does not compile. */
const BELOW: Readonly<Record<RightBelow, (place: Place) => readonly CheckLine[] | Promise<readonly CheckLine[]>>> = {
  'write-attributes': (place) => writable(place, onAccounts(place.world.policy)),
  'write-name': async (place) => {
    const { world: { connection }, sample } = place;
    if (sample === null) return [];
    const isListed = holds(sample.rights.writable, 'name') || (await mayWriteName(connection, sample.dn)) === true;
    const rights = isListed ? { ...sample.rights, writable: [...sample.rights.writable, 'name'] } : sample.rights;
    return writable({ ...place, sample: { dn: sample.dn, rights } }, NAMES);
  },
  'write-members': async (place) => {
    const { world: { connection }, container, what } = place;
    const group = await groupBelow(connection, container);
    if (group === null) return [note(what, 'no ordinary group is seen there, so the right to write member could not be looked at')];
    return writable({ ...place, sample: { dn: group.dn, rights: await readRights(connection, group.dn) } }, ['member'], 'group');
  },
  'put-in': async ({ world: { connection }, container, account, what }) => {
    const { children } = await readRights(connection, container);
    if (holds(children, 'user')) return [ok(what, 'accounts may be put into it')];
    return [mend(what, `${account} may not put accounts into it (Create user)`, `as a domain admin: dsacls "${container}" /I:T /G "${account}:CC;user"`)];
  },
  'take-away': async ({ world: { connection }, container, account, what, sample }) => {
    if (sample === null) return [];
    const may = await mayTakeAway(connection, { dn: sample.dn, container: rdnsOf(sample.dn).slice(1).join(',') });
    if (may === true) return [ok(what, 'accounts may be moved out of it')];
    const how = `as a domain admin: dsacls "${container}" /I:S /G "${account}:SD;;user"`;
    if (may === null) return [note(what, `${account} may not read the access list of ${sample.dn}, so nobody can tell whether accounts may be moved out`)];
    return [mend(what, `${account} may not move accounts out of it (Delete, or Delete user on the container; looked at ${sample.dn})`, `${how}; where it stands there already, look whether the account is protected from accidental deletion`)];
  },
};

const NAMES = ['name', 'cn'] as const;
const onAccounts = (policy: LocalPolicy): readonly string[] => attributesWritten(policy).filter((attribute) => attribute !== 'member');
const holds = (list: readonly string[], name: string): boolean => list.some((each) => each.toLowerCase() === name.toLowerCase());

function writable({ container, account, what, sample }: Place, needed: readonly string[], kind: 'user' | 'group' = 'user'): readonly CheckLine[] {
  if (sample === null) return [];
  const { dn, rights } = sample;
  return needed.map((attribute) => {
    if (holds(rights.writable, attribute)) return ok(what, `${attribute} may be written`);
    if (rights.known.length > 0 && !holds(rights.known, attribute)) return note(what, `${attribute} is no attribute of ${kind === 'user' ? 'accounts' : 'groups'} in this forest, so it can never be written`);
    return mend(what, `${account} may not write ${attribute} (looked at ${dn})`, `as a domain admin: ${dsacls(container, account, `${attribute};${kind}`)}`);
  });
}

/** Attributes that give somebody power over an account. */
const POWERFUL = ['unicodePwd', 'userAccountControl', 'servicePrincipalName', 'msDS-KeyCredentialLink', 'sIDHistory', 'nTSecurityDescriptor', 'msDS-AllowedToActOnBehalfOfOtherIdentity', 'userPassword', 'adminCount'];
const VERY_MANY = 60;

function tooMuch({ what, account, sample, world: { policy } }: Place, needed: readonly RightBelow[]): readonly CheckLine[] {
  if (sample === null) return [];
  const listed = [...onAccounts(policy), ...(needed.includes('write-name') ? NAMES : [])];
  const extra = sample.rights.writable.filter((each) => !holds(listed, each));
  if (extra.length === 0) return [ok(what, `${account} may write nothing that no listed operation needs`)];
  const powerful = POWERFUL.filter((attribute) => holds(extra, attribute));
  const examples = (powerful.length > 0 ? powerful : extra).slice(0, 3).join(', ');
  const many = extra.length >= VERY_MANY ? 'nearly everything, as a domain admin may: ' : '';
  return [{ ...note(what, `${account} may also write ${many}${String(extra.length)} attributes that no listed operation needs, for example ${examples}`), mend: 'use an account that was only given the rights above' }];
}

async function inDomain(world: RightsToCheck, right: DomainRight, account: string): Promise<readonly CheckLine[]> {
  try {
    return [await DOMAIN[right](world, account)];
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return [mend(`rights in ${world.configured.baseDn}`, error.message, 'let the accounts of the relay read there')];
  }
}

const DOMAIN: Readonly<Record<DomainRight, (world: RightsToCheck, account: string) => Promise<CheckLine>>> = {
  reanimate: async ({ connection, configured: { baseDn } }, account) => {
    const may = await mayReanimate(connection, baseDn);
    const what = `rights in ${baseDn}`;
    if (may === null) return note(what, `${account} may not read its access list, so nobody can tell whether deleted objects may be brought back`);
    return may ? ok(what, 'deleted objects may be brought back') : mend(what, `${account} may not bring deleted objects back (Reanimate Tombstones)`, `as a domain admin: dsacls "${baseDn}" /G "${account}:CA;Reanimate Tombstones"`);
  },
  'write-upn-suffixes': async ({ connection }, account) => {
    const partitions = `CN=Partitions,${(await connection.read((session) => rootFacts(session))).configuration}`;
    const what = `rights on ${partitions}`;
    if (holds((await readRights(connection, partitions)).writable, 'uPNSuffixes')) return ok(what, 'uPNSuffixes may be written');
    return mend(what, `${account} may not write uPNSuffixes`, `as an enterprise admin: dsacls "${partitions}" /G "${account}:RPWP;uPNSuffixes"`);
  },
};

/** RPWP is reading and writing of one property; /I:S hands it down to the objects below only. */
const dsacls = (container: string, account: string, rest: string): string => `dsacls "${container}" /I:S /G "${account}:RPWP;${rest}"`;

/** The account for changes as dsacls takes it. */
async function dsaclsName({ connection, configured }: RightsToCheck): Promise<string> {
  const name = configured.write?.bindDn ?? configured.bindDn;
  if (!/^[A-Za-z]+=/.test(name)) return name;
  const account = await accountName(connection, configured.baseDn, name).catch(() => null);
  return account === null ? name : `${account}@${rdnsOf(configured.baseDn).map((rdn) => rdn.slice(rdn.indexOf('=') + 1)).join('.')}`;
}
