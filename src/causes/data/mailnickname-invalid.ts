import { firstOf, sameText } from '../../deduce/attributes.ts';
import { suffixOf } from '../../deduce/addresses.ts';
import { layerOfFault, presenceOf, type Presence } from '../../deduce/cloud-presence.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { aliasFaults, quoted } from '../../deduce/legal-characters.ts';
import { suggestedName, suggestionSays } from '../../deduce/suggestion.ts';
import { onInitialDomain } from '../../deduce/verified-domains.ts';
import type { Evidence } from '../../model/exhibits.ts';
import { ruledOut } from '../../model/verdict.ts';
import { aliasFromAccountName } from '../alias-from-account-name.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';

export const mailnicknameInvalid = defineCause({
  id: 'mailnickname-invalid',
  area: 'data',
  layer: 5,
  title: 'Alias starts with a dot, has illegal characters or is too long',
  why: 'The alias is limited to 64 characters, may not start with a dot and may hold neither blanks nor \\ < > ( ) ; : , [ ] " @. Entra makes the onmicrosoft.com address of it, and the sign-in name where that has to be rewritten.',
  checkYourself: ['Look at mailNickname on the Attribute Editor tab and count its characters.', 'Compare it with the alias (mailNickname) of the object in Entra.', 'See whether the sign-in name or the primary address in Entra ends in onmicrosoft.com: only then the alias shows.'],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization',
  fixAfter: [],
  byHand: 'Write a legal alias that no other object has. Addresses that exist already do not change with it.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'syncServers.globalSettings', 'entra.deletedUsers', 'entra.domains', 'entra.organization', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const alias = firstOf(ad, 'mailNickname');
    const faults = alias === undefined ? [] : aliasFaults(alias);
    if (alias === undefined || faults.length === 0) return ruledOut('the alias is legal, or there is none');
    const presence = presenceOf(subject, also);
    const now = presence.is === 'there' ? (presence.object.mailNickname ?? undefined) : undefined;
    if (sameText(now, alias)) return ruledOut('Entra has the alias as it stands in AD');
    if (presence.is === 'there' && presence.cloudManaged) return ruledOut('it is managed in Entra, so the alias in AD does not count');
    const facts = { repair: repairOf(ad, [aliasFromAccountName(ad, also)], exportingServer(also['syncServers.scheduler'])), alias, faults, shows: shows(presence, also), suggestion: suggestedName('mailNickname', alias, { ad, evidence: also }) };
    return { is: 'confirmed', facts, evidenceClass: 'B', layer: layerOfFault(subject, presence), evidence: [inAd(ad, 'mailNickname', quoted(alias)), ...(now === undefined ? [] : [inEntra('mailNickname', now)])] };
  },

  explain: ({ alias, faults, shows: visible, suggestion }) => `The alias ${quoted(alias)} has ${faults.join(', ')}.${visible === false ? ' The sign-in name and the primary address do not depend on it.' : ''}${suggestionSays(suggestion)}`,
});

/** Whether the name that is made of the alias is in use: as the sign-in name or as the primary address; undefined when nothing is there to look at. */
function shows(presence: Presence, evidence: Pick<Evidence, 'entra.domains' | 'entra.organization'>): boolean | undefined {
  if (presence.is !== 'there') return undefined;
  return [presence.user?.userPrincipalName, presence.object.mail].some((name) => typeof name === 'string' && onInitialDomain(suffixOf(name), evidence));
}
