import type { SealedCause } from './seal.ts';

export const PASSWORDS: readonly SealedCause[] = [];
