import { valuesOf } from '../../deduce/attributes.ts';
import { sidOf } from '../../deduce/security-identifier.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';
import { ownMember } from '../../model/own-member.ts';

/** Classes that no rule of Entra Connect reads, and what to call them. */
const NEVER: Readonly<Partial<Record<string, string>>> = {
  'msds-groupmanagedserviceaccount': 'a group managed service account',
  'msds-managedserviceaccount': 'a managed service account',
  'msds-delegatedmanagedserviceaccount': 'a delegated managed service account',
  'msexchdynamicdistributionlist': 'a dynamic distribution group',
  'organizationalunit': 'an organisational unit',
  'container': 'a container',
  'builtindomain': 'a built-in container',
  'publicfolder': 'a public folder',
};

export const objectClassNotSynced = defineCause({
  id: 'object-class-not-synced',
  area: 'scope',
  layer: 2,
  title: 'Type Connect never syncs',
  why: 'Entra Connect synchronises users, groups, contacts, and computers that are on the way to a hybrid join. Managed service accounts, dynamic distribution groups, containers, built-in groups and computers without a certificate are none of these.',
  checkYourself: [
    'Look at objectClass of the object.',
    'For a computer look at userCertificate: without one it has not begun to join.',
    'For a group look whether it lies in CN=Builtin.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'There is nothing to repair in the synchronisation. For a service use a workload identity in Entra, for a dynamic distribution group make one in Exchange Online, for a computer set up hybrid join on the client.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Entra Connect has no rule for objects of this type, so there is nothing that could be set right.',
  maskedBy: ['group-dynamic-distribution', 'group-critical-builtin', 'filter-critical-system-object', 'device-no-certificate'],
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    const type = typeOf(ad);
    if (type === undefined) return ruledOut('objects of its type are synchronised');
    return { is: 'confirmed', facts: { dn: ad.dn, what: type.what }, evidenceClass: 'B', evidence: [inAd(ad, type.attribute, type.value)] };
  },

  explain: ({ dn, what }) => `${dn} is ${what}; Entra Connect never synchronises that type.`,
});

interface Type {
  readonly what: string;
  readonly attribute: string;
  readonly value: string;
}

function typeOf(ad: AdObject): Type | undefined {
  const classes = valuesOf(ad, 'objectClass');
  const never = classes.flatMap((name) => ownMember(NEVER, name.toLowerCase()) ?? [])[0];
  if (never !== undefined) return { what: never, attribute: 'objectClass', value: classes.join(', ') };
  const sid = sidOf(ad);
  if (sid?.startsWith('S-1-5-32-') === true) return { what: 'a built-in group', attribute: 'objectSid', value: sid };
  const computer = classes.some((name) => name.toLowerCase() === 'computer');
  if (computer && !valuesOf(ad, 'userCertificate').some((value) => value !== '')) return { what: 'a computer without a certificate, so it has not begun a hybrid join', attribute: 'userCertificate', value: '(none)' };
  return undefined;
}
