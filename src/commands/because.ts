/** Why a change is wanted, as people write it behind the name of the thing. */
interface Because {
  /** What stands before it, e.g. the account. */
  readonly about: string;
  readonly reason: string;
  /** Empty when none was given. */
  readonly ticket: string;
  /** Items of a checklist, as `--confirm onedrive`. */
  readonly confirmed: readonly string[];
}

export const LONGEST_REASON = 500;

/** `jsmith because he is on the phone ticket INC12345`; the ticket may stand before the reason too. A number of a ticket has a digit in it. */
export function because(all: string): Because {
  const confirmed = [...all.matchAll(CONFIRMED)].map(([, item = '']) => item.toLowerCase());
  const [head = '', ...words] = ` ${all.replaceAll(CONFIRMED, '')}`.split(/\s+because\s+/iu);
  const before = withoutTicket(head);
  const after = withoutTicket(` ${words.join(' because ')}`);
  return { about: before.rest, reason: after.rest, ticket: after.ticket === '' ? before.ticket : after.ticket, confirmed };
}

/** Phones make one long dash of two short ones. */
const CONFIRMED = /\s+(?:--|—|–)confirm[\s=]+([a-z0-9-]{1,40})\b/giu;

const TICKET = /\s+ticket[:\s]\s*(#?[A-Za-z0-9][\w./-]{0,39})[.,;]?\s*$/iu;

function withoutTicket(text: string): { readonly rest: string; readonly ticket: string } {
  const [whole = '', ticket = ''] = TICKET.exec(text) ?? [];
  return /\d/u.test(ticket) ? { rest: text.slice(0, text.length - whole.length).trim(), ticket: ticket.replace(/[.,;]$/u, '') } : { rest: text.trim(), ticket: '' };
}

/** What is wrong with a reason before anybody is asked; null when nothing is. */
export const tooLong = (reason: string): string | null => (reason.length > LONGEST_REASON ? `The reason has ${reason.length} characters; at most ${LONGEST_REASON} fit. Say it shorter, and put the rest into the ticket.` : null);
