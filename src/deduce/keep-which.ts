import type { CloudUser } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import { mailboxOf } from './exchange-recipient.ts';
import { exchangeLicence } from './licences.ts';
import { knownOf } from './reading.ts';
import { DAY, isoTime } from './times.ts';

/** Exhibits that tell which account people work with, for `mayUse`. */
export const KEEP_SOURCES = ['entra.subscribedSkus', 'entra.exchangeRecipients', 'entra.groupMembers'] as const;
type Sources = Pick<Evidence, (typeof KEEP_SOURCES)[number]>;

/** Which of several accounts of one person is to be kept, with what speaks for it. */
export type WhichToKeep =
  | { readonly is: 'clear'; readonly keep: CloudUser; readonly drop: readonly [CloudUser, ...CloudUser[]]; readonly because: readonly string[] }
  | { readonly is: 'not-clear'; readonly because: string };

/**
 * The one that is worth at least as much as every other in all that was read, and more in something. Whether each has a mailbox must be
 * known: nobody shall lose one because it was not looked for. Nothing is weighed against anything else.
 */
export function whichToKeep(accounts: readonly CloudUser[], sources: Sources): WhichToKeep {
  const best = accounts.find((one) => accounts.every((other) => one.id === other.id || isWorthMore(one, other, sources)));
  const [first, ...rest] = accounts.filter(({ id }) => id !== best?.id);
  if (best === undefined || first === undefined) return { is: 'not-clear', because: `what was read of ${accounts.map(nameOf).join(' and ')} does not tell which of them the person works with` };
  return { is: 'clear', keep: best, drop: [first, ...rest], because: [...new Set([first, ...rest].flatMap((other) => CRITERIA.flatMap((each) => (compared(each, best, other, sources) === 'more' ? [each.says(best)] : []))))] };
}

function isWorthMore(one: CloudUser, other: CloudUser, sources: Sources): boolean {
  const answers = CRITERIA.map((each) => compared(each, one, other, sources));
  return answers[0] !== 'unknown' && answers.includes('more') && !answers.includes('less');
}

interface Criterion {
  /** Undefined where it was not read. */
  readonly worth: (user: CloudUser, sources: Sources) => number | undefined;
  /** Smaller differences count for nothing. */
  readonly step: number;
  readonly says: (user: CloudUser) => string;
}

function compared({ worth, step }: Criterion, one: CloudUser, other: CloudUser, sources: Sources): 'more' | 'less' | 'equal' | 'unknown' {
  const [own, its] = [worth(one, sources), worth(other, sources)];
  if (own === undefined || its === undefined) return 'unknown';
  return Math.abs(own - its) < step ? 'equal' : own > its ? 'more' : 'less';
}

const CRITERIA: readonly [Criterion, ...Criterion[]] = [
  { worth: mailbox, step: 1, says: (user) => `${nameOf(user)} has a mailbox or the licence for one` },
  { worth: lastSignIn, step: 7 * DAY, says: (user) => `somebody last signed in to ${nameOf(user)}` },
  { worth: files, step: 1, says: (user) => `${nameOf(user)} has a place for files` },
  { worth: groups, step: 1, says: (user) => `${nameOf(user)} is in more groups` },
];

function mailbox(user: CloudUser, sources: Sources): number | undefined {
  if (mailboxOf(user, sources).is === 'there') return 1;
  const licence = exchangeLicence(user, knownOf(sources['entra.subscribedSkus']));
  return licence === 'unknown' ? undefined : Number(licence === 'licensed');
}

/** Milliseconds; 0 = never. */
function lastSignIn({ signInActivity: activity }: CloudUser): number | undefined {
  if (activity === undefined) return undefined;
  return Math.max(0, ...[activity?.lastSignInDateTime, activity?.lastSuccessfulSignInDateTime].map((time) => isoTime(time)?.getTime() ?? 0));
}

function files({ assignedPlans }: CloudUser): number | undefined {
  return assignedPlans === undefined ? undefined : Number(assignedPlans.some(({ service, capabilityStatus }) => service?.toLowerCase() === 'sharepoint' && capabilityStatus?.toLowerCase() === 'enabled'));
}

function groups({ id }: CloudUser, sources: Sources): number | undefined {
  const members = knownOf(sources['entra.groupMembers']);
  return members === undefined ? undefined : Object.values(members).filter((ids) => ids.includes(id)).length;
}

const nameOf = (user: CloudUser): string => user.userPrincipalName ?? user.displayName ?? user.id;
