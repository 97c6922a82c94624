import { adFit, bestFits } from '../../deduce/name-match.ts';
import { sameText } from '../../deduce/attributes.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isoTime, spoken } from '../../deduce/times.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const objectNotFoundInAd = defineCause({
  id: 'object-not-found-in-ad',
  area: 'scope',
  layer: 2,
  title: 'There is no such AD account (or more than one)',
  why: 'Only objects of Active Directory are synchronised. Where AD knows no such name, or knows several, there is nothing that could arrive, or it is not clear what should.',
  checkYourself: ['Search the whole forest (global catalog) for the logon name, the address and the display name.', 'Look into the AD recycle bin.', 'Look for the account in the Entra admin center: one that lives only there is not synchronised, and rightly so.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-object-not-syncing',
  fixAfter: [],
  byHand: 'Check the spelling and ask again with the logon name. If the account was never in AD, create it there, or leave it as a cloud account on purpose.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Only the person who asks can say which account is meant, or whether one is to be made.',
  maskedBy: ['ad-object-deleted', 'delete-not-propagated', 'synced-group-deleted'],
  aboutIdentity: true,
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['directory.entries'],
  mayUse: ['directory.deleted', 'directory.forests', 'entra.deletedUsers', 'entra.users'],

  judge({ 'directory.entries': entries }, { subject, also }) {
    if (subject.ad !== undefined) return ruledOut(`${subject.ad.dn} exists`);
    const hits = bestFits(entries, (entry) => adFit(entry, subject.asked)).map(({ dn }) => dn);
    const account = knownOf(also['entra.users'])?.find((user) => user.id === subject.cloud?.id);
    const binned = knownOf(also['entra.deletedUsers'])?.find((user) => user.id === subject.cloud?.id);
    const home = account?.onPremisesDomainName ?? undefined;
    const forests = knownOf(also['directory.forests']) ?? [];
    const elsewhere = home !== undefined && !forests.some(({ name, domains }) => [name, ...domains].some((domain) => sameText(domain, home)));
    if (elsewhere) return cannotTell('directory.entries');
    const deleted = (knownOf(also['directory.deleted']) ?? []).filter((entry) => adFit(entry, subject.asked) !== null || (typeof account?.onPremisesImmutableId === 'string' && adFit(entry, account.onPremisesImmutableId) === 'identity'));
    const facts = { asked: subject.asked, hits, deleted: deleted.map(({ dn }) => dn), cloudName: account?.userPrincipalName ?? subject.cloud?.displayName ?? undefined, binnedSince: binned === undefined ? undefined : (isoTime(binned.deletedDateTime) ?? null) };
    const evidence: EvidenceItem[] = [{ from: 'directory', what: 'search', value: hits.length === 0 ? 'no object' : `${hits.length} objects: ${hits.join(' | ')}` }];
    if (binned !== undefined) evidence.push(inEntra('deletedItems: deletedDateTime', binned.deletedDateTime ?? 'unknown', binned.id));
    else if (subject.cloud !== undefined) evidence.push(inEntra('onPremisesSyncEnabled', String(subject.cloud.onPremisesSyncEnabled ?? null), subject.cloud.id));
    for (const { dn } of deleted) evidence.push({ from: 'directory', what: 'isDeleted', value: 'TRUE', at: dn });
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence };
  },

  explain: ({ asked, hits, deleted, cloudName, binnedSince }) => {
    if (hits.length > 1) return `AD has ${hits.length} objects that "${asked}" fits. Say which one is meant.`;
    const inTheBin = `${cloudName ?? asked} is in the recycle bin of Entra${binnedSince === undefined || binnedSince === null ? '' : ` since ${spoken(binnedSince)}`}, and AD has no such account, so nothing brings it back by itself.`;
    const found = binnedSince !== undefined ? inTheBin : cloudName === undefined || cloudName === null ? `AD has no object that "${asked}" fits.` : `${cloudName} lives in Entra only; AD has no such account, so there is nothing to synchronise.`;
    return deleted.length === 0 ? found : `${found} One is in the AD recycle bin: ${deleted.join(', ')}.`;
  },
});

