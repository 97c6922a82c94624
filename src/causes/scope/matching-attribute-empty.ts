import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { globalSetting } from '../../deduce/global-setting.ts';
import { JOIN_CRITERIA, joinAttribute } from '../../deduce/join-attribute.ts';
import { knownOf } from '../../deduce/reading.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';
import { settledBy } from '../standing.ts';

export const matchingAttributeEmpty = defineCause({
  id: 'matching-attribute-empty',
  area: 'scope',
  layer: 2,
  title: '"Identify users by" attribute is empty',
  why: 'When Entra Connect was installed it was told that a person has accounts in several forests which are joined by mail or by another attribute. A user in whom that attribute is empty is then not synchronised at all.',
  checkYourself: [
    'Run (Get-ADSyncGlobalSettings).Parameters and look at Microsoft.SynchronizationOption.JoinCriteria and CustomAttribute.',
    'Open "View or export current configuration" in the Entra Connect wizard and look at the way users are identified.',
    'Look whether that attribute has a value on the user.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
  fixAfter: [],
  byHand: 'Fill the attribute with the value that the same person has in the other forest, or with a unique one where there is no other account, and start a delta cycle.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'A wrong value joins two people into one cloud account; only people know which accounts belong to one person.',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ARRIVAL],

  judge(_, { subject, also }) {
    if (hasArrived(subject, also) === true) return ruledOut('it is in Entra');
    const settings = knownOf(also['syncServers.globalSettings']);
    if (settings === undefined) return cannotTell('syncServers.globalSettings');
    const server = settings.find((each) => joinAttribute([each]) !== undefined);
    const attribute = joinAttribute(settings);
    if (server === undefined || attribute === undefined) return ruledOut('users are not identified by an attribute that can be empty');
    if (firstOf(subject.ad, attribute) !== undefined) return ruledOut(`${attribute} has a value`);
    const facts = { dn: subject.ad.dn, attribute };
    return { is: 'confirmed', facts, evidenceClass: settledBy(settings), evidence: [onServer(server.server, JOIN_CRITERIA, globalSetting([server], JOIN_CRITERIA) ?? ''), inAd(subject.ad, attribute, '(none)')] };
  },

  explain: ({ dn, attribute }) => `Entra Connect identifies users across forests by ${attribute}, and ${dn} has no value there.`,
});
