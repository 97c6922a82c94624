import type { SealedCause } from './seal.ts';

export const SIGN_IN: readonly SealedCause[] = [];
