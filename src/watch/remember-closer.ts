import type { ListedError } from '../model/error-list.ts';

/** So many objects are looked at more closely in one poll. */
const MOST_IN_A_POLL = 400;

type Look = (errors: readonly ListedError[]) => Promise<readonly ListedError[]>;

/**
 * Looks closer at each error once and then goes by what was seen, so that an error does not change its cause from poll to poll with the others that stand
 * beside it. What no longer stands is forgotten. `atOnce` is how many one look takes.
 */
export function rememberCloser(look: Look, atOnce: number): Look {
  let known = new Map<string, ListedError>();
  return async (errors) => {
    const fresh = errors.filter((error) => !known.has(keyOf(error))).slice(0, MOST_IN_A_POLL);
    const closer: ListedError[] = [];
    for (let from = 0; from < fresh.length; from += atOnce) closer.push(...(await look(fresh.slice(from, from + atOnce))));
    const seen = new Map(closer.map((error) => [keyOf(error), error]));
    const told = errors.map((error) => withSeen(error, known.get(keyOf(error)) ?? seen.get(keyOf(error))));
    known = new Map(told.map((error) => [keyOf(error), error]));
    return told;
  };
}

/** The times are those of now: an error may be told anew. */
const withSeen = (error: ListedError, seen: ListedError | undefined): ListedError => (seen === undefined ? error : { ...seen, firstSeen: error.firstSeen, lastSeen: error.lastSeen });

/** The name that a closer look adds is no part of it. */
const keyOf = ({ source, kind, type, object: { anchor, dn, entraId } }: ListedError): string => JSON.stringify([source, kind, type, anchor ?? dn ?? entraId ?? '']);
