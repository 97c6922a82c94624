import { upnOf } from '../../deduce/addresses.ts';
import { visibleDifferences } from '../../deduce/attribute-flow.ts';
import { firstOf, isDisabled, sameText } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { forestConnector, isAdConnector } from '../../deduce/forest-connector.ts';
import { isCustom, isStandardName } from '../../deduce/inbound-rules.ts';
import { attributeOf, metaverseOf, textsOf } from '../../deduce/metaverse-person.ts';
import { knownOf } from '../../deduce/reading.ts';
import { inForestSpace } from '../../deduce/sync-server.ts';
import { sameDn } from '../../model/distinguished-name.ts';
import type { CloudUser, CsAttribute, MvObject } from '../../model/evidence.ts';
import type { AdObject, Evidence, FromServer } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra, onServer } from '../evidence-items.ts';

export const precedenceOtherSource = defineCause({
  id: 'precedence-other-source',
  area: 'scope',
  layer: 2,
  title: 'Another forest or rule wins for this attribute',
  why: 'Where several accounts or several rules give one attribute a value, the rule with the lower number wins and the other values are not used. By default sign-in attributes come from the forest of the enabled account and address-book attributes from the forest of the mailbox.',
  checkYourself: [
    'Search the person in the Metaverse Search of Synchronization Service and look at the contributing connector and rule of the attribute.',
    'Compare the precedence numbers of the two rules: the lower number wins.',
    'Look at the value of the attribute in the account that wins.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Change the value at the source that wins. If the wrong source wins, change the precedence of the rules (export them first, work on a clone) and run a full synchronisation.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Which of two sources is right is a question of what they are for, and a changed precedence touches everybody.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users', 'syncServers.mvObjects'],
  mayUse: ['directory.entries', 'directory.forests', 'syncServers.csObjects', 'syncServers.connectors', 'syncServers.rules', 'syncServers.globalSettings'],

  judge({ 'syncServers.mvObjects': servers }, { subject, also }) {
    const { ad } = subject;
    const account = accountOf(subject, also);
    if (account === undefined) return ruledOut('there is no cloud account to compare with');
    const differing = differencesOf(ad, account);
    if (differing.length === 0) return ruledOut('no attribute that can be compared differs');
    const wins = servers.flatMap((each) => winnersOn(each, ad, also));
    const hits = differing.flatMap((difference) => wins.flatMap((winner) => (sameText(winner.attribute.Name, difference.metaverse) && textsOf(winner.attribute)[0] === difference.inCloud ? [{ difference, winner }] : [])));
    const unexpected = hits.map((hit) => ({ ...hit, expected: isExpected(ad, hit.difference.attribute, hit.winner) })).filter(({ expected }) => expected !== true);
    const [hit] = unexpected.filter(({ expected }) => expected === false);
    if (hit === undefined) return unexpected.length > 0 ? cannotTell('directory.entries') : ruledOut('the attributes that differ come from where they should');
    const { difference, winner } = hit;
    const source = winner.otherForest ? (winner.attribute.ConnectorName ?? '') : (winner.attribute.SyncRuleName ?? '');
    const facts = { attribute: difference.attribute, wanted: difference.inAd, inCloud: difference.inCloud, source, forest: winner.otherForest };
    const statedAt = winner.attribute.LastModificationTime ?? undefined;
    const evidence = [inAd(ad, difference.attribute, difference.inAd), inEntra(difference.graph, difference.inCloud, account.id), onServer(winner.server, difference.metaverse, `${difference.inCloud}, by ${winner.attribute.ConnectorName ?? ''}, ${winner.attribute.SyncRuleName ?? ''}`)];
    return { is: 'confirmed', facts, evidenceClass: winner.staging === true ? 'D' : 'A', evidence, ...(statedAt === undefined ? {} : { statedAt }) };
  },

  explain: ({ attribute, wanted, inCloud, source, forest }) => `${attribute} is "${wanted}" in this AD account, but "${inCloud}" in the cloud: ${forest ? `the account in ${source}` : `the rule "${source}"`} wins for it.`,
});

