import type { PersonId } from '../model/ids.ts';
import type { Actor } from '../model/person.ts';
import type { Plan } from '../model/plan.ts';
import type { SealRole } from '../model/seal.ts';

/** Who is to sign in for which plan, and the press that the sign-in completes. */
export interface SealAsk {
  readonly plan: Plan;
  readonly role: SealRole;
  readonly actor: Actor;
  readonly comment: string;
  readonly activityId: string | null;
  readonly conversationId: string;
}

/** What the person is told privately: a link for the form `sign-in`, a command for `own-machine`. Whoever has it can only sign in as that person. */
export type SealOffer =
  | { readonly is: 'offered'; readonly says: string; readonly url?: string | undefined; readonly command?: string | undefined; readonly expiresAt: string }
  | { readonly is: 'cannot'; readonly says: string };

/** A plan as the person's own machine may see it. */
export type SealView =
  | { readonly is: 'open'; readonly plan: Plan; readonly role: SealRole }
  | { readonly is: 'refused'; readonly says: string };

export type SealStart =
  | { readonly is: 'go'; readonly url: string }
  | { readonly is: 'refused'; readonly says: string };

/** How a sign-in ended, in words for the person. */
export type SealEnd =
  | { readonly is: 'sealed'; readonly says: string; readonly plan: Plan; readonly role: SealRole; readonly by: PersonId }
  | { readonly is: 'refused'; readonly says: string };

/** Sign-ins for one plan each (rule R22). Commands only offer; the rest belongs to the pages and the terminal. */
export interface Sealing {
  /** For the requester right after proposing, for an approver whose press was answered with `seal-needed`. A denial needs no seal. */
  offer(ask: SealAsk): Promise<SealOffer>;
  /** Where the browser is sent to sign in. */
  start(ticket: string): Promise<SealStart>;
  /** The browser is back with a code, or with what the sign-in page says went wrong. */
  finishWithCode(ticket: string, answer: { readonly code: string } | { readonly error: string }): Promise<SealEnd>;
  /** The plan for `syncwhy approve`. */
  view(ticket: string): Promise<SealView>;
  /** `syncwhy approve` has signed in. */
  finishWithToken(ticket: string, idToken: string): Promise<SealEnd>;
}
