import { isAtOrBelow, rdnsOf } from '../../model/distinguished-name.ts';
import type { SyncServerDocument } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import type { SyncServer } from '../../ports/sync-server.ts';
import { NotApplied } from '../operation.ts';
import type { CycleWorld, WrittenObject } from './sync-server-doubt.ts';

/** Within a site AD needs less than a minute by itself. */
const PATIENCE_MS = 60_000;
const POLL_MS = 2_000;

/**
 * Sees to it that the domain controller which the sync server reads shows what earlier steps wrote, before a cycle is spent on it: looks, has the objects
 * replicated, looks again. Refuses (`NotApplied`) when it does not get them. Resolves with what could not be told, or null.
 */
export async function bringToReadController(world: CycleWorld, server: SyncServer): Promise<string | null> {
  if (world.written.length === 0) return null;
  const said = await server.describe({ dns: [], anchors: [], only: ['connectors', 'runHistory'] });
  const unknown = new Set<string>();
  for (const written of world.written) {
    const doubt = await brought(world, written, readBy(said, written.object.dn));
    if (doubt !== null) unknown.add(`${doubt}, so it could not be checked that ${server.name} sees the change before the cycle.`);
  }
  return unknown.size === 0 ? null : [...unknown].join(' ');
}

async function brought({ clock }: CycleWorld, written: WrittenObject, names: readonly string[]): Promise<string | null> {
  if (names.length === 0) return `Nothing tells which domain controller is read for ${written.object.dn}`;
  for (const name of names) {
    const there = await safely(written.directory.at(name));
    if (there === null) return `${name}, which is read, is not among the domain controllers that this relay knows or can reach`;
    let seen = await seenAt(written, there);
    if (seen.stands === 'after') continue;
    const own = await seenAt(written, written.directory);
    if (own.stands !== 'after') return `Neither ${name}, which is read, nor the domain controller that this relay asks shows the change of ${written.object.dn}, which may not have been made`;
    await safely(written.directory.replicate({ guid: written.object.guid, to: name }));
    for (const until = clock.now().getTime() + PATIENCE_MS; seen.stands !== 'after'; seen = await seenAt(written, there)) {
      if (clock.now().getTime() > until) throw new NotApplied(`${name}, which the sync server reads, does not show the change of ${written.object.dn}: ${seen.says}. Wait for replication, or start it with repadmin /syncall, and ask for the cycle again`);
      await clock.sleep(POLL_MS);
    }
  }
  return null;
}

async function seenAt(written: WrittenObject, there: Directory): Promise<Observation> {
  try {
    return await written.lookAt(there);
  } catch (error) {
    if (error instanceof DirectoryError) throw new NotApplied(`Active Directory could not be read before the cycle: ${error.message}`);
    throw error;
  }
}

/** What cannot be had from AD is null; whatever else goes wrong is passed on. */
async function safely<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DirectoryError) return null;
    throw error;
  }
}

/** The controllers that the connector is told to read for this DN, else those that its newest import connected to. */
function readBy({ connectors = [], runHistory = [] }: SyncServerDocument, dn: string): readonly string[] {
  const parted = connectors.filter(({ Type }) => Type === 'AD').flatMap(({ Name, Partitions = [] }) => Partitions.map((partition) => ({ name: Name ?? '', partition })));
  const [home] = parted.filter(({ partition }) => isAtOrBelow(dn, partition.DN ?? '')).toSorted((one, other) => rdnsOf(other.partition.DN ?? '').length - rdnsOf(one.partition.DN ?? '').length);
  const preferred = home?.partition.PreferredDCs ?? [];
  if (home === undefined || preferred.length > 0) return preferred;
  const imports = runHistory.filter((run) => run.ConnectorName === home.name && /import/i.test(run.RunProfileName ?? '')).toSorted((one, other) => (other.StartDate ?? '').localeCompare(one.StartDate ?? ''));
  const logged = imports.map((run) => (run.RunStepResults ?? []).flatMap((step) => [...(step.ConnectorConnectionInformationXml ?? '').matchAll(/<server>\s*([^<\s]{1,200})\s*<\/server>/gi)].flatMap((match) => match[1] ?? [])));
  return [...new Set(logged.find((servers) => servers.length > 0) ?? [])];
}
