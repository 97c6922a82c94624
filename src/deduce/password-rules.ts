import type { SyncRule } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import { sameText } from './attributes.ts';
import { forestConnector } from './forest-connector.ts';
import { inboundRulesFor, isCustom } from './inbound-rules.ts';
import { knownOf } from './reading.ts';
import { inForestSpace } from './sync-server.ts';

/** Whether a rule that carries passwords has joined an object. `rules` are those that act on it and do not. */
export type Cover =
  | { readonly is: 'covered' }
  | { readonly is: 'unknown' }
  | { readonly is: 'not-covered'; readonly server: string; readonly rules: readonly string[]; readonly custom: string | undefined };

type Sources = Pick<Evidence, 'syncServers.rules' | 'syncServers.csObjects' | 'syncServers.connectors' | 'directory.forests'>;

/** The lineage of the object decides; where it is not given, every rule for its class. Rules that do not tell whether they carry passwords prove nothing. */
export function coverOf(ad: AdObject, evidence: Sources): Cover {
  const lists = knownOf(evidence['syncServers.rules'])?.filter(({ value }) => value.length > 0);
  const [first] = lists ?? [];
  if (lists === undefined || first === undefined) return { is: 'unknown' };
  const acting = lists.flatMap(({ server, value }) => actingRules(ad, { server, rules: value }, evidence));
  if (acting.length === 0 || acting.some((rule) => rule.EnablePasswordSync === true)) return { is: 'covered' };
  const custom = acting.find((rule) => isCustom(rule) && rule.EnablePasswordSync === false)?.Name ?? undefined;
  const modelled = lists.some(({ value }) => value.some(({ EnablePasswordSync }) => EnablePasswordSync === true));
  const told = acting.every(({ EnablePasswordSync }) => EnablePasswordSync === false);
  return told && (modelled || custom !== undefined) ? { is: 'not-covered', server: first.server, rules: acting.flatMap(({ Name }) => Name ?? []), custom } : { is: 'unknown' };
}

function actingRules(ad: AdObject, { server, rules }: { readonly server: string; readonly rules: readonly SyncRule[] }, evidence: Sources): readonly SyncRule[] {
  const space = knownOf(evidence['syncServers.csObjects'])?.find((each) => each.server === server)?.value ?? [];
  const lineage = inForestSpace(space, ad)?.Lineage ?? [];
  const named = rules.filter((rule) => rule.Disabled !== true && lineage.some((line) => sameText(line.SyncRuleInternalId, rule.InternalId ?? rule.Identifier) || sameText(line.SyncRuleName, rule.Name)));
  if (named.length > 0) return named.filter((rule) => !sameText(rule.Direction, 'Outbound'));
  const connectors = knownOf(evidence['syncServers.connectors'])?.find((each) => each.server === server)?.value ?? [];
  return inboundRulesFor(ad, rules, forestConnector(ad, knownOf(evidence['directory.forests']) ?? [], connectors));
}
