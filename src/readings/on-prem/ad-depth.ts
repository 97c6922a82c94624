import { guidOfAnchor } from '../../model/anchor.ts';
import { entryValues } from '../../model/entry-values.ts';
import type { AdEntry, ForestDocument, Unread } from '../../model/evidence.ts';
import { couldNotRead } from './could-not-read.ts';
import { attempt, placeOf } from './domains.ts';
import type { Domain } from './world.ts';

export interface Depth {
  readonly sections: Pick<ForestDocument, 'inheritanceBlocked' | 'copies'>;
  readonly unread: readonly Unread[];
}

/** What only the object's own domain can say of it: whether its access list inherits, and how the other domain controllers have it. Never stops the rest. */
export async function depthOf(domain: Domain, hits: readonly AdEntry[]): Promise<Depth> {
  const guids = hits.flatMap((hit) => guidOfAnchor(entryValues(hit, 'objectGUID')[0] ?? '') ?? []);
  if (guids.length === 0) return { sections: { inheritanceBlocked: [], copies: [] }, unread: [] };
  const [lists, copies] = await Promise.all([attempt(() => domain.directory.accessLists(guids)), attempt(() => domain.directory.copies(guids))]);
  const blocked = lists.ok ? lists.value.filter(({ inherits }) => inherits === false).map(({ dn }) => dn) : undefined;
  const hidden = lists.ok ? lists.value.filter(({ inherits }) => inherits === null).map(({ dn }) => dn) : [];
  return {
    sections: { ...(blocked === undefined ? {} : { inheritanceBlocked: blocked }), ...(copies.ok ? { copies: copies.value.copies } : {}) },
    unread: [
      ...(lists.ok ? [] : [couldNotRead('directory.inheritanceBlocked', `access lists in ${placeOf(domain)}`, lists.error)]),
      ...hidden.map((dn): Unread => ({ what: 'directory.inheritanceBlocked', why: 'access-denied', detail: `The account of the relay may not read the access list of ${dn}: it lacks the right Read permissions.` })),
      ...(copies.ok ? silentOnes(domain, copies.value) : [couldNotRead('directory.copies', `domain controllers of ${placeOf(domain)}`, copies.error)]),
    ],
  };
}

function silentOnes(domain: Domain, { silent, notAsked }: Awaited<ReturnType<Domain['directory']['copies']>>): readonly Unread[] {
  const [first, ...others] = silent.map(({ server, error }) => couldNotRead('directory.copies', `domain controller ${server}`, error));
  // One note for all of them: notes about the same section with the same reason count as one.
  const together = first === undefined ? [] : [{ ...first, detail: [first, ...others].map(({ detail }) => detail ?? '').join(' ') }];
  if (notAsked.length === 0) return together;
  const names = notAsked.length > MOST_NAMED ? `${notAsked.slice(0, MOST_NAMED).join(', ')} and ${notAsked.length - MOST_NAMED} more` : notAsked.join(', ');
  return [...together, { what: 'directory.copies', why: 'not-asked', detail: `These domain controllers of ${placeOf(domain)} were not asked: ${names}. Name those that matter in the configuration of the relay.` }];
}

const MOST_NAMED = 5;
