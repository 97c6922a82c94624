import { cloudValuesOf } from '../../deduce/holders.ts';
import { knownOf } from '../../deduce/reading.ts';
import { binnedAccount, BIN_SOURCES } from '../../deduce/recycle-bin.ts';
import type { CloudObject } from '../../model/evidence.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const restoreConflict = defineCause({
  id: 'restore-conflict',
  area: 'deletion',
  layer: 5,
  title: 'Restore fails because the UPN or address is taken',
  why: 'While the account lay in the recycle bin, another object took its sign-in name or one of its addresses. Entra does not give a value to two objects, so the account cannot come back as it was.',
  checkYourself: ['Open Deleted users in the Entra admin center and note the sign-in name and the addresses of the account.', 'Search each of them in users, groups and contacts.', 'Look who made the holder, and whether it is still needed.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/users-restore',
  fixAfter: [],
  byHand: 'Free the values at the holder first. Where that cannot be: restore with another sign-in name (newUserPrincipalName) and let Entra leave out the addresses that are taken (autoReconcileProxyConflict), then put both right in AD.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'People must say which of the two objects keeps the name or the address.',
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: [...BIN_SOURCES, 'entra.groups', 'entra.contacts'],

  judge({ 'entra.users': users }, { subject, also, now }) {
    const bin = binnedAccount(subject, also);
    if (bin.is === 'live') return ruledOut('its account is alive');
    if (bin.is === 'not-read') return cannotTell('entra.deletedUsers');
    if (bin.is === 'none' || (bin.purgedAt !== undefined && bin.purgedAt <= now)) return notApplicable('the cloud recycle bin does not hold its account');
    const values = cloudValuesOf(bin.user);
    const others: readonly CloudObject[] = [...users, ...(knownOf(also['entra.groups']) ?? []), ...(knownOf(also['entra.contacts']) ?? [])].filter(({ id }) => id !== bin.user.id);
    const holders = others.map((object) => ({ object, shared: cloudValuesOf(object).filter((value) => values.includes(value)) })).filter(({ shared }) => shared.length > 0);
    if (holders.length === 0) {
      const unread = (['entra.groups', 'entra.contacts'] as const).filter((name) => also[name].state === 'unknown');
      return unread.length > 0 ? cannotTell(...unread) : ruledOut('nobody has taken its name or addresses');
    }
    const facts = { id: bin.user.id, holdersOf: holders.map(({ object, shared }) => ({ name: object.displayName ?? object.id, id: object.id, shared })), name: bin.user.displayName ?? bin.user.id, holders: holders.map(({ object, shared }) => `${object.displayName ?? object.id} (${object.id}) has ${shared.join(', ')}`).join('; ') };
    const evidence = [inEntra('deletedItems: userPrincipalName, proxyAddresses', values.join(', '), bin.user.id), ...holders.map(({ object, shared }) => inEntra('userPrincipalName, proxyAddresses', shared.join(', '), object.id))];
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence };
  },

  explain: ({ name, holders }) => `The deleted account ${name} cannot be restored with all its values: ${holders}.`,
});
