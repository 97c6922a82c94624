/** One SRV record of the DNS (RFC 2782). */
export interface ServiceRecord {
  readonly host: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** Asks the DNS for SRV records. An empty answer means: there are none; rejects when the DNS could not be asked. */
export interface ServiceRecords {
  lookUp(name: string): Promise<readonly ServiceRecord[]>;
}
