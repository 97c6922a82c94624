import { upnOf } from '../../deduce/addresses.ts';
import { firstOf, isDisabled, sameText } from '../../deduce/attributes.ts';
import { boundUser } from '../../deduce/cloud-account.ts';
import { domainNameOf } from '../../deduce/domain-name.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { sameObject } from '../../deduce/holders.ts';
import { knownOf } from '../../deduce/reading.ts';
import { rivalsOf } from '../../deduce/rivals.ts';
import { upnAttribute } from '../../deduce/source-anchor.ts';
import { statedAbout, statedConflicts } from '../../deduce/stated-conflict.ts';
import type { AdObject } from '../../model/exhibits.ts';
import type { AdTarget } from '../../model/plan.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const duplicateUpnTwoAdObjects = defineCause({
  id: 'duplicate-upn-two-ad-objects',
  area: 'duplicates',
  layer: 4,
  title: 'Two AD objects have the same userPrincipalName',
  why: 'A sign-in name can belong to one account in Entra only. AD checks that a userPrincipalName is unique within one forest, and not strictly even there, so two accounts can come to have the same one; the second to arrive gets another name.',
  checkYourself: [
    'Search the global catalog of every forest for (userPrincipalName=…) with the name of the account.',
    'Leave implicit names out: an account can log on as sAMAccountName@domain without that being its userPrincipalName, and such a name is not synchronised.',
    'Check which of the accounts found lie in synchronised containers, and which of them signs in to the cloud with the name today.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency',
  fixAfter: ['source-account-still-in-scope'],
  byHand: 'Decide who keeps the name and give the other account a userPrincipalName of its own. That changes the name the person signs in with, so tell them before. Note the former name first.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.mvObjects', 'syncServers.runHistory', 'syncServers.scheduler'],

  judge({ 'directory.entries': entries }, { subject: { ad }, also }) {
    const name = upnOf(ad);
    const chosen = upnAttribute(also['syncServers.globalSettings']) ?? 'userPrincipalName';
    if (name === undefined || !sameText(chosen, 'userPrincipalName')) return ruledOut(name === undefined ? 'it has no userPrincipalName' : `the sign-in name is made of ${chosen}`);
    const named = entries.filter((other) => !sameObject(ad, other) && kindOfEntry(other) === 'user' && sameText(upnOf(other), name));
    if (named.length === 0) return ruledOut('no other AD account has its userPrincipalName');
    if (!isSent(ad, also)) return ruledOut('it is not in scope itself, so nothing collides');
    const others = rivalsOf(ad, named, also);
    if (others.length === 0) return ruledOut('the other account is not synchronised, or is one with this on purpose');
    const stated = statedAbout(statedConflicts(ad, also), [name.toLowerCase()]);
    if (also['syncServers.connectors'].state === 'unknown' && stated === undefined) return cannotTell('syncServers.connectors');
    const arrived = boundUser(ad, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings']) !== undefined;
    const evidence = [...[ad, ...others].map((each) => inAd(each, 'userPrincipalName', upnOf(each) ?? '')), ...(stated === undefined ? [] : [stated.evidence])];
    return { is: 'confirmed', facts: { dn: ad.dn, name, others: others.map(({ dn }) => dn), lesser: others.length === 1 ? lesserName([ad, ...others], entries) : null, server: exportingServer(also['syncServers.scheduler']) }, evidenceClass: 'B', layer: stated === undefined && arrived ? 5 : 4, evidence };
  },

  explain: ({ dn, name, others }) => `${others.join(' and ')} ${others.length === 1 ? 'has' : 'have'} the userPrincipalName ${name} as well as ${dn}. Only one of them can sign in to Entra with it.`,
});

export interface LesserName {
  readonly object: AdTarget;
  readonly before: string;
  readonly after: string;
}

/** Where exactly one of the two is switched off: nobody signs in with it, so it can take its own name in AD, if that is free. */
function lesserName(pair: readonly AdObject[], entries: readonly AdObject[]): LesserName | null {
  const [lesser, another] = pair.filter(isDisabled);
  const logon = lesser === undefined ? undefined : firstOf(lesser, 'sAMAccountName');
  const object = lesser === undefined ? null : adTarget(lesser);
  if (lesser === undefined || another !== undefined || object === null || logon === undefined) return null;
  const after = `${logon}@${domainNameOf(lesser.dn)}`;
  return entries.some((entry) => sameText(upnOf(entry), after)) ? null : { object, before: upnOf(lesser) ?? '', after };
}
