import { firstOf } from '../deduce/attributes.ts';
import { cloudErrors } from '../deduce/cloud-errors.ts';
import { guidsOf } from '../deduce/source-anchor.ts';
import { serverErrors } from '../deduce/server-errors.ts';
import { connectorSpaceDnOfAnchor } from '../model/anchor.ts';
import type { ErrorObject, ListedError } from '../model/error-list.ts';
import type { AdEntry, CsObject, SyncServerDocument, Unread } from '../model/evidence.ts';
import { sameDn } from '../model/distinguished-name.ts';
import type { CommandWorld } from './world.ts';

/** Everything that stands against objects now, and what could not be seen. */
export interface GatheredErrors {
  /** Of the servers that export and of Entra. */
  readonly current: readonly ListedError[];
  readonly staging: readonly { readonly server: string; readonly errors: number }[];
  readonly unread: readonly Unread[];
  /** What was read, e.g. `SYNC01`, `Entra ID`. */
  readonly sources: readonly string[];
}

/** So many objects are looked at more closely; the others are grouped by the word of the run alone. */
const MOST_CLOSER = 40;

/** Asks all sync servers and Entra at once, then the engine and AD about the objects that the runs name. Never rejects. */
export async function gatherErrors({ relayLink, tenant }: Pick<CommandWorld, 'relayLink' | 'tenant'>): Promise<GatheredErrors> {
  const [onPrem, cloud] = await Promise.all([
    relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['scheduler', 'globalSettings', 'runHistory'], errors: 'all' } }),
    tenant.provisioningErrors(),
  ]);
  const servers = onPrem.syncServers ?? [];
  const told = serverErrors(servers);
  const current = await lookCloser({ relayLink }, told.errors.filter(({ standby }) => !standby));
  const staging = countByServer(told.errors.filter(({ standby }) => standby));
  return {
    current: [...current, ...cloudErrors(cloud.entra)],
    staging,
    unread: [...onPrem.unread, ...silent(servers, onPrem.unread), ...told.unread, ...cloud.unread],
    sources: [...servers.filter(({ runHistory }) => runHistory !== undefined).map(({ name }) => name), ...(Object.keys(cloud.entra).length > 0 ? ['Entra ID'] : [])],
  };
}

/** A server without its runs has said nothing, whether or not it says why. */
const silent = (servers: readonly SyncServerDocument[], unread: readonly Unread[]): readonly Unread[] =>
  servers.flatMap(({ name, runHistory }) =>
    runHistory !== undefined || unread.some(({ what }) => what.startsWith(`syncServers.${name}.`) && /\.runHistory/.test(what)) ? [] : [{ what: `syncServers.${name}.runHistory`, why: 'failed', detail: `${name}: its runs were not given` }],
  );

function countByServer(errors: readonly ListedError[]): GatheredErrors['staging'] {
  const servers = [...new Set(errors.map(({ source }) => source))].sort();
  return servers.map((server) => ({ server, errors: errors.filter(({ source }) => source === server).length }));
}

/** The name in AD behind an anchor, and the words of the engine that a run leaves out. What cannot be read closer stays as the run gives it. */
async function lookCloser({ relayLink }: Pick<CommandWorld, 'relayLink'>, errors: readonly ListedError[]): Promise<readonly ListedError[]> {
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
