import { DirectoryError, type DirectoryFault } from '../../ports/directory.ts';
import { NotApplied } from '../operation.ts';

/** A look-up before the write: whatever goes wrong, nothing was changed. */
export async function beforeWriting<Value>(lookUp: Promise<Value>): Promise<Value> {
  try {
    return await lookUp;
  } catch (error) {
    if (error instanceof DirectoryError) throw new NotApplied(`Active Directory could not be read before the change: ${error.message}`);
    throw error;
  }
}

/** The write itself: a refusal of the server means nothing was changed; a lost connection leaves it open. */
export async function writing<Value>(write: Promise<Value>): Promise<Value> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof DirectoryError && REFUSED.includes(error.fault)) throw new NotApplied(`Active Directory refused the change: ${error.message}`);
    throw error;
  }
}

const REFUSED: readonly DirectoryFault[] = ['drifted', 'access-denied', 'no-such-object', 'constraint', 'credentials'];
