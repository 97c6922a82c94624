import { cloudAddressesOf, upnOf } from '../../deduce/addresses.ts';
import { sameText } from '../../deduce/attributes.ts';
import { cloudObjectOf } from '../../deduce/cloud-object.ts';
import { currentErrors, type CurrentError } from '../../deduce/current-errors.ts';
import { attributesHolding, sameObject, uniqueValuesOf } from '../../deduce/holders.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { knownOf } from '../../deduce/reading.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import type { Subject } from '../../model/subject.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';

const CONFLICT = /AttributeValueMustBeUnique|InvalidSoftMatch|PropertyConflict|ObjectTypeMismatch/i;

export const duplicateNotCoveredByResiliency = defineCause({
  id: 'duplicate-not-covered-by-resiliency',
  area: 'duplicates',
  layer: 4,
  title: 'Conflict of a kind that is never quarantined',
  why: 'Entra puts a sign-in name or an address that is taken aside and lets the rest of the object through. For some conflicts it does not: between a user and a group, between two new groups, and for every other value that must be unique. Then the export of the object fails as a whole, in every cycle.',
  checkYourself: [
    'Read the export error of the object in Synchronization Service: AttributeConflictName and ObjectIdInConflict.',
    'Look up the object with that id in Entra and compare its type with that of the object in AD.',
    'Look at the errors of two cycles: of two new groups the first one fails once and is quarantined from then on.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency',
  fixAfter: ['duplicate-proxy-two-ad-objects', 'duplicate-upn-two-ad-objects'],
  byHand: 'Free the value on one of the two sides. Of two new groups with one address let a second cycle run first: it quarantines the address, and the group comes through without it.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Which of the two objects shall keep the value is for people to decide.',
  maskedBy: ['duplicate-sip-address', 'sid-conflict-rid-reuse', 'anchor-changed-same-person', 'anchor-attribute-differs-between-servers', 'object-type-mismatch'],
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['syncServers.csObjects'],
  mayUse: ['directory.entries', 'entra.users', 'entra.groups', 'entra.contacts', 'syncServers.globalSettings', 'syncServers.runHistory'],

  judge(_, { subject, also }) {
    const conflicts = currentErrors(subject.ad, also).filter(({ text, attribute }) => CONFLICT.test(text) || attribute !== undefined);
    if (conflicts.length === 0) return ruledOut('its export is not refused because of a value that is taken');
    const found = conflicts.flatMap((error) => {
      const reason = reasonOf(subject, error, also);
      return reason === null ? [] : [{ error, reason }];
    })[0];
    if (found === undefined) return ruledOut('a conflict of this kind is put aside, or the error names no value of this kind');
    const { error, reason } = found;
    return { is: 'confirmed', facts: { dn: subject.ad.dn, reason, retries: error.retries ?? null }, evidenceClass: 'A', evidence: [error.evidence], statedAt: error.statedAt };
  },

  explain: ({ dn, reason, retries }) => `The export of ${dn} is refused${retries === null ? '' : `, ${retries} times by now`}: ${reason} This is never put aside, so every cycle fails until the value is free.`,
});

type Sources = Pick<Evidence, 'directory.entries' | 'entra.users' | 'entra.groups' | 'entra.contacts' | 'syncServers.globalSettings'>;

function reasonOf(subject: Subject & { readonly ad: AdObject }, error: CurrentError, also: Sources): string | null {
  const attribute = error.attribute ?? '';
  if (/Sip ?Proxy/i.test(attribute)) return 'another object has its SIP address.';
  if (/OnPremise.?SecurityIdentifier/i.test(attribute)) return 'another object in Entra carries its SID.';
  if (!/proxy|principal|mail/i.test(attribute)) return null;
  return betweenUserAndGroup(subject, error, also) ?? betweenNewGroups(subject, also);
}

/** The sign-in name of a user is an address of a group. */
function betweenUserAndGroup({ kind, ad }: Subject & { readonly ad: AdObject }, error: CurrentError, also: Sources): string | null {
  if (kind === 'user') {
    const name = upnOf(ad)?.toLowerCase();
    if (name === undefined) return null;
    const group = (knownOf(also['entra.groups']) ?? []).find((each) => cloudAddressesOf(each).includes(name) && named(error, each.id));
    const inAd = others(ad, also).find((each) => kindOfEntry(each) === 'group' && attributesHolding(each, name).length > 0);
    const holder = group?.displayName ?? group?.id ?? (error.holderId === undefined || isGroup(error.holderId, also) ? inAd?.dn : undefined);
    return holder === undefined ? null : `its sign-in name ${name} is an address of the group ${holder}.`;
  }
  if (kind !== 'group') return null;
  const user = (knownOf(also['entra.users']) ?? []).find((each) => uniqueValuesOf(ad).some((value) => sameText(value, each.userPrincipalName)) && named(error, each.id));
  return user === undefined ? null : `its address is the sign-in name of the user ${user.userPrincipalName ?? user.id}.`;
}

/** Two groups that are both not in Entra yet bring the same address. */
function betweenNewGroups(subject: Subject & { readonly ad: AdObject }, also: Sources): string | null {
  if (subject.kind !== 'group' || also['entra.groups'].state === 'unknown' || cloudObjectOf(subject, also) !== undefined) return null;
  const other = others(subject.ad, also).find((each) => kindOfEntry(each) === 'group' && uniqueValuesOf(subject.ad).some((value) => attributesHolding(each, value).length > 0) && cloudObjectOf({ asked: '', kind: 'group', ad: each, cloud: undefined }, also) === undefined);
  return other === undefined ? null : `the group ${other.dn}, which is new as well, has the same address; the second cycle puts it aside.`;
}

const named = ({ holderId }: CurrentError, id: string): boolean => holderId === undefined || holderId === id;
const isGroup = (id: string, also: Sources): boolean => (knownOf(also['entra.groups']) ?? []).some((each) => each.id === id);
const others = (ad: AdObject, also: Sources): readonly AdObject[] => (knownOf(also['directory.entries']) ?? []).filter((each) => !sameObject(each, ad));
