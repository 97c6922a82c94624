import { suffixOf, upnOf } from '../../deduce/addresses.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { knownOf } from '../../deduce/reading.ts';
import { upnAttribute } from '../../deduce/source-anchor.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { onInitialDomain, verifiedDomains } from '../../deduce/verified-domains.ts';
import type { CloudUser, DirectoryAudit } from '../../model/evidence.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

const MANY = 2;

export const domainRemovedFromTenant = defineCause({
  id: 'domain-removed-from-tenant',
  area: 'migration',
  layer: 5,
  title: 'The mail domain is no longer verified',
  why: 'A domain that was verified has been taken out of the tenant. Every synchronised user whose sign-in name stands on it was given a name on the initial domain at once, and addresses of the domain are dropped.',
  checkYourself: ['Open Custom domain names in the Entra admin center: the domain is missing or unverified.', 'Look in the audit log for the removal of the domain.', 'Look at other users of the domain: they have names on the initial domain too.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname',
  fixAfter: [],
  byHand: 'Add the domain again and verify it with its DNS record. Entra then gives the users their names back by itself, without a cycle.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Verifying a domain needs a record in DNS and a Domain Name Administrator.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['entra.directoryAudits', 'entra.domains', 'entra.organization', 'syncServers.globalSettings'],

  judge({ 'entra.users': users }, { subject, also }) {
    const { ad } = subject;
    const account = accountOf(subject, also);
    const attribute = upnAttribute(also['syncServers.globalSettings']);
    const wanted = (attribute === undefined ? undefined : firstOf(ad, attribute)) ?? upnOf(ad);
    if (account?.onPremisesSyncEnabled !== true || wanted === undefined || !onInitialDomain(suffixOf(account.userPrincipalName ?? ''), also)) return ruledOut('its cloud account does not stand on the initial domain');
    const domain = suffixOf(wanted);
    const verified = verifiedDomains(also);
    if (verified === undefined) return cannotTell('entra.domains');
    if (verified.includes(domain)) return ruledOut('the domain is verified');
    const removal = (knownOf(also['entra.directoryAudits']) ?? []).find((audit) => isRemovalOf(audit, domain));
    const affected = users.filter((user) => isAffected(user, domain, (suffix) => onInitialDomain(suffix, also)));
    const traces = users.filter((user) => bears(user, domain));
    if (removal === undefined && (affected.length < MANY || traces.length === 0)) return ruledOut('nothing tells that the domain was ever verified');
    const evidence = [inAd(ad, 'userPrincipalName', wanted), inEntra('verifiedDomains', verified.join(', ')), inEntra('userPrincipalName', account.userPrincipalName ?? '', account.id), ...(removal === undefined ? traces.slice(0, 3).map((user) => inEntra('mail, proxyAddresses', domain, user.id)) : [inEntra('directoryAudits', removal.activityDisplayName ?? '', removal.activityDateTime ?? undefined)])];
    return { is: 'confirmed', facts: { domain, at: removal?.activityDateTime ?? null, count: affected.length, now: account.userPrincipalName ?? '' }, evidenceClass: 'B', evidence };
  },

  explain: ({ domain, at, count, now }) =>
    `${domain} is no longer a verified domain of the tenant${at === null ? '' : ` (removed at ${at})`}, so the account is called ${now}.${count > 1 ? ` ${count} of the users that were looked at are affected.` : ''}`,
});

const isRemovalOf = (audit: DirectoryAudit, domain: string): boolean =>
  /(remove|delete)\b.*\bdomain\b/i.test(audit.activityDisplayName ?? '') && !/^fail/i.test(audit.result ?? '') &&
  (audit.targetResources ?? []).some((target) => [target.displayName, target.id].some((name) => name?.toLowerCase() === domain));

const isAffected = (user: CloudUser, domain: string, initial: (suffix: string) => boolean): boolean =>
  user.onPremisesSyncEnabled === true && suffixOf(user.onPremisesUserPrincipalName ?? '') === domain && initial(suffixOf(user.userPrincipalName ?? ''));

/** Only a domain that was verified once leaves its name in a sign-in name or address of Entra. */
const bears = (user: CloudUser, domain: string): boolean => [user.userPrincipalName, user.mail, ...(user.proxyAddresses ?? []), ...(user.imAddresses ?? [])].some((value) => typeof value === 'string' && value.includes('@') && suffixOf(value) === domain);
