import type { RelayRefusal } from './judge-relay-decision.ts';

/** Why a decision about a relay was not accepted and what to do instead, for the person who typed it. */
export const relayRefusalSays = (refusal: RelayRefusal, code: string): string => SAYS[refusal].replace('{code}', code);

const SAYS: Readonly<Record<RelayRefusal, string>> = {
  'not-channel': 'Decisions about relays are made in Teams, where you are signed in as yourself.',
  'other-tenant': 'This message came from another organization. Only people of this organization may decide about its relays.',
  'not-a-member': 'Only enabled member accounts of this organization may decide about relays. Guests may not.',
  'confirmed-by-you': 'You have confirmed this relay already, so a different approver must be the second. Ask them to compare the fingerprint on the relay itself and to type: confirm relay {code}',
  'same-human': 'This account belongs to the person who has confirmed this relay already, so somebody else must be the second.',
  'human-unknown': 'This is an administrator account and I cannot tell whose it is, so it cannot count as a person of its own. Use your own account, or ask the owner of the approval policy to name it.',
  'not-a-person': 'Only a person can decide about a relay; a refresh or an automation cannot.',
  'not-an-approver': 'You are not in a group that may decide about far-reaching changes, so you cannot decide about relays.',
  'cannot-check': 'I could not check with Microsoft Entra ID who you are and what you may do, so I counted nothing. Try again in a minute.',
  'nobody-may': 'The approval policy names no group for all far-reaching changes, so nobody may decide about relays. Ask the owner of the policy file to name one without operations and containers.',
  'reason-needed': 'Say why, for example: revoke relay {code} because the server was replaced',
  'no-such-relay': 'I know no relay with the fingerprint {code} that is still in use. Compare it letter by letter with what the relay printed; type agents to see what I was shown. If the two differ, do not confirm it: another machine may have used the token.',
  'confirmed-already': 'Two people have confirmed this relay already; nothing is left to do.',
};
