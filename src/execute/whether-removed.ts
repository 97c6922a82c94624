import type { Plan } from '../model/plan.ts';
import type { Tenant } from '../ports/tenant.ts';
import { ABSENT_MINUTES, accountIs, type Absence } from './account-absence.ts';

interface RemovedAccount {
  readonly userId: string;
  readonly userName: string;
}

/** The cloud accounts that a plan takes away for good. */
export function removedAccounts({ content: { steps } }: Plan): readonly RemovedAccount[] {
  const restored = steps.flatMap((step) => (step.operation === 'entra.restore-user' ? [step.params.userId] : []));
  return steps.flatMap((step) => (step.operation === 'entra.delete-user' && !restored.includes(step.params.userId) ? [step.params] : []));
}

/** Removed is what is seen in the recycle bin, or in neither place for some minutes; not what could not be looked for. Never rejects. */
export async function whetherRemoved(tenant: Pick<Tenant, 'user' | 'deletedUser'>, accounts: readonly RemovedAccount[], absence: Absence): Promise<{ readonly isCured: boolean; readonly says: string }> {
  const seen = await Promise.all(accounts.map(async (account) => ({ ...account, is: await whereIs(tenant, account, absence) })));
  return { isCured: seen.every(({ is }) => is === 'in-the-bin' || is === 'purged'), says: seen.map(({ is, userName }) => `${userName} ${WORDS[is]}`).join(' ') };
}

async function whereIs(tenant: Pick<Tenant, 'user' | 'deletedUser'>, { userId }: RemovedAccount, absence: Absence): Promise<keyof typeof WORDS> {
  try {
    const is = await accountIs(tenant, userId);
    const lasts = absence.lasts(userId, is === 'user-purged');
    if (is === 'user-live') return 'live';
    return is === 'user-in-recycle-bin' ? 'in-the-bin' : lasts ? 'purged' : 'nowhere-yet';
  } catch {
    return 'not-read';
  }
}

const WORDS = {
  'live': 'is live.',
  'in-the-bin': 'is in the recycle bin of Entra, and nothing else bears its name.',
  'purged': 'is neither live nor in the recycle bin of Entra, and nothing else bears its name.',
  'nowhere-yet': `is neither live nor in the recycle bin of Entra. I look again, for that must be so for ${ABSENT_MINUTES} minutes.`,
  'not-read': 'could not be looked for in Entra.',
} as const;
