import type { SealedCause } from './seal.ts';

export const DELETION: readonly SealedCause[] = [];
