import type { SyncFeatures } from '../model/evidence.ts';
import { askBot, type AdminAddress } from './admin-client.ts';
import type { Terminal } from './ask-command.ts';

type Reading = { readonly ok: true; readonly features: SyncFeatures; readonly readBy: string } | { readonly ok: false; readonly says: string };

/**
 * Lets an administrator sign in once, reads the tenant-wide synchronization settings in their name and hands them to the running bot.
 * Exit code 0 when they are kept, 2 when not.
 */
export async function runConnectFeatures(address: AdminAddress, read: () => Promise<Reading>, terminal: Terminal): Promise<number> {
  const reading = await read();
  if (!reading.ok) {
    terminal.err(reading.says);
    return 2;
  }
  for (const line of linesOf(reading.features)) terminal.out(line);
  const kept = await askBot(address, '/admin/sync-features', { features: reading.features, readBy: reading.readBy });
  if (!kept.ok) {
    terminal.err(kept.says);
    return 2;
  }
  terminal.out(kept.text);
  return 0;
}

/** The switches as Graph names them, in alphabetical order. */
const linesOf = ({ features }: SyncFeatures): readonly string[] =>
  Object.entries(features ?? {})
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, on]) => `${name}: ${on === null ? 'not set' : on ? 'on' : 'off'}`);
