import { cloudUpnOf } from '../../deduce/addresses.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { binnedAccount, BIN_SOURCES } from '../../deduce/recycle-bin.ts';
import { activeServer } from '../../deduce/sync-server.ts';
import { DAY, spoken } from '../../deduce/times.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

const WARNING = 5 * DAY;

export const recycleBinExpiring = defineCause({
  id: 'recycle-bin-expiring',
  area: 'deletion',
  layer: 5,
  title: 'The recycle-bin copy expires soon',
  why: 'Entra keeps a deleted account for 30 days, not 60 as older guides say, and then purges it for good. What comes after that is a new, empty account without the mailbox and the files of the old one.',
  checkYourself: ['Open Deleted users in the Entra admin center and read the date of permanent deletion.', 'Run Get-MgDirectoryDeletedItemAsUser and read deletedDateTime; add 30 days.', 'Check that the person is to come back at all.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/users-restore',
  fixAfter: ['restore-conflict'],
  byHand: 'Restore the account in Entra today (Deleted users, Restore user), even before the reason of its deletion is repaired. Then bring the AD account into scope, else the next cycle deletes it again.',
  byHandRisk: { risk: 'low', undo: 'full' },
  kinds: ['user'],
  about: 'any',
  needs: [],
  mayUse: [...BIN_SOURCES, 'syncServers.connectors', 'syncServers.scheduler'],

  judge(_, { subject, also, now }) {
    const bin = binnedAccount(subject, also);
    if (bin.is === 'live') return ruledOut('its account is alive');
    if (bin.is === 'not-read') return cannotTell('entra.deletedUsers');
    if (bin.is === 'none') return notApplicable('the cloud recycle bin does not hold its account');
    if (bin.purgedAt === undefined) return cannotTell('entra.deletedUsers');
    const left = bin.purgedAt.getTime() - now.getTime();
    if (left <= 0) return ruledOut('the 30 days are over');
    if (left >= WARNING) return ruledOut('there are five days or more left');
    const facts = { name: bin.user.displayName ?? bin.user.id, id: bin.user.id, userName: cloudUpnOf(bin.user) ?? bin.user.id, isWanted: subject.ad !== undefined && also['syncServers.connectors'].state === 'known' && isSent(subject.ad, also), server: activeServer(also['syncServers.scheduler']), purgedAt: spoken(bin.purgedAt), hours: Math.floor(left / (DAY / 24)) };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [inEntra('deletedItems: deletedDateTime', bin.user.deletedDateTime ?? '', bin.user.id)] };
  },

  explain: ({ name, id, purgedAt, hours }) => `The deleted cloud account ${name} (${id}) is purged on ${purgedAt}, in ${hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`}. After that nothing brings it back.`,
});
