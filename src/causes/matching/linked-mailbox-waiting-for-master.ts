import { firstOf, sameText } from '../../deduce/attributes.ts';
import { boundUser } from '../../deduce/cloud-account.ts';
import { isLinkedMailbox, masterSidOf, metaverseObjectsOf } from '../../deduce/linked-pair.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { sidOf } from '../../deduce/security-identifier.ts';
import { sameDn } from '../../model/distinguished-name.ts';
import type { MvObject } from '../../model/evidence.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const linkedMailboxWaitingForMaster = defineCause({
  id: 'linked-mailbox-waiting-for-master',
  area: 'matching',
  layer: 4,
  title: 'Linked mailbox without its account-forest user',
  why: 'The AD account of a linked mailbox gives no anchor of its own: the engine waits for the account in the account forest to which the mailbox belongs, and joins the two. Until that account is synchronised nothing goes to the cloud, and no error is shown.',
  checkYourself: ['Read msExchRecipientTypeDetails (2 = linked mailbox) and msExchMasterAccountSid of the account.', 'Find the account with that SID in the account forest, and check that its forest, domain and OU are synchronised.', 'Look at the connectors of the metaverse object: the account forest is missing there.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: ['forest-not-connected', 'domain-not-selected', 'ou-not-in-scope'],
  byHand: 'Bring the account of the account forest into scope and run a full cycle. If the mailbox is no linked mailbox any more (it was moved or converted), correct msExchRecipientTypeDetails with the Exchange tools.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'The scope of another forest is set in the wizard, and the type of a mailbox belongs to Exchange.',
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: ['directory.entries', 'entra.users', 'syncServers.connectors', 'syncServers.globalSettings', 'syncServers.mvObjects'],

  judge(_, { subject: { ad }, also }) {
    if (!isLinkedMailbox(ad)) return notApplicable('it is no linked mailbox');
    if (boundUser(ad, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings'])?.onPremisesSyncEnabled === true) return ruledOut('it is in the cloud under its own anchor: the type is left over from earlier');
    if (!isSent(ad, also)) return ruledOut('it is not in scope');
    if (also['syncServers.mvObjects'].state === 'unknown') return cannotTell('syncServers.mvObjects');
    const sid = masterSidOf(ad);
    const master = (knownOf(also['directory.entries']) ?? []).find((entry) => sid !== undefined && sidOf(entry) === sid);
    if (metaverseObjectsOf(ad, also).some((object) => hasSecondForest(object, ad, master))) return ruledOut('the account of the account forest is joined to it');
    const evidence: EvidenceItem[] = [inAd(ad, 'msExchRecipientTypeDetails', '2'), inAd(ad, 'msExchMasterAccountSid', firstOf(ad, 'msExchMasterAccountSid') ?? 'empty')];
    return { is: 'confirmed', facts: { dn: ad.dn, sid: sid ?? null, master: master?.dn ?? null }, evidenceClass: sid === undefined ? 'D' : 'B', evidence };
  },

  explain({ dn, sid, master }) {
    if (sid === null) return `${dn} is marked as a linked mailbox but names no owner: the mark may be left over from a mailbox that was moved or converted.`;
    return `${dn} is a linked mailbox of the account ${master ?? sid}, which is not joined to it${master === null ? ' and was not found in the forests that were read' : ''}.`;
  },
});

/** Another AD object is joined: the master itself, or, where it was not found, anything of another forest. */
const hasSecondForest = (object: MvObject, ad: AdObject, master: AdObject | undefined): boolean =>
  (object.Lineage ?? []).some(({ ConnectorName: connector, ConnectedCsObjectDN: dn }) => {
    if (sameDn(dn ?? '', ad.dn) || /^CN=\{[0-9A-F]+\}$/i.test(dn ?? '')) return false;
    return master === undefined ? !sameText(connector, ad.forest) : sameDn(dn ?? '', master.dn) || sameText(connector, master.forest);
  });
