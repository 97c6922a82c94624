import type { Observation } from '../../model/journal.ts';
import { DirectoryError, type DirectoryFault } from '../../ports/directory.ts';
import { Doubtful, NotApplied, type Accepted } from '../operation.ts';

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
    if (error instanceof DirectoryError && (REFUSED.includes(error.fault) || error.code === UNWILLING)) throw new NotApplied(`Active Directory refused the change: ${error.message}`);
    throw error;
  }
}

const REFUSED: readonly DirectoryFault[] = ['drifted', 'access-denied', 'no-such-object', 'constraint', 'credentials'];

/** unwillingToPerform: how AD refuses to take away a member that is none, or to switch on an account without a fitting password. */
const UNWILLING = 53;

interface Written {
  readonly attribute: string;
  /** How many writes the version of the attribute counted. */
  readonly versionRose: number | null;
  readonly before: Observation;
  readonly lookAgain: () => Promise<Observation>;
}

/** AD's own matching ignores case, and others may write at the same moment: only a version that rose by exactly one proves that ours was the one write. */
export async function provenOnce({ attribute, versionRose, before, lookAgain }: Written): Promise<Accepted> {
  if (versionRose === 1) return;
  const after = await lookAgain();
  if (versionRose === null && after.stands === 'after') {
    return { says: `How often ${attribute} was written could not be read; the list read back is exactly the wanted one.` };
  }
  const lists = `before ${listed(before.found[attribute] ?? [])}; now ${listed(after.found[attribute] ?? [])}`;
  throw new Doubtful(`${versionRose === null ? `How often ${attribute} was written could not be read` : `${attribute} was written ${versionRose} times where one write was expected`}: ${lists}`);
}

export const listed = (values: readonly string[]): string => (values.length === 0 ? 'empty' : values.join(', '));
