import type { ApprovalPolicy, Refusal } from '../model/approval.ts';
import { valuePattern } from '../model/value-pattern.ts';

/** Longest reason or comment, in UTF-16 units as Teams counts them. */
export const MOST_WORDS = 2_000;
const MOST_TICKET = 100;

/** What is missing of the words that go with a request: a reason always, the number of a ticket where the policy asks for one. */
export function wrongWords({ reason, ticket }: { readonly reason: string; readonly ticket: string | null }, policy: Pick<ApprovalPolicy, 'ticket'>): { readonly refusal: Refusal; readonly says: string } | null {
  if (reason.trim() === '') return { refusal: 'reason-needed', says: 'A change needs a reason that others can read later, so I made no plan. Say why, for example: fix jsmith because he is on the phone.' };
  if (reason.length > MOST_WORDS) return { refusal: 'comment-too-long', says: 'The reason is longer than 2,000 characters, so I made no plan. Shorten it and ask again.' };
  return wrongTicket((ticket ?? '').trim(), policy.ticket);
}

function wrongTicket(ticket: string, { needed, pattern }: ApprovalPolicy['ticket']): { readonly refusal: Refusal; readonly says: string } | null {
  if (ticket === '') return needed ? { refusal: 'ticket-needed', says: 'The approval policy wants the number of a ticket with every change, so I made no plan. Add ticket and its number behind the reason.' } : null;
  if (ticket.length <= MOST_TICKET && (pattern === null || valuePattern(pattern)?.fits(ticket) === true)) return null;
  return { refusal: 'ticket-needed', says: 'That does not look like the number of a ticket here, so I made no plan. Check the number and ask again.' };
}
