import type { Unread, Unreadable } from '../model/evidence.ts';
import type { Sighting } from '../model/sighting.ts';
import type { StoredPoll } from '../ports/incident-store.ts';

/** The source of what is said of the watching itself; it is read by looking. */
export const WATCHING = 'SyncWhy, watching';

/** What could not be read for so long is told. */
export const BLIND_MINUTES = 15;

export type LastingUnread = Unread & { readonly since: string };

/** What could not be read, each once, with since when: the first of the looks in a row that lacked it. */
export function unreadSince(unread: readonly Unread[], before: StoredPoll['unread'], at: string): readonly LastingUnread[] {
  const known = new Map(before.map(({ what, since }) => [what, since]));
  const firsts = new Map<string, Unread>();
  for (const each of unread) {
    const other = firsts.get(each.what);
    if (other === undefined || wordsOf(each) < wordsOf(other)) firsts.set(each.what, each);
  }
  return [...firsts.values()].sort((one, other) => (one.what < other.what ? -1 : 1)).map(({ what, why, detail }) => ({ what, why, detail, since: known.get(what) ?? at }));
}

/** One sighting for each source of which something could not be read for a while. */
export function blindSightings(unread: readonly LastingUnread[], { read, at }: { readonly read: ReadonlySet<string>; readonly at: string }): readonly Sighting[] {
  const long = unread.filter(({ why, since }) => ADVICE[why] !== null && Date.parse(at) - Date.parse(since) >= BLIND_MINUTES * 60_000);
  return [...Map.groupBy(long, ({ what }) => sourceNamed(what))].map(([name, all]) => blind(name, all, read));
}

function blind(name: string, all: readonly LastingUnread[], read: ReadonlySet<string>): Sighting {
  const reasons = [...new Set(all.map(({ why }) => why))].sort();
  const details = [...new Set(all.flatMap(({ detail }) => detail ?? []))].sort();
  const isPart = read.has(name);
  return {
    source: WATCHING, cause: null, area: 'engine', kind: 'watching', severity: read.size === 0 ? 'high' : 'medium', split: name, object: null,
    title: `${name} cannot be watched`,
    says: [
      isPart ? `Part of ${name} could not be read for a while` : `${name} could not be read for a while`,
      details.length === 0 ? '.' : `: ${details.slice(0, MOST_DETAILS).join('; ')}${details.length > MOST_DETAILS ? `; and ${details.length - MOST_DETAILS} more` : ''}.`,
      ' New errors there may go unseen, and no error there counts as over until it can be read again. ',
      reasons.flatMap((why) => ADVICE[why] ?? []).join(' '),
    ].join(''),
    since: all.reduce((first, { since }) => (since < first ? since : first), all[0]?.since ?? ''),
  };
}

const MOST_DETAILS = 3;

/** What to do; null for what nobody wanted to be read. */
const ADVICE: Readonly<Record<Unreadable, string | null>> = {
  'relay-offline': 'Look at the service of the relay on its machine.',
  'access-denied': 'Give the account that reads there the right that it lacks.',
  'timed-out': 'Look whether the machine is overloaded or cut off.',
  throttled: 'The service asks for fewer questions; look what else asks it in the name of this application.',
  failed: 'Ask for the status to see more.',
  'not-configured': null,
  'not-asked': null,
};

const wordsOf = ({ why, detail }: Unread): string => `${detail ?? ''}\n${why}`;

/** The source that a section of the evidence belongs to, as people name it. */
function sourceNamed(what: string): string {
  const server = /^syncServers\.(.+)\.[A-Za-z]+$/.exec(what)?.[1];
  if (server !== undefined) return server;
  if (/^syncServers\b/.test(what)) return 'The sync servers';
  if (/^entra\b/.test(what)) return 'Entra ID';
  return /^directory\b/.test(what) ? 'Active Directory' : what;
}
