import type { SealedCause } from './seal.ts';

export const GROUPS_AND_DEVICES: readonly SealedCause[] = [];
