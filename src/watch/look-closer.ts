import { firstOf } from '../deduce/attributes.ts';
import { guidsOf } from '../deduce/source-anchor.ts';
import { connectorSpaceDnOfAnchor } from '../model/anchor.ts';
import { sameDn } from '../model/distinguished-name.ts';
import type { ErrorObject, ListedError } from '../model/error-list.ts';
import type { AdEntry, CsObject } from '../model/evidence.ts';
import type { RelayLink } from '../ports/relay-link.ts';

/** So many objects are looked at more closely at once; the others are known by the word of the run alone. */
export const MOST_CLOSER = 40;

/** The name in AD behind an anchor, and the words of the engine that a run leaves out. What cannot be read closer stays as the run gives it. Never rejects. */
export async function lookCloser(relayLink: Pick<RelayLink, 'read'>, errors: readonly ListedError[]): Promise<readonly ListedError[]> {
  const closer = someOfEach(errors).slice(0, MOST_CLOSER);
  const anchors = unique(closer.flatMap(({ object }) => object.anchor ?? []));
  const dns = unique(closer.flatMap(({ object }) => (object.anchor === undefined ? (object.dn ?? []) : [])));
  if (anchors.length + dns.length === 0) return errors;
  const [named, engine] = await Promise.all([
    anchors.length === 0 ? null : relayLink.read({ reading: 'ad.holders', version: 1, params: { anchors, addresses: [] } }),
    relayLink.read({ reading: 'sync.servers', version: 1, params: { dns, anchors, only: ['csObjects'] } }),
  ]);
  const entries = (named?.forests ?? []).flatMap((forest) => forest.entries ?? []);
  return errors.map((error) => {
    const objects = engine.syncServers?.find(({ name }) => name === error.source)?.csObjects ?? [];
    return { ...error, object: named === null ? error.object : withName(error.object, entries), text: [error.text, ...objects.filter((each) => isOf(each, error.object)).flatMap(wordsOf)].join(' ') };
  });
}

/** The first of each sort, then the second of each, and so on: ten thousand of one sort must not hide the others. */
function someOfEach(errors: readonly ListedError[]): readonly ListedError[] {
  const seen = new Map<string, number>();
  const ranked = errors.map((error) => {
    const rank = seen.get(error.type) ?? 0;
    seen.set(error.type, rank + 1);
    return { error, rank };
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ error }) => error);
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

function withName(object: ErrorObject, entries: readonly AdEntry[]): ErrorObject {
  const { anchor } = object;
  const found = anchor === undefined ? undefined : entries.find((entry) => guidsOf(entry).includes(anchor));
  return found === undefined ? object : { ...object, dn: found.dn, name: firstOf(found, 'displayName') ?? object.name };
}

const isOf = ({ DistinguishedName: dn }: CsObject, { anchor, dn: own }: ErrorObject): boolean =>
  typeof dn === 'string' && (anchor === undefined ? own !== undefined && sameDn(dn, own) : dn.toUpperCase() === connectorSpaceDnOfAnchor(anchor).toUpperCase());

/** Names and words of the refusal, not the values in conflict: those could read like another message. */
function wordsOf({ ExportError: refused, SynchronizationError: stopped }: CsObject): readonly string[] {
  const words = [refused?.ErrorName, refused?.ErrorCode, refused?.ErrorLiteral, refused?.conflict?.attributeName, refused?.conflict?.invalidAttributeName, stopped?.ErrorType, stopped?.ErrorText];
  return words.filter((word) => typeof word === 'string' && word !== '').map(String);
}
