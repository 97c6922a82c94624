import { valuesOf, firstOf, sameText } from '../deduce/attributes.ts';
import { isDirectMember } from '../deduce/direct-member.ts';
import { groupPurpose, hasBits, isDynamicGroup } from '../deduce/group-type.ts';
import { globalSetting } from '../deduce/global-setting.ts';
import { inboundRulesFor } from '../deduce/inbound-rules.ts';
import { joinAttribute } from '../deduce/join-attribute.ts';
import { hasMailValues, mailFault } from '../deduce/mail-enabled.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import { isFilteredByDefaultRules } from '../deduce/scope.ts';
import { inScopeOf } from '../deduce/scope-filter.ts';
import type { Connector, SyncRule, SyncServerDocument } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { sameDn } from '../model/distinguished-name.ts';

/** Why the inbound rules keep an object out; null when they let it in, undefined when nobody can say. */
export type KeptOut = string | null | undefined;

interface Looking {
  readonly server: SyncServerDocument;
  readonly entries: readonly AdObject[];
}

const MOST_MEMBERS = 250_000;
const ROLE_GROUP = 0x40000000n;
const LINKED_MAILBOX = '2';

/**
 * The layers of filtering behind domain and container: group filter, then the inbound rules.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration
 */
export function keptOutBy(ad: AdObject, looking: Looking): KeptOut {
  const kind = kindOfEntry(ad);
  if (kind === null) return 'its class is never synchronised';
  const member = byGroupFilter(ad, looking);
  if (member !== null) return member;
  if (isFilteredByDefaultRules(ad)) return 'a default rule leaves it out';
  const mark = firstOf(ad, 'adminDescription')?.toLowerCase();
  if (mark?.startsWith(`${kind}_`) === true) return 'adminDescription marks it';
  const ofKind = kind === 'user' ? keptOutUser(ad, looking) : kind === 'group' ? keptOutGroup(ad) : kind === 'contact' ? keptOutContact(ad) : null;
  return ofKind ?? byRules(ad, looking);
}

function keptOutUser(ad: AdObject, { server }: Looking): string | null {
  if (firstOf(ad, 'msExchRecipientTypeDetails') === LINKED_MAILBOX) return 'it waits for the account that the mailbox is linked to';
  const settings = server.globalSettings === undefined ? [] : [{ server: server.name, staging: undefined, value: server.globalSettings }];
  const join = joinAttribute(settings);
  return join !== undefined && firstOf(ad, join) === undefined ? `${join}, by which accounts are joined, is empty` : null;
}

function keptOutGroup(ad: AdObject): string | null {
  if (isDynamicGroup(ad)) return 'dynamic distribution groups are never synchronised';
  if (valuesOf(ad, 'member').length >= MOST_MEMBERS) return 'it has too many members';
  if (sameText(firstOf(ad, 'sAMAccountName'), 'MSOL_AD_Sync_RichCoexistence') || hasBits(firstOf(ad, 'msExchRecipientTypeDetails'), ROLE_GROUP)) return 'a default rule leaves it out';
  if (groupPurpose(ad) === 'distribution' && (mailFault(ad) !== undefined || !hasSmtp(ad))) return 'it is a distribution group without a usable address';
  return firstOf(ad, 'displayName') === undefined && hasMailValues(ad) ? 'it is mail-enabled and has no display name' : null;
}

const hasSmtp = (ad: AdObject): boolean => valuesOf(ad, 'proxyAddresses').some((value) => /^smtp:/i.test(value));

function keptOutContact(ad: AdObject): string | null {
  if (mailFault(ad) !== undefined) return 'it has no usable address';
  const hidden = firstOf(ad, 'msExchHideFromAddressLists')?.toUpperCase() === 'TRUE';
  return hidden && (firstOf(ad, 'displayName') ?? '').toUpperCase().includes('(MSOL)') ? 'it is a hidden contact of the old sync tool' : null;
}

/** Only direct members pass, and the group itself. */
function byGroupFilter(ad: AdObject, { server, entries }: Looking): KeptOut {
  const settings = server.globalSettings === undefined ? [] : [{ server: server.name, staging: undefined, value: server.globalSettings }];
  if (globalSetting(settings, 'Microsoft.OptionalFeature.GroupFiltering')?.toLowerCase() !== 'true') return null;
  const groups = (server.connectors ?? []).flatMap(({ GlobalParameters = [], ConnectivityParameters = [] }) => [...GlobalParameters, ...ConnectivityParameters]).filter(({ Name, Value }) => /group-?filter/i.test(Name ?? '') && /^(CN|OU)=.+,DC=/i.test(Value ?? ''));
  const named = groups.flatMap(({ Value }) => Value ?? []);
  if (named.length === 0 || named.some((dn) => sameDn(dn, ad.dn))) return null;
  const answers = named.map((dn) => {
    const group = entries.find((entry) => sameDn(entry.dn, dn));
    return group === undefined ? (valuesOf(ad, 'memberOf').some((each) => sameDn(each, dn)) ? true : undefined) : isDirectMember(group, ad);
  });
  if (answers.includes(true)) return null;
  return answers.includes(undefined) ? undefined : 'it is no direct member of the pilot group';
}

/** A rule of an administrator that marks it, or that takes in too little. */
function byRules(ad: AdObject, { server }: Looking): KeptOut {
  const rules = server.rules;
  if (rules === undefined) return null;
  const marking = inboundRulesFor(ad, rules, connectorOf(ad, server)).filter(filters);
  const answers = marking.map((rule) => ({ rule, answer: inScopeOf(rule, ad) }));
  const hit = answers.find(({ answer }) => answer === true);
  if (hit !== undefined) return `the rule "${hit.rule.Name ?? ''}" filters it`;
  return answers.some(({ answer }) => answer === undefined) ? undefined : null;
}

const filters = (rule: SyncRule): boolean =>
  rule.IsStandardRule !== true && (rule.AttributeFlowMappings ?? []).some(({ Destination, Source, FlowType, Expression }) => sameText(Destination, 'cloudFiltered') && (sameText(FlowType, 'Constant') ? /true/i.test(Source?.[0] ?? '') : /^"?true"?$/i.test(Expression ?? '')));

/** The AD connector whose partition holds the object. */
export const connectorOf = (ad: AdObject, server: SyncServerDocument): Connector | undefined =>
  (server.connectors ?? []).find(({ Type, Partitions }) => (Type ?? 'AD').toUpperCase() === 'AD' && (Partitions ?? []).some(({ DN }) => DN !== null && DN !== undefined && ad.dn.toLowerCase().endsWith(DN.toLowerCase())));
