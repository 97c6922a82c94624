import { currentErrors } from '../../deduce/current-errors.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { hardTarget } from '../../deduce/match-targets.ts';
import { mappingOf } from '../../deduce/object-identifier.ts';
import { knownOf } from '../../deduce/reading.ts';
import { rolesOf, ROLE_SOURCES } from '../../deduce/role-holding.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

const FLAG = 'blockCloudObjectTakeoverThroughHardMatchEnabled';

export const hardMatchBlockedByTenant = defineCause({
  id: 'hard-match-blocked-by-tenant',
  area: 'matching',
  layer: 4,
  title: 'The tenant forbids hard match',
  why: 'The anchor of the AD account equals that of an account made in the cloud, or of one in the recycle bin, but a setting of the tenant forbids that AD takes such an account over. The export is refused with InvalidHardMatch at every cycle.',
  checkYourself: ['Read the export error of the object in Synchronization Service Manager.', `Read ${FLAG} of the on-premises synchronisation features with Graph.`, 'Check that the cloud account has no directory role, active or eligible, and no other onPremisesObjectIdentifier: these give the same error.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-features',
  fixAfter: ['duplicate-anchor-in-ad', 'hard-match-blocked-privileged-target'],
  byHand: 'Make sure that the cloud account belongs to the same person. Then a Hybrid Identity Administrator opens the setting for a short, agreed time, one delta cycle runs, and the setting is closed again. Read it back afterwards.',
  byHandRisk: { risk: 'high', undo: 'none' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['syncServers.csObjects', 'entra.deletedUsers', 'entra.syncFeatures', 'entra.syncBehavior', 'entra.objectIdentifiers', ...ROLE_SOURCES, 'syncServers.globalSettings', 'syncServers.runHistory', 'syncServers.scheduler'],

  judge(_, { subject: { ad }, also }) {
    const error = currentErrors(ad, also).find(({ text }) => /InvalidHardMatch/i.test(text));
    if (error === undefined) {
      const unseen = also['syncServers.csObjects'].state === 'unknown' && hardTarget(ad, also) !== undefined;
      return unseen ? cannotTell('syncServers.csObjects') : ruledOut('the engine states no refused hard match');
    }
    const target = hardTarget(ad, also, error);
    if (target === undefined) return also['entra.deletedUsers'].state === 'unknown' ? cannotTell('entra.deletedUsers') : ruledOut('no cloud account has its anchor');
    const flag = knownOf(also['entra.syncFeatures'])?.features?.[FLAG];
    if (flag === false) return ruledOut('the tenant allows hard match: something else blocks it');
    const { user, deleted } = target;
    const otherBlock = rolesOf(user.id, also).held.length > 0 || typeof mappingOf(user.id, ad, also) === 'object';
    if (flag !== true && otherBlock) return ruledOut('a role or the mapping to another AD object explains the refusal');
    const evidence: EvidenceItem[] = [error.evidence, inEntra('onPremisesImmutableId', user.onPremisesImmutableId ?? '', user.id)];
    if (flag === true) evidence.push(inEntra(`syncFeatures: ${FLAG}`, 'true'));
    const facts = { dn: ad.dn, name: user.userPrincipalName ?? user.id, id: user.id, deleted, known: flag === true, feature: FLAG, otherBlock, server: exportingServer(also['syncServers.scheduler']) };
    return { is: 'confirmed', facts, evidenceClass: flag === true ? 'A' : 'C', certainty: flag === true ? 'certain' : 'possible', evidence, ...(flag === true ? { statedAt: error.statedAt } : {}) };
  },

  explain: ({ dn, name, deleted, known }) =>
    `${dn} may not take over ${name}${deleted ? ' in the cloud recycle bin' : ''}, although its anchor is the same: ${known ? 'the tenant forbids hard match' : 'Entra refused the hard match, and whether the tenant forbids it could not be read; a directory role or another mapping of the cloud account are the alternatives'}.`,
});
