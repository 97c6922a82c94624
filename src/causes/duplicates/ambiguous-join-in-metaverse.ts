import { sameDn } from '../../model/distinguished-name.ts';
import { firstOf, sameText, valuesOf } from '../../deduce/attributes.ts';
import { boundUser } from '../../deduce/cloud-account.ts';
import { ruleErrors } from '../../deduce/current-errors.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { globalSetting } from '../../deduce/global-setting.ts';
import { sameObject } from '../../deduce/holders.ts';
import { JOIN_CRITERIA, joinAttribute } from '../../deduce/join-attribute.ts';
import { isLinkedPair, metaverseObjectsOf } from '../../deduce/linked-pair.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isEntraConnectorName } from '../../deduce/run-results.ts';
import { sidOf, sidText } from '../../deduce/security-identifier.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import type { AdTarget } from '../../model/plan.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';

const STATED = /ambiguous|(multiple|more than one|several)[ -](match|object|join|connector)/i;

export const ambiguousJoinInMetaverse = defineCause({
  id: 'ambiguous-join-in-metaverse',
  area: 'duplicates',
  layer: 4,
  title: 'Two AD objects join the same metaverse person (or collide while joining)',
  why: 'Entra Connect was told to join accounts of one person by an attribute such as mail. Where two different people have the same value in it, the engine takes them for one: it stops with an error, or mixes the attributes of both in one cloud account.',
  checkYourself: [
    'Look in the Entra Connect wizard, or at Microsoft.SynchronizationOption.JoinCriteria in Get-ADSyncGlobalSettings, how users are identified across forests.',
    'Search every connected forest for the value that the account has in that attribute: it must occur once in each.',
    'Open the account in Metaverse Search of Synchronization Service and look at its connectors: two of one forest belong to two people.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
  fixAfter: [],
  byHand: 'Correct the attribute on the wrong account. A join is worked out only once, so then move that account out of the synchronised containers, let a cycle run, and move it back. Note the former value, and see before that the cloud account is not deleted meanwhile.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  maskedBy: ['duplicate-anchor-in-ad'],
  kinds: ['user', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.mvObjects', 'syncServers.runHistory', 'syncServers.scheduler'],

  judge({ 'directory.entries': entries }, { subject: { ad }, also }) {
    const error = ruleErrors(ad, also).find(({ text }) => STATED.test(text));
    const joined = joinedByMistake(ad, entries, also);
    const same = equalByValue(ad, entries, also);
    const joins = joinAttribute(knownOf(also['syncServers.globalSettings']) ?? []) !== undefined;
    if (error === undefined && joined === null && same === null && joins && also['syncServers.mvObjects'].state === 'unknown' && isSent(ad, also)) return cannotTell('syncServers.mvObjects');
    if (error === undefined && joined === null && same === null) return ruledOut('no other object of a forest is, or would be, joined with it');
    if (error === undefined && !isSent(ad, also)) return ruledOut('it is not in scope, so it is joined with nothing');
    const evidence = [...(error === undefined ? [] : [error.evidence]), ...(joined?.evidence ?? []), ...(same?.evidence ?? [])];
    const arrived = boundUser(ad, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings']) !== undefined;
    const facts = { dn: ad.dn, others: [...new Set([...(joined?.dns ?? []), ...(same?.dns ?? [])])], joined: joined !== null, wrong: joined === null || same !== null || error !== undefined ? null : wronglyJoined(ad, joined.dns, { entries, users: knownOf(also['entra.users']) ?? [] }), server: exportingServer(also['syncServers.scheduler']), attribute: same?.attribute ?? null };
    return { is: 'confirmed', facts, evidenceClass: error === undefined ? 'B' : 'A', layer: arrived && error === undefined ? 5 : 4, evidence, statedAt: error?.statedAt };
  },

  explain({ dn, others, joined, attribute }) {
    if (others.length === 0) return `The engine finds more than one object to join with ${dn}.`;
    const by = attribute === null ? '' : `, because ${attribute} is the same`;
    return joined ? `${dn} and ${others.join(' and ')} of the same forest are joined to one person${by}.` : `${dn} and ${others.join(' and ')} are taken for one person${by}, and accounts are joined by ${attribute ?? 'that value'}.`;
  },
});

type Sources = Pick<Evidence, 'syncServers.connectors' | 'syncServers.globalSettings' | 'syncServers.mvObjects'>;
interface Together {
  readonly dns: readonly string[];
  readonly evidence: readonly EvidenceItem[];
}

/** Two objects of one connector in the same metaverse object; account and resource are never of one forest. */
function joinedByMistake(ad: AdObject, entries: readonly AdObject[], also: Sources): Together | null {
  const found = metaverseObjectsOf(ad, also).flatMap((object) => {
    const lines = object.Lineage ?? [];
    const own = lines.find(({ ConnectedCsObjectDN: dn }) => sameDn(dn ?? '', ad.dn));
    const others = lines.flatMap(({ ConnectorName: name, ConnectedCsObjectDN: dn }) => (typeof dn === 'string' && !isEntraConnectorName(name) && !sameDn(dn, ad.dn) && sameText(name, own?.ConnectorName) ? [dn] : []));
    return others.filter((dn) => !entries.some((entry) => sameDn(entry.dn, dn) && (isLinkedPair(ad, entry) || sameObject(ad, entry)))).map((dn) => ({ dn, at: object.ObjectId ?? 'metaverse' }));
  });
  if (found.length === 0) return null;
  return { dns: found.map(({ dn }) => dn), evidence: found.map(({ dn, at }) => onServer(at, 'Lineage: ConnectedCsObjectDN', `${ad.dn}; ${dn}`)) };
}

/** Users that the chosen join attribute takes for one although two of them stand in one forest. */
function equalByValue(ad: AdObject, entries: readonly AdObject[], also: Sources): (Together & { readonly attribute: string }) | null {
  const settings = knownOf(also['syncServers.globalSettings']) ?? [];
  const attribute = joinAttribute(settings);
  const value = attribute === undefined ? undefined : firstOf(ad, attribute);
  if (attribute === undefined || value === undefined || kindOfEntry(ad) !== 'user') return null;
  const others = entries.filter((entry) => !sameObject(ad, entry) && kindOfEntry(entry) === 'user' && isSent(entry, also) && sameText(firstOf(entry, attribute), value) && !isLinkedPair(ad, entry));
  const forests = [ad, ...others].map(({ forest }) => forest.toLowerCase());
  if (new Set(forests).size === forests.length) return null;
  const criteria = onServer(settings[0]?.server ?? 'sync server', JOIN_CRITERIA, globalSetting(settings, JOIN_CRITERIA) ?? '');
  return { attribute, dns: others.map(({ dn }) => dn), evidence: [criteria, ...[ad, ...others].map((each) => inAd(each, attribute, value))] };
}

export interface WronglyJoined {
  readonly object: AdTarget;
  /** adminDescription. */
  readonly before: readonly string[];
  /** DN of the rightful owner of the cloud account. */
  readonly owner: string;
  readonly account: string;
}

/** The one of two that the cloud account does not come from, as the SID says. Never guessed. */
function wronglyJoined(ad: AdObject, dns: readonly string[], { entries, users }: { readonly entries: readonly AdObject[]; readonly users: readonly CloudUser[] }): WronglyJoined | null {
  const [dn, another] = dns;
  const other = entries.find((entry) => dn !== undefined && sameDn(entry.dn, dn));
  if (other === undefined || another !== undefined) return null;
  const owners = [ad, other].flatMap((entry) => users.filter((user) => user.onPremisesSyncEnabled === true && sidOf(entry) !== undefined && sidText(user.onPremisesSecurityIdentifier ?? undefined) === sidOf(entry)).map((user) => ({ entry, user })));
  const [owner, second] = owners;
  const wrong = owner?.entry === ad ? other : ad;
  const object = adTarget(wrong);
  return owner === undefined || second !== undefined || object === null ? null : { object, before: valuesOf(wrong, 'adminDescription'), owner: owner.entry.dn, account: owner.user.userPrincipalName ?? owner.user.id };
}
