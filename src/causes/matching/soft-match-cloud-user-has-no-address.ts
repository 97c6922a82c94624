import { cloudAddressesOf, cloudUpnOf, primaryAddressOf, upnOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { graphHolders, GRAPH_SHELVES, unreadShelves, type GraphShelves } from '../../deduce/graph-holders.ts';
import { addressesHeldBy, sameObject } from '../../deduce/holders.ts';
import { exchangeLicence } from '../../deduce/licences.ts';
import { isFreeToMatch, isNewToEntra, isSent, twinOf } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { holdsRole } from '../../deduce/takeover.ts';
import { isoTime } from '../../deduce/times.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { ruledOut, type EvidenceClass } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

const FRESH = 60 * 60 * 1000;

export const softMatchCloudUserHasNoAddress = defineCause({
  id: 'soft-match-cloud-user-has-no-address',
  area: 'matching',
  layer: 4,
  title: 'The cloud account has no e-mail address to match on',
  why: 'The match goes by the primary address, then by the sign-in name. An account of the cloud without a mailbox licence has no address at all; is its sign-in name another one too, nothing is left to find it by, and the AD account makes a second one.',
  checkYourself: ['Read proxyAddresses, mail and assignedLicenses of the cloud account with Graph.', 'Compare its sign-in name with userPrincipalName of the AD account, letter by letter.', 'Read softMatchOnUpnEnabled of the on-premises synchronisation features.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
  fixAfter: ['upn-suffix-not-verified'],
  byHand: 'Is it the same person: make the sign-in name of the AD account equal to that of the cloud account, or write the anchor of the AD account into the cloud account (hard match; check roles first), or give the cloud account a licence with a mailbox until the match is done. Then run a delta cycle.',
  byHandRisk: { risk: 'high', undo: 'full' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: [...GRAPH_SHELVES, 'directory.entries', 'entra.groupMembers', 'entra.roleAssignments', 'entra.roleDefinitions', 'entra.roleEligibilitySchedules', 'entra.subscribedSkus', 'entra.syncBehavior', 'entra.syncFeatures', 'syncServers.connectors', 'syncServers.globalSettings', 'syncServers.scheduler'],

  judge({ 'entra.users': users }, { subject: { ad }, also, now }) {
    if (!isSent(ad, also)) return ruledOut('it is not in scope, so nothing is matched');
    const twin = twinOf(ad, also);
    if (twin === undefined && !isNewToEntra(ad, also)) return ruledOut('it has its own account in the cloud');
    const upnMatch = knownOf(also['entra.syncFeatures'])?.features?.['softMatchOnUpnEnabled'] !== false;
    const skus = knownOf(also['entra.subscribedSkus']);
    const user = users.find((each) => each.id !== twin?.id && isFreeToMatch(each, also) && alike(ad, each) !== null && !(upnMatch && sameText(upnOf(ad), each.userPrincipalName)) && hasNoAddress(each) && exchangeLicence(each, skus) !== 'licensed' && !licensedSince(each, now.getTime() - FRESH));
    if (user === undefined) return ruledOut('no account of the cloud without an address bears its name');
    if (twin !== undefined && !madeBefore(user, twin)) return ruledOut('its own account in the cloud is the older one');
    const sure = alike(ad, user) === 'sign-in name' && exchangeLicence(user, skus) === 'not-licensed';
    const evidenceClass: EvidenceClass = twin !== undefined ? 'D' : sure ? 'B' : 'C';
    const evidence = [inEntra('proxyAddresses', 'none', user.id), inEntra('userPrincipalName', user.userPrincipalName ?? '', user.id), inAd(ad, 'userPrincipalName', upnOf(ad) ?? '')];
    return { is: 'confirmed', facts: { address: twin === undefined ? missingAddress(ad, user, also) : null, server: exportingServer(also['syncServers.scheduler']), id: user.id, name: user.userPrincipalName ?? user.id, upn: upnOf(ad) ?? 'none', equal: sameText(upnOf(ad), user.userPrincipalName), twin: twin?.userPrincipalName ?? null }, evidenceClass, evidence };
  },

  explain: ({ name, upn, equal, twin }) =>
    `${name} seems to belong to the same person but has no e-mail address, and ${equal ? 'the tenant does not match by sign-in name' : `its sign-in name is not that of AD (${upn})`}, so nothing matches it.${twin === null ? '' : ` The AD account has the account ${twin} instead.`}`,
});

const hasNoAddress = (user: CloudUser): boolean => user.proxyAddresses !== undefined && cloudAddressesOf(user).length === 0;

const prefix = (name: string | undefined): string | undefined => name?.split('@')[0];

function alike(ad: AdObject, user: CloudUser): 'sign-in name' | 'display name' | null {
  if (sameText(prefix(upnOf(ad)), prefix(cloudUpnOf(user)))) return 'sign-in name';
  return sameText(firstOf(ad, 'displayName'), user.displayName) ? 'display name' : null;
}

/** The address of a licence that is minutes old is still being made. */
const licensedSince = (user: CloudUser, since: number): boolean => (user.assignedPlans ?? []).some((plan) => sameText(plan.service, 'exchange') && (isoTime(plan.assignedDateTime)?.getTime() ?? 0) > since);

function madeBefore(user: CloudUser, twin: CloudUser): boolean {
  const [made, later] = [isoTime(user.createdDateTime), isoTime(twin.createdDateTime)];
  return made !== undefined && later !== undefined && made < later;
}

type AddressSources = GraphShelves & Pick<Evidence, 'directory.entries' | 'entra.groupMembers' | 'entra.roleAssignments' | 'entra.roleDefinitions' | 'entra.roleEligibilitySchedules' | 'entra.syncFeatures'>;

export interface MissingAddress {
  readonly userId: string;
  readonly userName: string;
  readonly before: string | null;
  readonly after: string;
}

/** The primary address of the AD account, where both names say that it is one person, nobody else has it, and the match by it is allowed. */
function missingAddress(ad: AdObject, user: CloudUser, also: AddressSources): MissingAddress | null {
  const after = primaryAddressOf(ad);
  const samePerson = sameText(prefix(upnOf(ad)), prefix(cloudUpnOf(user))) && sameText(firstOf(ad, 'displayName'), user.displayName);
  const allowed = knownOf(also['entra.syncFeatures'])?.features?.['blockSoftMatchEnabled'] === false && holdsRole(also, user.id) === false;
  const entries = knownOf(also['directory.entries']);
  if (after === null || !samePerson || !allowed || entries === undefined || unreadShelves(also).length > 0) return null;
  const isTaken = graphHolders([after], also).some(({ object }) => object.id !== user.id) || entries.some((entry) => !sameObject(ad, entry) && addressesHeldBy(entry).has(after));
  return isTaken ? null : { userId: user.id, userName: user.userPrincipalName ?? user.id, before: user.mail ?? null, after };
}
