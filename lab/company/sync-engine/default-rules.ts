import { createHash } from 'node:crypto';
import type { ImportedObject } from './imported-object.ts';

/** What Get-ADSyncRule prints for one rule; the attribute flows are left to Microsoft's documentation. */
export interface RuleJson {
  readonly Identifier: string;
  readonly InternalId: string;
  readonly Name: string;
  readonly Direction: 'Inbound' | 'Outbound';
  readonly Disabled: boolean;
  readonly Precedence: number;
  readonly LinkType: 'Provision' | 'Join' | 'StickyJoin';
  readonly EnablePasswordSync: boolean;
  readonly Connector: string;
  readonly SourceObjectType: string;
  readonly TargetObjectType: string;
  readonly IsStandardRule: boolean;
  readonly ImmutableTag: string;
  readonly ScopeFilter: readonly { readonly ScopeConditionList: readonly Condition[] }[];
  readonly JoinFilter: readonly { readonly JoinConditionList: readonly { readonly CSAttribute: string; readonly MVAttribute: string; readonly CaseSensitive: boolean }[] }[];
}

export interface Condition {
  readonly Attribute: string;
  readonly ComparisonOperator: string;
  readonly ComparisonValue: string;
}

type Kind = ImportedObject['kind'];

/**
 * The rules that the installation makes, as far as this engine acts on them.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration
 */
export function defaultRules({ adConnectorId, entraConnectorId }: { readonly adConnectorId: string; readonly entraConnectorId: string }): readonly RuleJson[] {
  return DRAFTS.map((draft, at) => {
    const id = guidOf(draft.name);
    return {
      Identifier: id, InternalId: guidOf(`${draft.name} internal`), Name: draft.name, Direction: draft.outbound === true ? 'Outbound' : 'Inbound', Disabled: false, Precedence: 100 + at,
      LinkType: draft.link ?? 'Join', EnablePasswordSync: draft.passwords === true, Connector: draft.cloud === true ? entraConnectorId : adConnectorId,
      SourceObjectType: draft.source, TargetObjectType: draft.target, IsStandardRule: true, ImmutableTag: `Microsoft.${draft.tag}.001`,
      ScopeFilter: draft.scope === undefined ? [] : [{ ScopeConditionList: draft.scope }],
      JoinFilter: draft.join === undefined ? [] : [{ JoinConditionList: [{ CSAttribute: draft.join[0], MVAttribute: draft.join[1], CaseSensitive: true }] }],
    };
  });
}

/** The rules that act on an object of AD, on its way in. */
export function inboundRuleNames(kind: Kind, about: { readonly enabled: boolean; readonly hasAlias: boolean }): readonly string[] {
  if (kind !== 'user') return [`In from AD - ${NAMES[kind]} Join`, `In from AD - ${NAMES[kind]} Common`];
  return ['In from AD - User Join', ...(about.enabled ? ['In from AD - User AccountEnabled'] : []), 'In from AD - User Common', ...(about.hasAlias ? ['In from AD - User Exchange'] : [])];
}

export const outboundRuleName = (kind: Kind): string => `Out to Microsoft Entra ID - ${NAMES[kind]} Join`;
export const cloudRuleName = (kind: Kind): string => `In from Microsoft Entra ID - ${NAMES[kind]} Join`;

const NAMES: Readonly<Record<Kind, string>> = { user: 'User', group: 'Group', contact: 'Contact' };

interface Draft {
  readonly name: string;
  readonly tag: string;
  readonly source: string;
  readonly target: string;
  readonly outbound?: true;
  readonly cloud?: true;
  readonly link?: 'Provision';
  readonly passwords?: true;
  readonly scope?: readonly Condition[];
  readonly join?: readonly [string, string];
}

