import { filteredName } from '../../deduce/default-scope-rules.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const filterSamaccountname = defineCause({
  id: 'filter-samaccountname',
  area: 'scope',
  layer: 2,
  title: 'Name pattern excluded (AAD_, MSOL_, SUPPORT_388945a0, CAS_...})',
  why: 'The default rules leave out accounts of the synchronisation itself and of Exchange by their names: those that begin with AAD_ or MSOL_, SUPPORT_388945a0, and CAS_ together with a closing brace. A user without sAMAccountName is left out too.',
  checkYourself: [
    'Look at sAMAccountName and mailNickname of the object.',
    'Open the rule "In from AD - User Join" in the Synchronization Rules Editor and read its scoping filter.',
    'CAS_ alone is not filtered: only a name that also has a closing brace. IdFix leaves out every CAS_ name, so the two differ.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'If it is a person, give the account another logon name (and tell the person), then start a delta cycle. If it is an account of the synchronisation or of Exchange, leave it.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'A logon name is used by people and by services; a machine cannot know who depends on it.',
  kinds: ['user', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    const hit = filteredName(ad);
    if (hit === undefined) return ruledOut('no name pattern of the default rules fits it');
    return { is: 'confirmed', facts: { dn: ad.dn, ...hit }, evidenceClass: 'B', evidence: [inAd(ad, hit.attribute, hit.value === '' ? '(none)' : hit.value)] };
  },

  explain: ({ dn, attribute, value, rule }) =>
    value === '' ? `${dn} has no sAMAccountName, and the default rules leave such users out.` : `${attribute} ${value} fits the pattern ${rule} of the default rules, which leave it out.`,
});
