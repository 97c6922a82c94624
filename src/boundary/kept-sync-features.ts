import { z } from 'zod';
import type { KeptSyncFeatures } from '../model/evidence.ts';
import { syncFeatures } from './entra-tenant-shapes.ts';

const kept = z.object({ features: syncFeatures, readAt: z.iso.datetime(), readBy: z.string().min(1).max(256) });

const sent = z.strictObject({ features: syncFeatures, readBy: z.string().min(1).max(256) });

/** A reading as the terminal sends it to the bot; null for anything else. */
export function parseReadSyncFeatures(json: unknown): Omit<KeptSyncFeatures, 'readAt'> | null {
  const parsed = sent.safeParse(json);
  return parsed.success ? parsed.data : null;
}

/** A reading as it was kept; null for anything else. */
export function parseKeptSyncFeatures(json: unknown): KeptSyncFeatures | null {
  const parsed = kept.safeParse(json);
  return parsed.success ? parsed.data : null;
}
