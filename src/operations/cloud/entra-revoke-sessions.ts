import { cloudOperation } from './cloud-operation.ts';
import { gone } from './seen-value.ts';
import { isSince } from './is-since.ts';

/** Ends the sessions of one account: sign-ins from before do not count any more. */
export const entraRevokeSessions = cloudOperation<'entra.revoke-sessions', 'sessionsValidFrom'>({
  name: 'entra.revoke-sessions',

  async seen(tenant, { userId }, since) {
    const from = await tenant.sessionsValidFrom(userId);
    if (from === undefined) return gone(userId);
    const says = `sign-ins of ${userId} count ${from === null ? 'whenever they were made' : `since ${from}`}`;
    return { stands: since !== null && isSince(from, since) ? 'after' : 'before', found: {}, says };
  },

  write: (tenant, { userId }) => tenant.revokeSessions(userId),
});
