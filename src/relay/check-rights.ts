import { accountBelow, accountName } from '../adapters/ldap/controller-facts.ts';
import type { LdapConnection } from '../adapters/ldap/ldap-connection.ts';
import { readWritable } from '../adapters/ldap/writable-attributes.ts';
import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import { isAtOrBelow, rdnsOf } from '../model/distinguished-name.ts';
import { DirectoryError } from '../ports/directory.ts';
import { mend, note, ok, type CheckLine } from './check-line.ts';
import { attributesWritten } from './written-values.ts';

interface RightsToCheck {
  readonly configured: RelayConfig['directories'][number];
  readonly policy: LocalPolicy;
  readonly connection: LdapConnection;
}

/** Whether the account for changes may write what the policy lets it write below each writable container of this domain, and no more. */
export async function checkRights(world: RightsToCheck): Promise<readonly CheckLine[]> {
  const { policy, configured } = world;
  if (policy.readOnly) return [note('rights', 'were not looked at, since the policy lets nothing be written (readOnly)')];
  const containers = policy.writableContainers.filter((container) => isAtOrBelow(container, configured.baseDn));
  const lines = await Promise.all(containers.map((container) => ofContainer(world, container)));
  const moves = policy.operations.includes('ad.move') && containers.length > 0 ? [note('rights', 'for ad.move (delete there, create here, rename) are not looked at')] : [];
  return [...lines.flat(), ...moves];
}

async function ofContainer(world: RightsToCheck, container: string): Promise<readonly CheckLine[]> {
  const what = `rights below ${container}`;
  const { connection, configured, policy } = world;
  const needed = attributesWritten(policy);
  try {
    const sample = await accountBelow(connection, container);
    if (sample === null) return [note(what, 'no ordinary account is seen there, so rights could not be looked at')];
    const writable = (await readWritable(connection, configured.baseDn, { dn: sample.dn })) ?? [];
    const known = new Set(writable.map((each) => each.toLowerCase()));
    const missing = needed.filter((attribute) => !known.has(attribute.toLowerCase()));
    const account = await dsaclsName(world);
    const lines = needed.map((attribute) => (missing.includes(attribute) ? mend(what, `${account} may not write ${attribute} (looked at ${sample.dn})`, `as a domain admin: ${dsacls(container, account, attribute)}`) : ok(what, `${attribute} may be written`)));
    return [...lines, ...tooMuch({ what, account, extra: writable.filter((each) => !needed.some((attribute) => attribute.toLowerCase() === each.toLowerCase())) })];
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return [error.fault === 'no-such-object' ? mend(what, 'there is no such container', 'correct writableContainers in the local policy') : mend(what, error.message, 'let the accounts of the relay read there')];
  }
}

/** Attributes that give somebody power over an account. */
const POWERFUL = ['unicodePwd', 'userAccountControl', 'servicePrincipalName', 'msDS-KeyCredentialLink', 'sIDHistory', 'nTSecurityDescriptor', 'msDS-AllowedToActOnBehalfOfOtherIdentity', 'userPassword', 'adminCount'];
const VERY_MANY = 60;

function tooMuch({ what, account, extra }: { readonly what: string; readonly account: string; readonly extra: readonly string[] }): readonly CheckLine[] {
  if (extra.length === 0) return [ok(what, `${account} may write nothing that no listed operation needs`)];
  const powerful = POWERFUL.filter((attribute) => extra.some((each) => each.toLowerCase() === attribute.toLowerCase()));
  const examples = (powerful.length > 0 ? powerful : extra).slice(0, 3).join(', ');
  const many = extra.length >= VERY_MANY ? 'nearly everything, as a domain admin may: ' : '';
  return [{ ...note(what, `${account} may also write ${many}${String(extra.length)} attributes that no listed operation needs, for example ${examples}`), mend: 'use an account that was only given the rights above' }];
}

/** RPWP is reading and writing of one property; /I:S hands it down to the objects below only. */
const dsacls = (container: string, account: string, attribute: string): string => `dsacls "${container}" /I:S /G "${account}:RPWP;${attribute};user"`;

/** The account for changes as dsacls takes it. */
async function dsaclsName({ connection, configured }: RightsToCheck): Promise<string> {
  const name = configured.write?.bindDn ?? configured.bindDn;
  if (!/^[A-Za-z]+=/.test(name)) return name;
  const account = await accountName(connection, configured.baseDn, name);
  return account === null ? name : `${account}@${rdnsOf(configured.baseDn).map((rdn) => rdn.slice(rdn.indexOf('=') + 1)).join('.')}`;
}
