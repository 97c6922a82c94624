import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { bareAddress, suffixOf, upnOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { boundUser, isCloudManaged } from '../../deduce/cloud-account.ts';
import { knownOf } from '../../deduce/reading.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { upnAttribute } from '../../deduce/source-anchor.ts';
import { onInitialDomain, verifiedDomains } from '../../deduce/verified-domains.ts';
import { provisioningErrors } from '../../deduce/provisioning-errors.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';
import { ownAddressAsName } from '../own-address-as-name.ts';
import { repairOf, type Repair } from '../repair.ts';

export const upnSuffixNotVerified = defineCause({
  id: 'upn-suffix-not-verified',
  area: 'data',
  layer: 5,
  title: 'UPN suffix is not a verified domain',
  why: 'Entra keeps a sign-in name only when its suffix is a verified domain of the tenant. Otherwise the name is rewritten to the initial onmicrosoft.com domain, without any error.',
  checkYourself: ['Look at the UPN suffix on the Account tab of the user in AD.', 'Compare it with the verified domains in the Entra admin center under Settings, Domain names. A subdomain must be listed itself.', 'Look at the sign-in name of the cloud account.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname',
  fixAfter: [],
  byHand: 'Add the wanted suffix in Active Directory Domains and Trusts if it is not offered yet, make sure that the new sign-in name is free in AD and Entra (recycle bin included), then change userPrincipalName. The AD logon name changes with it.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.domains', 'entra.organization', 'entra.syncBehavior', 'syncServers.globalSettings', 'directory.forests', 'directory.upnSuffixes', 'entra.groups', 'entra.contacts', 'entra.deletedUsers', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const attribute = upnAttribute(also['syncServers.globalSettings']) ?? 'userPrincipalName';
    const name = sameText(attribute, 'userPrincipalName') ? upnOf(ad) : firstOf(ad, attribute)?.trim();
    if (name === undefined || !name.includes('@')) return ruledOut(`${attribute} holds no name with a suffix`);
    const verified = verifiedDomains(also);
    const isVerified = verified?.includes(suffixOf(name)) === true;
    const mail = bareAddress(firstOf(ad, 'mail'));
    const settingsRead = also['syncServers.globalSettings'].state === 'known';
    if (isVerified && (settingsRead || mail === null || verified.includes(suffixOf(mail)))) return ruledOut(`${suffixOf(name)} is a verified domain`);
    const users = knownOf(also['entra.users']);
    if (users === undefined) return cannotTell('entra.users');
    const account = boundUser(ad, users, also['syncServers.globalSettings']);
    if (account === undefined) return ruledOut('the account is not in Entra yet, so nothing was rewritten');
    if (sameText(account.userPrincipalName, name) || !onInitialDomain(suffixOf(account.userPrincipalName ?? ''), also)) return ruledOut('the sign-in name in Entra is not on the initial domain');
    if (isCloudManaged(also, account.id)) return ruledOut('it is managed in Entra, so the name in AD does not count');
    if ((provisioningErrors(account, 'UserPrincipalName') ?? []).length > 0) return ruledOut('Entra states a conflict of the name: it was rewritten because it is taken');
    if (verified === undefined) return cannotTell('entra.domains');
    if (isVerified) return cannotTell('syncServers.globalSettings');
    const alternateLoginPossible = !settingsRead && mail !== null && verified.includes(suffixOf(mail));
    const repair = sameText(attribute, 'userPrincipalName') ? repairOf(ad, ownAddressAsName(subject, also), exportingServer(also['syncServers.scheduler'])) : null;
    const facts = { ...offered(repair, ad, also), name, attribute, suffix: suffixOf(name), cloudName: account.userPrincipalName ?? '', suffixes: verified };
    const evidence = [inAd(ad, attribute, name), inEntra('userPrincipalName', facts.cloudName, account.id), inEntra('domains (verified)', verified.join(', '))];
    return { is: 'confirmed', facts, evidenceClass: alternateLoginPossible ? 'C' : 'B', evidence };
  },

  explain: ({ name, suffix, cloudName }) =>
    `${suffix} is not a verified domain of the tenant, so ${name} became ${cloudName}.${/\.(local|lan|corp|internal)$/.test(suffix) ? ` A name like ${suffix} can never be verified.` : ''}`,
});

/** Suffixes that administrators may choose from, before and after one more. */
export interface MoreSuffixes {
  readonly forest: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A suffix that the forest does not offer yet is added first; where its list was not read, nothing is offered. */
function offered(repair: Repair | null, ad: AdObject, also: Pick<Evidence, 'directory.forests' | 'directory.upnSuffixes'>): { readonly repair: Repair | null; readonly widened: Repair | null; readonly more: MoreSuffixes | null } {
  const none = { repair: null, widened: null, more: null };
  const wanted = repair?.changes.flatMap((change) => (change.in === 'values' ? change.after : []))[0];
  const [forest, another] = knownOf(also['directory.forests']) ?? [];
  const list = knownOf(also['directory.upnSuffixes']);
  if (repair === null || wanted === undefined || forest === undefined || list === undefined || !sameText(forest.name, ad.forest)) return none;
  if (list.some((each) => sameText(each, suffixOf(wanted)))) return { ...none, repair };
  const before = list.filter((each) => !forest.domains.some((domain) => sameText(domain, each)));
  return another === undefined ? { ...none, widened: repair, more: { forest: forest.name, before, after: [...before, suffixOf(wanted)] } } : none;
}
