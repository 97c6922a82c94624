import type { GlobalSettings } from '../model/evidence.ts';
import type { FromServer } from '../model/exhibits.ts';
import { globalSetting } from './global-setting.ts';

/** Name of the global setting that tells how accounts of one person in several forests are found. */
export const JOIN_CRITERIA = 'Microsoft.SynchronizationOption.JoinCriteria';
const CUSTOM = 'Microsoft.SynchronizationOption.CustomAttribute';

/** The attribute by which accounts are joined into one person; undefined when each stands for itself, or is joined by a SID or by its logon name. */
export function joinAttribute(settings: readonly FromServer<GlobalSettings>[]): string | undefined {
  const criteria = globalSetting(settings, JOIN_CRITERIA);
  if (criteria === undefined || /always|sid|sam|nick/i.test(criteria)) return undefined;
  if (/^mail/i.test(criteria)) return 'mail';
  return globalSetting(settings, CUSTOM) ?? (/^[a-z][\w-]*$/i.test(criteria) && !/custom|specific/i.test(criteria) ? criteria : undefined);
}
