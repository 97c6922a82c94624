import { TenantError, type TenantFault } from '../../ports/tenant.ts';
import { NotApplied } from '../operation.ts';

/** A look-up before the write: whatever goes wrong, nothing was changed. */
export async function beforeWriting<Value>(lookUp: Promise<Value>): Promise<Value> {
  try {
    return await lookUp;
  } catch (error) {
    if (error instanceof TenantError) throw new NotApplied(`Entra ID could not be read before the change: ${error.message}`);
    throw error;
  }
}

/** The write itself: a refusal means that nothing was changed; a lost connection, a time-out and a server error leave it open. */
export async function writing(write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (error instanceof TenantError && REFUSED.includes(error.fault)) throw new NotApplied(`Entra ID did not take the change: ${error.message}`);
    throw error;
  }
}

const REFUSED: readonly TenantFault[] = ['refused', 'access-denied', 'not-found', 'throttled'];
