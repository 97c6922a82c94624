import type { CustomRule } from './custom-rules.ts';

/** What the wizard and the rules editor can set on a sync server, beside its scope of containers. */
export interface ServerSettings {
  /** AD attribute of which the anchor of a user is made. */
  readonly anchorAttribute: 'mS-DS-ConsistencyGuid' | 'objectGUID' | 'employeeID';
  /** How users are identified across forests: `AlwaysProvision`, or the name of an attribute. */
  readonly joinCriteria: string;
  /** DN of the pilot group whose direct members alone are synced; null: everybody. */
  readonly filterGroup: string | null;
  /** AD attributes that the connector has not learnt of, as its copy of the schema is old. */
  readonly unknownAttributes: readonly string[];
  /** Attributes that were taken out of the export, by their names in AD. */
  readonly withheldAttributes: readonly string[];
  /** Whether the one domain of the forest is ticked. */
  readonly isDomainSelected: boolean;
  /** Whether there is a connector to the forest at all. */
  readonly isForestConnected: boolean;
  readonly customRules: readonly CustomRule[];
}

export const DEFAULT_SETTINGS: ServerSettings = {
  anchorAttribute: 'mS-DS-ConsistencyGuid',
  joinCriteria: 'AlwaysProvision',
  filterGroup: null,
  unknownAttributes: [],
  withheldAttributes: [],
  isDomainSelected: true,
  isForestConnected: true,
  customRules: [],
};
