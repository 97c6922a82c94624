/** What stands against one object now, by one source. */
export interface ListedError {
  /** Name of the sync server, or `Entra ID`. */
  readonly source: string;
  /** The server is known to be in staging mode: what it says is not what keeps anything from Entra. */
  readonly standby: boolean;
  readonly kind: ErrorKind;
  /** The word of the source for this sort of error, e.g. `AttributeValueMustBeUnique`. */
  readonly type: string;
  /** Everything that the source says, for searching; never shown as it is. */
  readonly text: string;
  readonly object: ErrorObject;
  /** ISO 8601. */
  readonly firstSeen: string | undefined;
  readonly lastSeen: string | undefined;
}

/**
 * `export`: Entra refused it; `synchronisation`: a rule stopped it; `write-back`: AD refused it; `import`: it could not be read in; `quarantine`: it
 * arrived without a value; `service`: Exchange, SharePoint or Teams refused it.
 */
export type ErrorKind = 'export' | 'synchronisation' | 'write-back' | 'import' | 'quarantine' | 'service';

/** How an error names its object; at least one of the first three. */
export interface ErrorObject {
  readonly dn?: string | undefined;
  /** base64, where the error names the object in the connector space of Entra. */
  readonly anchor?: string | undefined;
  readonly entraId?: string | undefined;
  /** As people know it, e.g. its display name. */
  readonly name?: string | undefined;
  /** What it can be asked about by, where AD's name is not known. */
  readonly ask?: string | undefined;
}

/** Errors of one cause, or of one sort where no single cause is known. */
export interface ErrorGroup {
  /** Id of the cause; null where the error has several, or none that is known. */
  readonly cause: string | null;
  /** Of the cause, or else the word of the error. */
  readonly title: string;
  readonly says: string;
  /** Titles of the causes that give this error, the likeliest first, where there are several: only a question about one object can tell which. */
  readonly likely: readonly string[];
  readonly kind: ErrorKind;
  /** Objects; one that two sources name counts once. */
  readonly objects: readonly ErrorObject[];
  readonly sources: readonly string[];
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
}
