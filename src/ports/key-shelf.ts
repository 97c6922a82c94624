/**
 * Where a relay keeps what nobody else may read: its key, and passwords. Every write is on the disk before the call returns, and an old text stays until the new one is.
 * All methods throw `NotReady` with a sentence for the operator.
 */
export interface KeyShelf {
  /** How the text lies there: `plain` when it comes from a version that did not yet protect it in the way of this platform. Opens nothing. */
  form(name: string): 'absent' | 'protected' | 'plain';
  /** Null when nothing was ever put there. */
  read(name: string): string | null;
  write(name: string, text: string): void;
  remove(name: string): void;
}
