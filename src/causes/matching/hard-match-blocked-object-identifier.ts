import { boundUser, isCloudManaged } from '../../deduce/cloud-account.ts';
import { currentErrors } from '../../deduce/current-errors.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { hardTarget } from '../../deduce/match-targets.ts';
import { mappingOf } from '../../deduce/object-identifier.ts';
import { knownOf } from '../../deduce/reading.ts';
import { objectGuidOf } from '../../deduce/source-anchor.ts';
import type { CloudUser } from '../../model/evidence.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

const REFUSED = /AttributeUpdateNotAllowed|InvalidHardMatch|hard ?match[^.]*block|security hardening/i;
const NAMED = /onPremisesObjectIdentifier/i;

export const hardMatchBlockedObjectIdentifier = defineCause({
  id: 'hard-match-blocked-object-identifier',
  area: 'matching',
  layer: 4,
  title: 'The cloud account is already mapped to another AD object',
  why: 'Since July 2026 Entra remembers in onPremisesObjectIdentifier from which AD object a cloud account is written. Another AD object with the same anchor may not take the account over: the export is refused with AttributeUpdateNotAllowed.',
  checkYourself: ['Read the export error of the object in Synchronization Service Manager.', 'Read onPremisesObjectIdentifier of the cloud user with the beta version of Graph; version 1.0 does not show it.', 'Compare it with objectGUID of the AD account.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-clear-on-premises-attributes',
  fixAfter: ['duplicate-anchor-in-ad', 'hard-match-blocked-privileged-target'],
  byHand: 'Make sure that the AD account is the rightful owner of the cloud account and note the old value. Clear onPremisesObjectIdentifier (ADSyncTools 2.5.0 or later, or Graph beta; Global or Hybrid Identity Administrator), then run a delta cycle, which stamps the new value. The bypass of the tenant is for the window of a migration only.',
  byHandRisk: { risk: 'high', undo: 'none' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['syncServers.csObjects', 'entra.deletedUsers', 'entra.objectIdentifiers', 'entra.syncBehavior', 'entra.syncFeatures', 'syncServers.globalSettings', 'syncServers.runHistory', 'syncServers.scheduler'],

  judge({ 'entra.users': users }, { subject: { ad }, also }) {
    const error = currentErrors(ad, also).find(({ text }) => REFUSED.test(text));
    const user = boundUser(ad, users, also['syncServers.globalSettings']) ?? hardTarget(ad, also, error)?.user ?? users.find((each) => each.id === error?.holderId);
    if (user !== undefined && isCloudManaged(also, user.id)) return ruledOut('the account was made cloud-managed on purpose');
    if (error === undefined) {
      const unseen = also['syncServers.csObjects'].state === 'unknown' && user !== undefined && typeof mappingOf(user.id, ad, also) === 'object';
      return unseen ? cannotTell('syncServers.csObjects') : ruledOut('the engine states no refused hard match');
    }
    const mapping = user === undefined ? 'unknown' : mappingOf(user.id, ad, also);
    if (mapping === 'none' || mapping === 'own') return ruledOut('the cloud account is mapped to no other AD object: another block is at work');
    const identifier = mapping === 'unknown' ? undefined : mapping.other;
    if (identifier === undefined && !NAMED.test(error.text)) return /AttributeUpdateNotAllowed/i.test(error.text) ? cannotTell('entra.objectIdentifiers') : ruledOut('the error does not name the mapping, and none is known');
    if (knownOf(also['entra.syncFeatures'])?.features?.['allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled'] === true && !NAMED.test(error.text)) return ruledOut('the tenant allows that the mapping is rewritten');
    const evidence = [error.evidence, inAd(ad, 'objectGUID', objectGuidOf(ad) ?? ''), ...(identifier === undefined || user === undefined ? [] : [inEntra('onPremisesObjectIdentifier', identifier, user.id)])];
    return { is: 'confirmed', facts: { dn: ad.dn, name: nameOf(user), id: user?.id ?? null, identifier: identifier ?? null, server: exportingServer(also['syncServers.scheduler']) }, evidenceClass: 'A', evidence, statedAt: error.statedAt };
  },

  explain: ({ dn, name, identifier }) => `Entra refuses that ${dn} takes over ${name}, which is mapped to another AD object${identifier === null ? '' : ` (${identifier})`}.`,
});

const nameOf = (user: CloudUser | undefined): string => user?.userPrincipalName ?? user?.id ?? 'the cloud account';
