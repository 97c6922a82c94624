import { firstOf } from '../../deduce/attributes.ts';
import { knownOf } from '../../deduce/reading.ts';
import { anchorAttribute, isConsistencyGuid } from '../../deduce/source-anchor.ts';
import { writebackErrors } from '../../deduce/writeback-errors.ts';
import { sameDn } from '../../model/distinguished-name.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

const CONSISTENCY_GUID = /ms-?ds-?ConsistencyGuid/i;
/** Attributes that the engine writes back for other reasons. */
const OTHER_ATTRIBUTE = /msExch|proxyAddresses|msDS-KeyCredentialLink|publicDelegates|legacyExchangeDN|msRTCSIP/i;

export const anchorWritebackDenied = defineCause({
  id: 'anchor-writeback-denied',
  area: 'matching',
  layer: 4,
  title: 'Connect may not write mS-DS-ConsistencyGuid back',
  why: 'The engine writes the anchor of a new user back into mS-DS-ConsistencyGuid. Its account in AD may not do so for this object, so the export to AD fails at every cycle. The user may be in the cloud all the same.',
  checkYourself: ['Look at the export to AD in Synchronization Service Manager: permission-issue, code 8344, with mS-DS-ConsistencyGuid as pending attribute.', 'Look at adminCount of the account and whether its access list inherits.', 'Check the rights of the connector account (MSOL_…) on mS-DS-ConsistencyGuid.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/troubleshoot-permission-issue-sync-service-manager',
  fixAfter: [],
  byHand: 'Grant the right with Set-ADSyncMsDsConsistencyGuidPermissions of the module ADSyncConfig. Protected accounts (adminCount 1) lose it again within the hour: change AdminSDHolder only where such accounts shall be synchronised at all. The next export must be clean.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'It is a permission in AD, which the product neither has nor gives.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: ['syncServers.csObjects', 'directory.inheritanceBlocked', 'syncServers.globalSettings', 'syncServers.pendingExports', 'syncServers.runHistory'],

  judge(_, { subject: { ad }, also }) {
    const attribute = anchorAttribute(also['syncServers.globalSettings']);
    if (attribute !== undefined && !isConsistencyGuid(attribute)) return ruledOut(`the anchor is made of ${attribute}, which is not written back`);
    const errors = writebackErrors(ad, also);
    if (errors.length === 0) {
      const settled = firstOf(ad, 'mS-DS-ConsistencyGuid') !== undefined || also['syncServers.csObjects'].state === 'known';
      return settled ? ruledOut('the engine states no refused export to AD, or the value is there') : cannotTell('syncServers.csObjects');
    }
    const named = errors.find(({ text }) => CONSISTENCY_GUID.test(text));
    const empty = firstOf(ad, 'mS-DS-ConsistencyGuid') === undefined;
    const waits = (knownOf(also['syncServers.pendingExports']) ?? []).some(({ value }) => value.some((each) => sameDn(each.DistinguishedName ?? '', ad.dn)));
    const error = named ?? (empty ? errors.find(({ text }) => !OTHER_ATTRIBUTE.test(text)) : undefined);
    if (error === undefined) return ruledOut('the refused export is about another attribute');
    if (named === undefined && !waits) return also['syncServers.pendingExports'].state === 'unknown' ? cannotTell('syncServers.pendingExports') : ruledOut('no export of the anchor is waiting');
    const guarded = firstOf(ad, 'adminCount') === '1' || knownOf(also['directory.inheritanceBlocked'])?.some((dn) => sameDn(dn, ad.dn)) === true;
    const evidence = [error.evidence, inAd(ad, 'mS-DS-ConsistencyGuid', firstOf(ad, 'mS-DS-ConsistencyGuid') ?? 'empty'), ...(guarded ? [inAd(ad, 'adminCount', firstOf(ad, 'adminCount') ?? 'inheritance off')] : [])];
    return { is: 'confirmed', facts: { dn: ad.dn, guarded, server: error.server }, evidenceClass: 'A', evidence, statedAt: error.statedAt };
  },

  explain: ({ dn, guarded, server }) =>
    `${server} may not write mS-DS-ConsistencyGuid of ${dn}.${guarded ? ' The account is protected: its access list does not inherit, so rights given on the OU do not reach it.' : ''}`,
});
