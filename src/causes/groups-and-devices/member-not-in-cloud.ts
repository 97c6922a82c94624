import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { cloudObjectOf } from '../../deduce/cloud-object.ts';
import { firstFew } from '../../deduce/first-few.ts';
import { isWhole, memberDns } from '../../deduce/members-of.ts';
import { MEMBER_SOURCES, memberStanding, type MemberStanding } from '../../deduce/missing-members.ts';
import { knownOf } from '../../deduce/reading.ts';
import { REFERENCE_SOURCES, referenceComplaints, type ReferenceComplaint } from '../../deduce/reference-complaints.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { cannotTell, ruledOut, type EvidenceClass } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';
import { ownMember } from '../../model/own-member.ts';

export const memberNotInCloud = defineCause({
  id: 'member-not-in-cloud',
  area: 'groups-and-devices',
  layer: 5,
  title: 'A member is missing because the member itself is not synced',
  why: 'Entra Connect sends a membership only when the member has an object in Entra. A member that is not synchronised is left out of the group there; the group and its other members are not touched. This is a message about the group only: it never keeps the member itself from arriving.',
  checkYourself: [
    'Look for event 6949 of ADSync in the Application log, or for dn-attributes-failure in the export run.',
    'Compare the member attribute of the group in AD with the members in the Entra admin center.',
    'Look for each missing member in Entra on its own, and ask why that object is not synchronised.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync',
  fixAfter: [],
  byHand: 'Ask about the member and mend what keeps it out. The membership follows by itself in one of the next cycles.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Nothing is wrong with the group; the cause lies with the member and is found by asking about it.',
  arrives: true,
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ARRIVAL, ...MEMBER_SOURCES, ...REFERENCE_SOURCES, 'entra.groupMembers'],

  judge({ 'directory.entries': entries }, { subject, also, now }) {
    const { ad } = subject;
    if (memberDns(ad).length === 0) return ruledOut('it has no members that AD lists');
    const standing = memberStanding(ad, entries, also);
    const [stated] = referenceComplaints(ad, also, now);
    if (standing.missing.length === 0 && standing.complete && standing.unread.length === 0) return ruledOut('every member has an object in Entra');
    if (stated === undefined && hasArrived(subject, also) === false) return ruledOut('the group itself is not in Entra');
    const inCloud = ownMember(knownOf(also['entra.groupMembers']), cloudObjectOf(subject, also)?.id ?? '') ?? [];
    if (stated === undefined && isWhole(ad) && inCloud.length >= memberDns(ad).length) return ruledOut('the group has as many members in Entra');
    if (stated !== undefined || standing.missing.length > 0) return { is: 'confirmed', ...confirmation(ad, standing, stated) };
    const silent = (['syncServers.csObjects', 'syncServers.events'] as const).filter((name) => also[name].state === 'unknown');
    if (standing.unread.length > 0) return cannotTell(...standing.unread);
    return silent.length > 0 ? cannotTell(...silent) : ruledOut('the engine names no member of it that it could not send');
  },

  explain: ({ names }) => (names === null ? 'The engine reports a member of this group that has no object in Entra, without saying which one in words that could be read.' : `These members are missing in Entra because they are not there themselves: ${names}. Ask about each of them for the reason.`),
});

/** The engine's own word is class A, a member that the configuration keeps out class B, one that was merely not found class C. */
function confirmation(ad: AdObject, { missing }: MemberStanding, stated: ReferenceComplaint | undefined) {
  const named = memberDns(ad).filter((dn) => stated?.text.toLowerCase().includes(dn.toLowerCase()) === true && !missing.some(({ entry }) => entry.dn === dn));
  const names = [...missing.map(({ entry }) => firstOf(entry, 'displayName') ?? firstOf(entry, 'cn') ?? entry.dn), ...named];
  const evidenceClass: EvidenceClass = stated !== undefined ? 'A' : missing.some(({ out }) => out) ? 'B' : 'C';
  const shown = missing.slice(0, 10).map(({ entry }) => inAd(ad, 'member', entry.dn));
  return { facts: { names: names.length === 0 ? null : firstFew(names) }, evidenceClass, evidence: [...(stated === undefined ? [] : [stated.evidence]), ...shown], statedAt: stated?.statedAt };
}
