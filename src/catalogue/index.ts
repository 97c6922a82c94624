import { DATA } from './data.ts';
import { DUPLICATES } from './duplicates.ts';
import { ENGINE } from './engine.ts';
import { MAILBOX } from './mailbox.ts';
import { MATCHING } from './matching.ts';
import { SCOPE } from './scope.ts';
import type { SealedCause } from './seal.ts';

/** Every cause that is known. Where everything else is equal, findings keep this order. */
export const CATALOGUE: readonly SealedCause[] = [...ENGINE, ...SCOPE, ...MATCHING, ...DUPLICATES, ...DATA, ...MAILBOX];
