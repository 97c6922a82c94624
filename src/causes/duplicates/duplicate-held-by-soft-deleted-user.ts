import { bareAddress, cloudUpnOf, upnOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { boundUser, carries } from '../../deduce/cloud-account.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { anchorTaken, cloudValuesOf, uniqueValuesOf } from '../../deduce/holders.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { anchorAttribute, anchorsOf, isGuidAttribute } from '../../deduce/source-anchor.ts';
import { holdsRole, takeoverObstacle } from '../../deduce/takeover.ts';
import { DAY, isoTime, RECYCLE_BIN_DAYS, spoken } from '../../deduce/times.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';
import type { AnchorChange } from '../anchor-change.ts';
import { HOLDER_MATCH_SOURCES } from '../holder-match.ts';

export const duplicateHeldBySoftDeletedUser = defineCause({
  id: 'duplicate-held-by-soft-deleted-user',
  area: 'duplicates',
  layer: 4,
  title: 'A deleted account in the recycle bin still holds the value',
  why: 'For 30 days a deleted cloud account keeps its sign-in name and addresses. Nobody sees it in the list of users, yet an object that brings one of these values collides with it.',
  checkYourself: ['Open Deleted users in the Entra admin center.', 'Search for the sign-in name and every address of the AD account.', 'Note the date of the deletion: 30 days later the account is gone by itself.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/users-restore',
  fixAfter: [],
  byHand: 'Is it the same person: restore the deleted account in Entra and let it match. Is it somebody else: wait until it is purged, or purge it by hand, which cannot be undone. Check mailbox retention and holds first.',
  byHandRisk: { risk: 'high', undo: 'none' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', ...HOLDER_MATCH_SOURCES, 'syncServers.connectors'],

  judge(_, { subject: { ad }, also, now }) {
    const anchors = anchorsOf(ad, also['syncServers.globalSettings']);
    const account = boundUser(ad, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings']);
    const own = new Set(account === undefined ? [] : cloudValuesOf(account));
    const quarantined = (account?.onPremisesProvisioningErrors ?? []).flatMap(({ value }) => bareAddress(value ?? '') ?? []);
    const wanted = new Set(uniqueValuesOf(ad).filter((value) => !own.has(value) || quarantined.includes(value)));
    if (wanted.size === 0) return ruledOut('its own cloud account has all its values');
    const deleted = knownOf(also['entra.deletedUsers']);
    if (deleted === undefined) return cannotTell('entra.deletedUsers');
    const holders = deleted.map((user) => ({ user, shared: cloudValuesOf(user).filter((value) => wanted.has(value)), purgedAt: purge(user.deletedDateTime) })).filter(({ shared }) => shared.length > 0);
    if (holders.length === 0) return ruledOut('the cloud recycle bin holds none of its values');
    const strangers = holders.filter(({ user }) => !carries(user, anchors));
    if (strangers.length === 0) return ruledOut('the deleted account carries its own anchor: the sync restores it');
    const blocking = strangers.filter(({ purgedAt }) => purgedAt === undefined || purgedAt > now);
    if (blocking.length === 0) return ruledOut('the deleted account is older than 30 days');
    if (!isSent(ad, also)) return ruledOut('it is not in scope, so nothing collides');
    const [only, another] = blocking;
    const match = only === undefined || another !== undefined || account !== undefined ? null : returningMatch(ad, only.user, also);
    const list = blocking.map(({ user, shared, purgedAt }) => ({ name: user.displayName ?? user.id, id: user.id, shared, purgedAt: purgedAt === undefined ? 'an unknown date' : spoken(purgedAt) }));
    const evidence = blocking.flatMap(({ user, shared }) => [inEntra('deletedItems: values', shared.join(', '), user.id), inEntra('deletedItems: deletedDateTime', user.deletedDateTime ?? 'unknown', user.id)]);
    return { is: 'confirmed', facts: { holders: list, match }, evidenceClass: 'B', evidence };
  },

  explain: ({ holders }) => holders.map(({ name, id, shared, purgedAt }) => `The deleted account ${name} (${id}) still holds ${shared.join(', ')}; it is purged at ${purgedAt}.`).join(' '),
});

const purge = (deletedDateTime: string | null | undefined): Date | undefined => {
  const at = isoTime(deletedDateTime);
  return at === undefined ? undefined : new Date(at.getTime() + RECYCLE_BIN_DAYS * DAY);
};

/** The deleted account of the same person, to be restored and bound by its anchor; the employee number or both names say so. */
function returningMatch(ad: AdObject, user: CloudUser, also: Pick<Evidence, (typeof HOLDER_MATCH_SOURCES)[number] | 'entra.users'>): AnchorChange | null {
  const [anchor, other] = anchorsOf(ad, also['syncServers.globalSettings']);
  const attribute = anchorAttribute(also['syncServers.globalSettings']);
  const number = firstOf(ad, 'employeeID');
  const samePerson = typeof user.employeeId === 'string' && number !== undefined ? user.employeeId === number : sameText(upnOf(ad), cloudUpnOf(user)) && sameText(firstOf(ad, 'displayName'), user.displayName);
  if (!samePerson || anchor === undefined || other !== undefined || attribute === undefined || !isGuidAttribute(attribute)) return null;
  if (sameText(user.userType, 'Guest') || anchorTaken(anchor, user.id, also) !== false || takeoverObstacle(also, user.id) !== null) return null;
  return {
    userId: user.id, userName: cloudUpnOf(user) ?? user.id, before: user.onPremisesImmutableId ?? null, after: anchor, server: exportingServer(also['syncServers.scheduler']),
    rolesRead: holdsRole(also, user.id) !== undefined, eligibilityRead: also['entra.roleEligibilitySchedules'].state === 'known',
  };
}
