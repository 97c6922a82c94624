import { REFUSALS } from '../model/approval.ts';
import type { Refusal } from '../model/approval.ts';
import type { CardReply } from '../model/reply.ts';
import { showPlain } from './escape.ts';
import { lines } from './look.ts';
import type { Tone } from './look.ts';

/** Exactly the names that cards/refused.json binds. */
interface RefusedData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly advice: string;
  readonly rule: string;
}

interface RefusedView {
  readonly refusal: Refusal;
  /** Code of the plan, when there is one. */
  readonly code?: string | undefined;
  /** The reason in whole sentences for this very case, e.g. with who may approve; it stands in place of the general one. */
  readonly detail?: string | undefined;
}

/** Why a press or a typed word did nothing, and what helps. */
export function refusedReply(view: RefusedView): CardReply {
  const { says, advice } = WORDS[view.refusal];
  const detail = showPlain(view.detail, 700);
  const data: RefusedData = {
    tone: 'warning',
    headline: 'Nothing was done',
    summary: detail === '' ? says : detail,
    advice,
    rule: `Rule ${REFUSALS[view.refusal]} · ${view.refusal}${view.code === undefined ? '' : ` · plan ${showPlain(view.code, 20)}`}`,
  };
  return { card: 'refused', data: { ...data }, summary: `${data.headline}: ${data.summary}`, text: lines(`${data.headline}. ${data.summary}`, advice, data.rule), json: { refused: view.refusal, rule: REFUSALS[view.refusal] } };
}

const NEW_PLAN = 'Ask why again and propose the fix anew.';

const WORDS: Readonly<Record<Refusal, { readonly says: string; readonly advice: string }>> = {
  'not-channel': { says: 'This did not come from Teams.', advice: 'Use the conversation with the bot in Teams.' },
  'other-tenant': { says: 'You are signed in to another organisation.', advice: 'Use an account of this organisation.' },
  'not-a-member': { says: 'Only enabled member accounts of this organisation may ask for or decide changes.', advice: 'Ask a member of your IT team. Guests can read where the policy lets them.' },
  'shared-place': { says: 'This is a shared channel; people of other organisations may be in it.', advice: 'Use a channel of your own organisation, or the personal chat.' },
  'own-plan': { says: 'You asked for this change, so a different admin must decide it.', advice: 'Ask an eligible colleague. You can withdraw the plan yourself.' },
  'target-of-plan': { says: 'The change is about your own account, so a different admin must decide it.', advice: 'Ask an eligible colleague.' },
  'same-human': { says: 'Your two accounts are one person, so a different admin must decide it.', advice: 'Ask an eligible colleague.' },
  'human-unknown': { says: 'I cannot tell whose administrator account this is, so it cannot count as a second person.', advice: 'Use your own account, or ask the owner of the bot to name the account in the approval policy.' },
  'owner-of-target': { says: 'The change seems to be about another account of yours, so a different admin must decide it.', advice: 'Ask an eligible colleague. If the account is not yours, give both an employee id.' },
  'beneficiary-of-plan': { says: 'You would gain from the change, so a different admin must decide it.', advice: 'Ask an eligible colleague.' },
  'not-a-person': { says: 'Apps and automatic refreshes cannot decide.', advice: 'A person must press the button or type the word.' },
  'not-an-approver': { says: 'You are not in a group that may approve this.', advice: 'Ask one of the eligible admins.' },
  'cannot-check': { says: 'I could not check your groups with Entra ID just now, so I did not count it.', advice: 'Try again in a minute. The plan is still waiting.' },
  'nobody-may': { says: 'The approval policy names no group for this kind of change, so nobody may decide it.', advice: 'The owner of the bot must put approver groups into the policy file.' },
  'policy-changed': { says: 'The approval policy has changed since the plan was made.', advice: NEW_PLAN },
  'already-decided-by-you': { says: 'You have decided this plan already; each person counts once.', advice: 'Wait for the others, or ask an eligible colleague.' },
  'comment-needed': { says: 'This decision needs a comment.', advice: 'Write a few words about why, then send it again.' },
  'comment-too-long': { says: 'The comment is longer than 2,000 characters.', advice: 'Shorten it, then send it again.' },
  'reason-needed': { says: 'A change needs a reason.', advice: 'Say why, for example: fix jsmith because he starts on Monday.' },
  'ticket-needed': { says: 'A change needs the number of a ticket here.', advice: 'Add it, for example: fix jsmith because he starts on Monday ticket INC12345.' },
  'elsewhere': { says: 'The plan was asked for in another conversation, so a typed approval counts only there.', advice: 'Decide there, or type "plan" and the code for a card with buttons here.' },
  'button-needed': { says: 'This plan is decided with the button of its card only.', advice: 'Type "plan" and the code for a card with fresh buttons.' },
  'card-data-changed': { says: 'The card does not carry what I put on it.', advice: 'Open the plan in its own conversation and use the buttons there.' },
  'card-replayed': { says: 'These buttons were used already, or belong to another message.', advice: 'Type "plan" and the code of the plan for a card with fresh buttons.' },
  'plan-changed': { says: 'The plan is no longer the one on this card.', advice: 'Type "plan" and the code to see it as it is now.' },
  'too-late': { says: 'The time for this plan has run out.', advice: NEW_PLAN },
  'target-busy': { says: 'Another open plan is about to change the same object.', advice: 'Decide or withdraw that plan first.' },
  'already-decided': { says: 'This plan is no longer waiting for a decision.', advice: 'Type "plan" and the code to see what became of it.' },
  'seal-needed': { says: 'This plan must be sealed by signing in for it.', advice: 'Follow the link or the command that I gave you.' },
  'seal-not-valid': { says: 'The sign-in does not fit this plan.', advice: 'Press the button of the plan again and sign in anew.' },
  'request-not-sealed': { says: 'The person who asked for the plan has not sealed it yet.', advice: 'Ask them to follow the link that I gave them.' },
  'not-a-reader': { says: 'You are not in a group that may read here.', advice: 'Ask the owner of the approval policy to name a group that you are in.' },
  'not-a-requester': { says: 'You are not in a group that may ask for changes.', advice: 'Ask an admin of the group that may. You can still ask why.' },
  'source-unread': { says: 'A source that this change rests on could not be read, so I made no plan.', advice: 'Type status to see what cannot be reached, then ask again.' },
  'plan-too-large': { says: 'The plan holds more than can be kept and sent to a relay.', advice: 'Ask for fewer objects at once.' },
  'not-confirmed': { says: 'This plan takes something away for good, so its checklist must be confirmed item by item first.', advice: 'Ask why again; the card of the fix shows the checklist.' },
  'only-owner': { says: 'The account that would go is the only owner of a group.', advice: 'Give the group another owner in Entra, then propose the fix again.' },
  'not-your-plan': { says: 'Only the person who asked for the plan, or who has approved it, may take it back.', advice: 'An eligible admin can deny it instead.' },
};
