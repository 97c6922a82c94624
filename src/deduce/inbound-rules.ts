import type { AdEntry, Connector, SyncRule } from '../model/evidence.ts';
import { sameText, valuesOf } from './attributes.ts';
import { kindOfEntry } from './object-kind.ts';

const CLASSES = { user: ['user', 'inetorgperson'], group: ['group'], contact: ['contact'], device: ['computer'] } as const;

/** The rules in force that read an object of this class from its own connector; with unknown connectors those of every connector. */
export function inboundRulesFor(entry: AdEntry, rules: readonly SyncRule[], connector: Connector | undefined): readonly SyncRule[] {
  const kind = kindOfEntry(entry);
  const own = valuesOf(entry, 'objectClass').map((name) => name.toLowerCase());
  const classes = kind === null ? own : CLASSES[kind].filter((name) => kind !== 'user' || own.length === 0 || own.includes(name));
  return rules.filter(
    (rule) =>
      sameText(rule.Direction, 'Inbound') && rule.Disabled !== true && classes.some((name) => sameText(rule.SourceObjectType, name)) &&
      (connector?.Identifier === undefined || connector.Identifier === null || rule.Connector === undefined || rule.Connector === null || sameText(rule.Connector, connector.Identifier)),
  );
}

/** A rule that an administrator made or cloned; false when the server says that it came with the product. */
export const isCustom = (rule: SyncRule): boolean => rule.IsStandardRule === false || (typeof rule.IsStandardRule !== 'boolean' && !isStandardName(rule.Name));

/** Names that the rules of the product bear. */
export const isStandardName = (name: string | null | undefined): boolean => /^(In from|Out to) (AD|AAD|Microsoft Entra ID|Azure AD) - /i.test(name ?? '');
