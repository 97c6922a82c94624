import type { CloudUser } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import { sameText, valuesOf } from './attributes.ts';
import { knownOf } from './reading.ts';
import { anchorAttribute, carriesAnchor } from './source-anchor.ts';

type Sources = Pick<Evidence, 'directory.forests' | 'syncServers.connectors'>;

/** Whether the AD account of a cloud account would have been seen: every forest that a connector reads was read, and so was its home domain. */
export function isHomeRead(account: CloudUser, sources: Sources): boolean {
  const forests = knownOf(sources['directory.forests']);
  if (forests === undefined) return false;
  const read = forests.flatMap(({ name, domains }) => [name, ...domains]);
  const wanted = [account.onPremisesDomainName, ...connectedForests(sources)].flatMap((name) => (name === null || name === undefined || name === '' ? [] : [name]));
  return wanted.every((name) => read.some((each) => sameText(each, name)));
}

const connectedForests = (sources: Sources): readonly (string | null | undefined)[] =>
  (knownOf(sources['syncServers.connectors']) ?? []).flatMap(({ value }) => value.filter(({ Type }) => sameText(Type, 'AD')).map(({ Name }) => Name));

/** Whether one of these entries is the source of an anchor, whatever attribute the anchor is made of. */
export const isSourceOf = (entries: readonly AdObject[], anchor: string, settings: Evidence['syncServers.globalSettings']): boolean => {
  const attribute = anchorAttribute(settings);
  return entries.some((entry) => carriesAnchor(entry, anchor) || (attribute !== undefined && valuesOf(entry, attribute).includes(anchor)));
};
