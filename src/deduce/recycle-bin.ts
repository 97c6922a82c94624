import type { CloudUser } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { accountOf, carries } from './cloud-account.ts';
import { knownOf } from './reading.ts';
import { anchorsOf } from './source-anchor.ts';
import { DAY, isoTime, RECYCLE_BIN_DAYS } from './times.ts';

/** The exhibits that tell whether the account of a subject lies in the recycle bin of Entra. */
export const BIN_SOURCES = ['entra.users', 'entra.deletedUsers', 'syncServers.globalSettings'] as const;
export type BinSources = Pick<Evidence, (typeof BIN_SOURCES)[number]>;

/** Where the account of a subject is: bound to its AD object by anchor, or the deleted one the question found. */
export type Binned = { readonly is: 'live' } | { readonly is: 'none' } | { readonly is: 'not-read' } | InBin;

export interface InBin {
  readonly is: 'in-bin';
  readonly user: CloudUser;
  /** Undefined when Graph did not tell. */
  readonly deletedAt: Date | undefined;
  /** 30 days after the deletion. */
  readonly purgedAt: Date | undefined;
}

export function binnedAccount(subject: Subject, sources: BinSources): Binned {
  if (accountOf(subject, sources) !== undefined) return { is: 'live' };
  const deleted = knownOf(sources['entra.deletedUsers']);
  if (deleted === undefined) return { is: 'not-read' };
  const anchors = subject.ad === undefined ? [] : anchorsOf(subject.ad, sources['syncServers.globalSettings']);
  const own = deleted
    .filter((user) => (subject.ad === undefined ? user.id === subject.cloud?.id : carries(user, anchors)))
    .map((user) => ({ user, deletedAt: isoTime(user.deletedDateTime) }))
    .toSorted((one, other) => (other.deletedAt?.getTime() ?? 0) - (one.deletedAt?.getTime() ?? 0))[0];
  if (own === undefined) return { is: 'none' };
  return { is: 'in-bin', ...own, purgedAt: own.deletedAt === undefined ? undefined : new Date(own.deletedAt.getTime() + RECYCLE_BIN_DAYS * DAY) };
}
