import type { EngineObject } from './connector-space.ts';
import type { Engine } from './engine.ts';
import { text, type ImportedObject } from './imported-object.ts';

/**
 * The account with the same value in the attribute by which people are told apart; a new one is joined to its person.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom
 */
export function takenFor({ settings, objects }: Engine, object: ImportedObject): EngineObject | undefined {
  const value = settings.joinCriteria === 'AlwaysProvision' || object.kind !== 'user' ? null : text(object, settings.joinCriteria)?.toLowerCase();
  if (value === null || value === undefined) return undefined;
  return [...objects.values()].find(({ imported }) => imported.kind === 'user' && imported.guid !== object.guid && text(imported, settings.joinCriteria)?.toLowerCase() === value);
}

/** Whether another account was there before in the person that this one is joined to. */
export const isJoinedToEarlier = (engine: Engine, object: EngineObject): boolean => personOf(engine, object)[0] !== object;

/** All accounts of the person, the first one first. */
export const personOf = ({ objects }: Engine, { mvId }: EngineObject): readonly EngineObject[] => [...objects.values()].filter((each) => each.mvId === mvId);
