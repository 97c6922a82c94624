import type { SealedCause } from './seal.ts';

export const MIGRATION: readonly SealedCause[] = [];
