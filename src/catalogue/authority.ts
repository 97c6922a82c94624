import type { SealedCause } from './seal.ts';

export const AUTHORITY: readonly SealedCause[] = [];
