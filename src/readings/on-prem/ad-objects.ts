import { isAtOrBelow, sameDn } from '../../model/distinguished-name.ts';
import type { ListedClass, ListPart, ListReadingParams, ListRequest } from '../../model/list-reading.ts';
import type { DirectoryFilter } from '../../ports/directory-streams.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import type { OnPremWorld } from './world.ts';

type World = Pick<OnPremWorld, 'directories'>;

/** The menu of readings with a long answer. `onlyBelow`: containers that the site opens for lists, null for all there is. Rejects with `DirectoryError`. */
export function listOnPrem(world: World, request: ListRequest, onlyBelow: readonly string[] | null): AsyncGenerator<ListPart> {
  return request.reading === 'ad.objects' ? objects(world, request.params, onlyBelow) : objectChanges(world, request.params, onlyBelow);
}

async function* objects(world: World, { domain, below, classes, attributes }: ListReadingParams['ad.objects'], onlyBelow: readonly string[] | null): AsyncGenerator<ListPart> {
  const directory = directoryOf(world, domain);
  const filter: DirectoryFilter = { is: 'any', of: classes.map(ofClass) };
  for (const base of basesOf(domain, below, onlyBelow)) {
    let isEmpty = true;
    for await (const { server, entries } of directory.readAll({ filter, attributes, below: base })) {
      isEmpty = false;
      yield { reading: 'ad.objects', base, server, entries };
    }
    if (isEmpty) yield { reading: 'ad.objects', base, server: '', entries: [] };
  }
}

async function* objectChanges(world: World, { domain, since, attributes }: ListReadingParams['ad.object-changes'], onlyBelow: readonly string[] | null): AsyncGenerator<ListPart> {
  // What was moved out of a container or deleted is no longer below it, so a part of the changes would be a wrong list.
  if (onlyBelow !== null) throw new DirectoryError('access-denied', 'this site opens only some containers for lists, and changes are told of a whole domain');
  const wanted = new Set<string>(attributes);
  for await (const { server, entries, cookie } of directoryOf(world, domain).changesSince(since)) {
    const narrowed = entries.map((entry) => ({ ...entry, attributes: Object.fromEntries(Object.entries(entry.attributes).filter(([name]) => wanted.has(name))), cleared: entry.cleared.filter((name) => wanted.has(name)) }));
    yield { reading: 'ad.object-changes', server, entries: narrowed, cookie };
  }
}

function directoryOf({ directories }: World, domain: string): Directory {
  const found = directories.find(({ baseDn }) => baseDn !== undefined && sameDn(baseDn, domain));
  if (found === undefined) throw new DirectoryError('failed', 'this relay does not serve that domain: check the domains in its configuration');
  return found.directory;
}

/** Accounts of computers are users to AD. */
function ofClass(name: ListedClass): DirectoryFilter {
  const isOne: DirectoryFilter = { is: 'equal', attribute: 'objectClass', value: name };
  return name === 'user' ? { is: 'all', of: [isOne, { is: 'not', filter: { is: 'equal', attribute: 'objectClass', value: 'computer' } }] } : isOne;
}

/** Where to look, nothing twice: what was asked for, as far as it is open. */
function basesOf(domain: string, below: readonly string[], onlyBelow: readonly string[] | null): readonly string[] {
  const asked = below.length === 0 ? [domain] : below;
  const outside = asked.find((dn) => !isAtOrBelow(dn, domain));
  if (outside !== undefined) throw new DirectoryError('no-such-object', `${outside} does not lie in ${domain}`);
  const open = onlyBelow === null ? asked : asked.flatMap((dn) => onlyBelow.flatMap((container) => (isAtOrBelow(dn, container) ? [dn] : isAtOrBelow(container, dn) ? [container] : [])));
  if (open.length === 0) throw new DirectoryError('access-denied', 'this site opens nothing of what was asked for for lists (local policy, readObjects)');
  return open.filter((dn, at) => !open.some((other, place) => place !== at && isAtOrBelow(dn, other) && (place < at || !sameDn(dn, other))));
}
