import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFileScanShelf } from '../adapters/system/file-scan-shelf.ts';
import { systemRandom } from '../adapters/system/system-random.ts';
import type { BotConfig } from '../boundary/bot-config.ts';
import type { Store } from '../ports/store.ts';
import type { TenantLists } from '../ports/tenant-lists.ts';
import type { ScanPorts } from './build.ts';

/** What scans need of this machine. What the next scan goes on from outlives the process where there is a place for it; its key is in the store. */
export async function scanPorts({ scan, store: place, listen }: BotConfig, store: Pick<Store, 'scanSecret'>, tenantLists: TenantLists): Promise<ScanPorts> {
  const secret = await store.scanSecret(`${systemRandom.nonce()}${systemRandom.nonce()}`);
  const beside = 'file' in place && place.file !== ':memory:' ? join(dirname(place.file), 'scans') : mkdtempSync(join(tmpdir(), 'syncwhy-scans-'));
  return { tenantLists, secret, publicUrl: listen.publicUrl ?? null, shelf: createFileScanShelf({ folder: scan.folder ?? beside, key: createHash('sha256').update(`shelf ${secret}`).digest() }) };
}
