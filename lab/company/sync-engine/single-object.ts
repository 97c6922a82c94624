import { isReadable } from './access-rights.ts';
import { isInContainerScope, sameDn } from './container-scope.ts';
import type { EngineObject } from './connector-space.ts';
import type { Engine } from './engine.ts';
import { exportOne } from './export-all.ts';
import { importRecord } from './imported-object.ts';
import { stage, synchronise } from './import-and-sync.ts';

/** What synchronize-object.ps1 prints of the cmdlet's report. */
export interface ObjectSummary {
  readonly status: 'success' | 'failure' | 'skipped';
  readonly errorCode: string;
  readonly reason: string;
  readonly steps: readonly { readonly name: string; readonly status: string }[];
}

/** One object through import, synchronisation and export. Nothing is ever deleted by it. */
export function synchronizeObject(engine: Engine, dn: string): ObjectSummary {
  const record = engine.ad.byDn(dn);
  const isSelected = isInContainerScope(dn, engine.scope) && engine.settings.isForestConnected && engine.settings.isDomainSelected;
  if (record === undefined || !isSelected) return ended('failure', 'Scoping', { errorCode: 'OrganizationalUnitNotInScope', reason: 'The object is not in the scope of the synchronization.' });
  const imported = isReadable(record) ? importRecord(record, engine.settings.unknownAttributes) : null;
  if (imported === null) return ended('failure', 'Import from Active Directory', { errorCode: 'ObjectNotAccessible', reason: 'The object cannot be read by the connector account.' });
  stage(engine, imported);
  synchronise(engine, engine.clock.now());
  const object = engine.objects.get(imported.guid);
  if (object === undefined || object.wanted === null) return ended('skipped', 'Synchronization', { errorCode: 'ObjectFiltered', reason: 'A synchronization rule keeps the object from the cloud.' });
  if (object.syncError !== null) return ended('failure', 'Synchronization', { errorCode: object.syncError.cause, reason: 'A synchronization rule stopped the object.' });
  if (!exportOne(engine, object)) return ended('failure', 'Export to Microsoft Entra ID', { errorCode: object.exportError?.cause.type ?? '', reason: 'The export was refused.' });
  return { status: 'success', errorCode: '', reason: '', steps: STEPS.map((name) => ({ name, status: 'success' })) };
}

const STEPS = ['Scoping', 'Import from Active Directory', 'Import from Microsoft Entra ID', 'Synchronization', 'Export to Microsoft Entra ID'];

function ended(status: 'failure' | 'skipped', at: string, why: { readonly errorCode: string; readonly reason: string }): ObjectSummary {
  const done = STEPS.slice(0, STEPS.indexOf(at)).map((name) => ({ name, status: 'success' }));
  return { status, ...why, steps: [...done, { name: at, status }] };
}

/** The hash goes out once more, and its log says how that went. Entra takes it this time. */
export function sendPasswordHash(engine: Engine, dn: string): boolean {
  const object = [...engine.objects.values()].find((each: EngineObject) => sameDn(each.imported.dn, dn));
  if (object === undefined) return false;
  const { passwords } = engine.machine;
  if (passwords.isEnabled && passwords.obstacle === null) passwords.refused.delete(object.imported.guid);
  passwords.sent.set(object.imported.guid, engine.clock.now());
  return true;
}