interface Compared {
  readonly attribute: string;
  readonly metaverse: string;
  readonly graph: string;
  readonly inAd: string;
  readonly inCloud: string;
}

const SIGN_IN = 'userPrincipalName';

function differencesOf(ad: AdObject, account: CloudUser): readonly Compared[] {
  const plain = visibleDifferences(ad, account).map(({ flow, inAd: wanted, inCloud }) => ({ attribute: flow.ad, metaverse: flow.metaverse, graph: flow.graph, inAd: wanted, inCloud }));
  const [upn, cloud] = [upnOf(ad), account.userPrincipalName ?? undefined];
  return upn === undefined || cloud === undefined || sameText(upn, cloud) ? plain : [{ attribute: SIGN_IN, metaverse: SIGN_IN, graph: SIGN_IN, inAd: upn, inCloud: cloud }, ...plain];
}

interface Winner {
  readonly server: string;
  readonly staging: boolean | undefined;
  readonly attribute: CsAttribute;
  /** Another connector to AD contributes it; else a rule of the administrator does. */
  readonly otherForest: boolean;
  /** The object there, where it was read. */
  readonly other: AdObject | undefined;
}

type Sources = Pick<Evidence, 'directory.entries' | 'directory.forests' | 'syncServers.csObjects' | 'syncServers.connectors' | 'syncServers.rules'>;

/** Attributes of the metaverse object that neither the own connector nor a rule of the product contributes. */
function winnersOn({ server, staging, value }: FromServer<readonly MvObject[]>, ad: AdObject, also: Sources): readonly Winner[] {
  const on = <Item>(lists: readonly FromServer<readonly Item[]>[] | undefined): readonly Item[] => (lists ?? []).filter((each) => each.server === server).flatMap((each) => each.value);
  const person = metaverseOf(ad, inForestSpace(on(knownOf(also['syncServers.csObjects'])), ad), value);
  const connectors = on(knownOf(also['syncServers.connectors']));
  const rules = on(knownOf(also['syncServers.rules']));
  const own = forestConnector(ad, knownOf(also['directory.forests']) ?? [], connectors)?.Name ?? ad.forest;
  return (person?.Attributes ?? []).flatMap((attribute): readonly Winner[] => {
    const name = attribute.ConnectorName;
    const isEntra = connectors.some((each) => sameText(each.Name, name) && !isAdConnector(each)) || / - AAD$|\.onmicrosoft\./i.test(name ?? '');
    const otherForest = typeof name === 'string' && name !== '' && !isEntra && !sameText(name, own);
    const rule = rules.find((each) => sameText(each.Name, attribute.SyncRuleName));
    const custom = rule === undefined ? typeof attribute.SyncRuleName === 'string' && attribute.SyncRuleName !== '' && !isStandardName(attribute.SyncRuleName) : isCustom(rule);
    if (!otherForest && !(custom && !isEntra)) return [];
    const dn = person?.Lineage?.find(({ ConnectorName }) => sameText(ConnectorName, name))?.ConnectedCsObjectDN;
    const other = knownOf(also['directory.entries'])?.find((entry) => typeof dn === 'string' && sameDn(entry.dn, dn));
    return attributeOf({ Attributes: [attribute] }, attribute.Name ?? '') === undefined ? [] : [{ server, staging, attribute, otherForest, other }];
  });
}

/** Whether the default rules mean it so: sign-in attributes from the enabled account, everything else from the account with the mailbox. */
function isExpected(ad: AdObject, attribute: string, { otherForest, other }: Winner): boolean | undefined {
  if (!otherForest) return false;
  if (attribute === SIGN_IN) return isDisabled(ad) ? (other === undefined ? undefined : !isDisabled(other)) : false;
  if (hasMailbox(ad)) return false;
  return other === undefined ? undefined : hasMailbox(other);
}

const hasMailbox = (entry: AdObject): boolean => firstOf(entry, 'msExchMailboxGuid') !== undefined;