const notCritical = (prefix: string): readonly Condition[] => [
  { Attribute: 'isCriticalSystemObject', ComparisonOperator: 'NOTEQUAL', ComparisonValue: 'True' },
  { Attribute: 'adminDescription', ComparisonOperator: 'NOTSTARTSWITH', ComparisonValue: prefix },
];
const notFiltered: readonly Condition[] = [{ Attribute: 'cloudFiltered', ComparisonOperator: 'NOTEQUAL', ComparisonValue: 'True' }, { Attribute: 'sourceAnchor', ComparisonOperator: 'ISNOTNULL', ComparisonValue: '' }];
const enabled: Condition = { Attribute: 'userAccountControl', ComparisonOperator: 'ISBITNOTSET', ComparisonValue: '2' };
const alias: Condition = { Attribute: 'mailNickname', ComparisonOperator: 'ISNOTNULL', ComparisonValue: '' };

const DRAFTS: readonly Draft[] = [
  { name: 'In from AD - User Join', tag: 'InfromADUserJoin', source: 'user', target: 'person', link: 'Provision', scope: notCritical('User_'), join: ['mS-DS-ConsistencyGuid', 'sourceAnchorBinary'] },
  { name: 'In from AD - User AccountEnabled', tag: 'InfromADUserAccountEnabled', source: 'user', target: 'person', passwords: true, scope: [...notCritical('User_'), enabled] },
  { name: 'In from AD - User Common', tag: 'InfromADUserCommon', source: 'user', target: 'person', scope: notCritical('User_') },
  { name: 'In from AD - User Exchange', tag: 'InfromADUserExchange', source: 'user', target: 'person', scope: [...notCritical('User_'), alias] },
  { name: 'In from AD - Group Join', tag: 'InfromADGroupJoin', source: 'group', target: 'group', link: 'Provision', scope: notCritical('Group_') },
  { name: 'In from AD - Group Common', tag: 'InfromADGroupCommon', source: 'group', target: 'group', scope: notCritical('Group_') },
  { name: 'In from AD - Contact Join', tag: 'InfromADContactJoin', source: 'contact', target: 'person', link: 'Provision', scope: notCritical('Contact_') },
  { name: 'In from AD - Contact Common', tag: 'InfromADContactCommon', source: 'contact', target: 'person', scope: notCritical('Contact_') },
  { name: 'In from AD - Computer Join', tag: 'InfromADComputerJoin', source: 'computer', target: 'device', link: 'Provision', scope: [{ Attribute: 'userCertificate', ComparisonOperator: 'ISNOTNULL', ComparisonValue: '' }] },
  { name: 'In from Microsoft Entra ID - User Join', tag: 'InfromAADUserJoin', source: 'user', target: 'person', cloud: true, join: ['sourceAnchor', 'sourceAnchor'] },
  { name: 'In from Microsoft Entra ID - Group Join', tag: 'InfromAADGroupJoin', source: 'group', target: 'group', cloud: true, join: ['sourceAnchor', 'sourceAnchor'] },
  { name: 'In from Microsoft Entra ID - Contact Join', tag: 'InfromAADContactJoin', source: 'contact', target: 'person', cloud: true, join: ['sourceAnchor', 'sourceAnchor'] },
  { name: 'Out to Microsoft Entra ID - User Join', tag: 'OuttoAADUserJoin', source: 'person', target: 'user', outbound: true, cloud: true, link: 'Provision', scope: notFiltered },
  { name: 'Out to Microsoft Entra ID - Group Join', tag: 'OuttoAADGroupJoin', source: 'group', target: 'group', outbound: true, cloud: true, link: 'Provision', scope: notFiltered },
  { name: 'Out to Microsoft Entra ID - Contact Join', tag: 'OuttoAADContactJoin', source: 'person', target: 'contact', outbound: true, cloud: true, link: 'Provision', scope: notFiltered },
  { name: 'Out to AD - User ImmutableId', tag: 'OuttoADUserImmutableId', source: 'person', target: 'user', outbound: true, scope: [{ Attribute: 'sourceAnchorBinary', ComparisonOperator: 'ISNOTNULL', ComparisonValue: '' }] },
];

/** The same rule has the same identifier in every company. */
export function guidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
