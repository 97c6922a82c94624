import { cloudAddressesOf, primaryAddressOf, upnOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { boundUser, isCloudManaged } from '../../deduce/cloud-account.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { sameObject } from '../../deduce/holders.ts';
import { whichToKeep } from '../../deduce/keep-which.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { carriesAnchor } from '../../deduce/source-anchor.ts';
import { statedAbout, statedConflicts } from '../../deduce/stated-conflict.ts';
import { generalizedTime, isoTime } from '../../deduce/times.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';
import { otherName, SECOND_ACCOUNT_SOURCES } from '../second-account.ts';

export const softMatchPointsAtTwoObjects = defineCause({
  id: 'soft-match-points-at-two-objects',
  area: 'matching',
  layer: 4,
  title: 'Address matches one cloud object, UPN another',
  why: 'The primary address of the AD account belongs to one account of the cloud, its sign-in name to another. Entra matches by the address first and then finds the sign-in name taken, so the export fails or the name is held back.',
  checkYourself: ['Search the primary address of the AD account among all users of Entra.', 'Search its userPrincipalName there.', 'Look at who made the two accounts and which one is used: one may be a shared mailbox of the same person.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: [],
  byHand: 'Decide which of the two accounts is the person. Then rename the other one or take the address from it: an account of the cloud in Entra or Exchange Online, a synchronised one in its AD object. Where the other one is a shared mailbox of the same person, give it an address of its own.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['directory.entries', ...SECOND_ACCOUNT_SOURCES, 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.runHistory'],

  judge({ 'entra.users': users }, { subject: { ad }, also }) {
    const [primary, upn] = [primaryAddressOf(ad), upnOf(ad)];
    const byAddress = users.find((user) => primary !== null && cloudAddressesOf(user).includes(primary));
    const byName = users.find((user) => sameText(upn, user.userPrincipalName));
    if (byAddress === undefined || byName === undefined || byAddress.id === byName.id) return ruledOut('address and sign-in name do not lead to two accounts');
    if (!isSent(ad, also)) return ruledOut('it is not in scope, so nothing collides');
    const own = boundUser(ad, users, also['syncServers.globalSettings']);
    const others = [byAddress, byName].filter((user) => user.id !== own?.id);
    if (others.some((user) => isCloudManaged(also, user.id) || belongsToAnother(ad, user, also['directory.entries'].state === 'known' ? also['directory.entries'].value : []))) return ruledOut('one of the accounts has another AD account or is managed in the cloud');
    if (own !== undefined && others.length === 1 && !wasMatched(ad, own)) return ruledOut('its own account was made by the synchronisation: nothing was matched');
    const stated = statedAbout(statedConflicts(ad, also), [upn?.toLowerCase() ?? '', primary ?? '']);
    if (stated === undefined && own !== undefined) return ruledOut('it is in the cloud, and the engine states no conflict');
    const evidence = [inEntra('proxyAddresses', primary ?? '', byAddress.id), inEntra('userPrincipalName', byName.userPrincipalName ?? '', byName.id), ...(stated === undefined ? [] : [stated.evidence])];
    return { is: 'confirmed', facts: { primary: primary ?? '', upn: upn ?? '', byAddress: nameOf(byAddress), byName: nameOf(byName), ids: [byAddress.id, byName.id], rename: freedName(ad, { byAddress, byName }, also), server: exportingServer(also['syncServers.scheduler']) }, evidenceClass: stated === undefined ? 'C' : 'A', evidence, statedAt: stated?.statedAt };
  },

  explain: ({ primary, upn, byAddress, byName }) => `The address ${primary} belongs to ${byAddress}, the sign-in name ${upn} to ${byName}: the AD account cannot become both.`,
});

const nameOf = (user: CloudUser): string => `${user.displayName ?? user.userPrincipalName ?? user.id} (${user.id})`;

const belongsToAnother = (ad: AdObject, user: CloudUser, entries: readonly AdObject[]): boolean =>
  entries.some((entry) => !sameObject(ad, entry) && typeof user.onPremisesImmutableId === 'string' && carriesAnchor(entry, user.onPremisesImmutableId));

/** The cloud account is older than the AD account, so it was there before and was taken over. */
function wasMatched(ad: AdObject, own: CloudUser): boolean {
  const [cloud, made] = [isoTime(own.createdDateTime), generalizedTime(firstOf(ad, 'whenCreated'))];
  return cloud !== undefined && made !== undefined && cloud < made;
}

export interface FreedName {
  readonly userId: string;
  readonly before: string;
  readonly after: string;
  readonly because: string;
}

/** Where people clearly work with the account that the address finds, the other one can give up the sign-in name; it must be made in the cloud. */
function freedName(ad: AdObject, { byAddress, byName }: { readonly byAddress: CloudUser; readonly byName: CloudUser }, also: Pick<Evidence, (typeof SECOND_ACCOUNT_SOURCES)[number]>): FreedName | null {
  const which = whichToKeep([byAddress, byName], also);
  if (which.is !== 'clear' || which.keep.id !== byAddress.id || byName.onPremisesSyncEnabled === true || (byName.onPremisesImmutableId ?? '') !== '') return null;
  const name = otherName(ad, byName, also);
  return name === null ? null : { userId: byName.id, ...name, because: which.because.join(', ') };
}
