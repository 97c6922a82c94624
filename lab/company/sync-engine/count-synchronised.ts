import type { EngineObject } from './connector-space.ts';
import { isInMetaverse } from './describe-object.ts';

/** How one object stood before a synchronisation. */
interface Standing {
  readonly isNew: boolean;
  readonly wasIn: boolean;
  readonly wanted: string;
}

/** Where everything stands before a synchronisation; `since` = the start of the cycle, after which only new objects were imported. */
export const standingsOf = (objects: Iterable<EngineObject>, since: Date): ReadonlyMap<EngineObject, Standing> =>
  new Map([...objects].map((object) => {
    const isNew = object.seen >= since && object.wanted === null && object.link === null;
    return [object, { isNew, wasIn: !isNew && isInMetaverse(object), wanted: JSON.stringify(object.wanted) }];
  }));

/**
 * The counters of a synchronisation step: what became of each object that it looked at. A delta looks only at new and changed ones.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-service-manager-ui-operations
 */
export function countSynchronised(objects: Iterable<EngineObject>, before: ReadonlyMap<EngineObject, Standing>, { isFull, isJoined }: { readonly isFull: boolean; isJoined(object: EngineObject): boolean }): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const object of objects) {
    const counter = counterOf(object, before.get(object), isFull, isJoined(object));
    if (counter !== null) counts[counter] = (counts[counter] ?? 0) + 1;
  }
  return counts;
}

function counterOf(object: EngineObject, standing: Standing | undefined, isFull: boolean, isJoined: boolean): string | null {
  const { isNew = true, wasIn = false, wanted = 'null' } = standing ?? {};
  if (object.leaving) return wasIn ? 'ConnectorDeleteRemoveMv' : null;
  const isIn = isInMetaverse(object);
  if (!isIn) return wasIn ? 'ConnectorFilteredRemoveMv' : isNew || isFull ? 'DisconnectorFiltered' : null;
  if (!wasIn) return isJoined ? 'DisconnectorJoinedFlow' : 'DisconnectorProjectedFlow';
  if (JSON.stringify(object.wanted) !== wanted) return 'ConnectorFlow';
  return isFull ? 'ConnectorNoFlow' : null;
}
