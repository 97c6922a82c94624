/** Room for the bulk of one scan beside the memory: bytes are laid down once and fetched by place. Nothing here waits: what is laid down is small and often. */
export interface ScanRoom {
  /** Where the bytes begin: a multiple of 16. */
  lay(bytes: Uint8Array): number;
  fetch(at: number, length: number): Uint8Array;
  /** Finished: from now on this is what `last` gives, with these columns. Whatever was kept before is given up. */
  keep(columns: Readonly<Record<string, Uint8Array>>): Promise<void>;
  /** Given up, unless it is kept. */
  close(): Promise<void>;
}

/** A room that was kept. It can be laid into further, and be kept again. */
export interface KeptRoom extends ScanRoom {
  column(name: string): Uint8Array | null;
}

/**
 * Where a scan puts what it has read, and what it leaves to the next one. It holds names and addresses of the whole company, so it belongs to this process
 * or is encrypted; a scan is kept only where the shelf outlives it.
 */
export interface ScanShelf {
  open(): Promise<ScanRoom>;
  /** Null where no scan was kept, or it cannot be read any more. */
  last(): Promise<KeptRoom | null>;
}
