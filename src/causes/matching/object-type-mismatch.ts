import { bareAddress, cloudAddressesOf, mailAddressesOf } from '../../deduce/addresses.ts';
import { cloudObjectOf } from '../../deduce/cloud-object.ts';
import { currentErrors } from '../../deduce/current-errors.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import type { CloudObject } from '../../model/evidence.ts';
import type { Evidence, ExhibitName } from '../../model/exhibits.ts';
import type { SubjectKind } from '../../model/subject.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

const SHELVES = { user: 'entra.users', group: 'entra.groups', contact: 'entra.contacts' } as const;

export const objectTypeMismatch = defineCause({
  id: 'object-type-mismatch',
  area: 'matching',
  layer: 4,
  title: 'The value belongs to a group or contact, not a user',
  why: 'An address may stand on one user, group or contact of Entra only. Here an object of another type has it, and an object is never matched with one of another type.',
  checkYourself: ['Search every address of the object among users, groups and contacts of Entra.', 'Search it in Exchange Online with Get-Recipient: Microsoft 365 groups, teams and mail-enabled public folders do not show in AD.', 'Read the export error: ObjectTypeMismatch.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: ['duplicate-proxy-two-ad-objects'],
  byHand: 'Take the address away where its holder is managed: a group of the cloud in Exchange Online or Entra, a synchronised one in its AD object. Ask first who reads the mail today.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Which of the two objects shall keep the address is for people to decide, and the holder is mostly managed in Exchange Online.',
  maskedBy: ['restore-conflict'],
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: [],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.runHistory'],

  judge(_, { subject, also }) {
    const { ad, kind } = subject;
    const error = currentErrors(ad, also).find(({ text }) => /ObjectTypeMismatch/i.test(text));
    const own = cloudObjectOf(subject, also);
    const has = own === undefined ? [] : cloudAddressesOf(own);
    const wanted = mailAddressesOf(ad).filter((address) => !has.includes(address));
    const holder = holderOf(wanted, kind, also);
    if (error === undefined && (wanted.length === 0 || !isSent(ad, also))) return ruledOut('its addresses are its own, or it is not in scope');
    if (error === undefined && holder === undefined) {
      const missing = others(kind).filter((name) => also[name].state === 'unknown');
      return missing.length > 0 ? cannotTell(...missing) : ruledOut('no object of another type has one of its addresses');
    }
    // A value held back already came through without this error: the quarantine is the finding, the holder only explains it.
    const heldBack = (own?.onPremisesProvisioningErrors ?? []).some(({ value }) => holder !== undefined && bareAddress(value) === holder.address);
    const evidence = [...(error === undefined ? [] : [error.evidence]), ...(holder === undefined ? [] : [inEntra('proxyAddresses', holder.address, holder.object.id)])];
    return { is: 'confirmed', facts: { kind, type: holder?.type ?? null, name: holder?.object.displayName ?? holder?.object.id ?? '', address: holder?.address ?? '' }, evidenceClass: error !== undefined ? 'A' : heldBack ? 'D' : 'C', layer: error === undefined && heldBack ? 5 : 4, evidence, statedAt: error?.statedAt };
  },

  explain: ({ kind, type, name, address }) =>
    type === null ? `Entra says that an object of another type has a value of this ${kind}; neither users, groups nor contacts that were read have it.` : `The ${type} ${name} has ${address}; this object is a ${kind}, and objects of different types are never matched.`,
});

type Kind = keyof typeof SHELVES;

const others = (kind: SubjectKind): readonly (ExhibitName & (typeof SHELVES)[Kind])[] => Object.entries(SHELVES).flatMap(([each, name]) => (each === kind ? [] : [name]));

function holderOf(wanted: readonly string[], kind: SubjectKind, also: Pick<Evidence, (typeof SHELVES)[Kind]>): { readonly type: string; readonly object: CloudObject; readonly address: string } | undefined {
  return Object.entries(SHELVES)
    .filter(([type]) => type !== kind)
    .flatMap(([type, name]) => (knownOf<readonly CloudObject[]>(also[name]) ?? []).flatMap((object) => cloudAddressesOf(object).filter((address) => wanted.includes(address)).map((address) => ({ type, object, address }))))[0];
}
