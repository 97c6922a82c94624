/** What the lab's Graph can be told to do wrong. `match` is tested against `METHOD /path?query`; each part of a batch is matched by itself. */
type GraphTrouble =
  | { readonly kind: 'throttle'; readonly match: RegExp; readonly times: number; readonly retryAfter: string }
  | { readonly kind: 'fail'; readonly match: RegExp; readonly times: number; readonly status: number; readonly code: string; readonly message: string }
  /** A gateway's HTML page instead of JSON. */
  | { readonly kind: 'html'; readonly match: RegExp; readonly times: number; readonly status: number }
  /** The connection breaks before the request was carried out, or after. */
  | { readonly kind: 'drop-before' | 'drop-after'; readonly match: RegExp; readonly times: number }
  | { readonly kind: 'delay'; readonly match: RegExp; readonly times: number; readonly milliseconds: number }
  | { readonly kind: 'odd-body'; readonly match: RegExp; readonly times: number; readonly body: unknown };

export interface GraphFaults {
  add(trouble: GraphTrouble): void;
  /** Reads show users as they were before a write for this long. */
  staleFor(milliseconds: number): void;
  /** Reads answer 404 for a user for this long after it was brought back. */
  missingAfterRestoreFor(milliseconds: number): void;
  /** deletedItems refuses $filter. */
  refuseDeletedFilter: boolean;
  /** Ends all troubles. */
  clear(): void;
}

/** The list of troubles, and which of them hits a request. */
export function createFaults(): GraphFaults & { hit(request: string, kinds?: readonly GraphTrouble['kind'][]): GraphTrouble | undefined; readonly staleMilliseconds: () => number; readonly missingMilliseconds: () => number } {
  let troubles: { readonly trouble: GraphTrouble; left: number }[] = [];
  let stale = 0;
  let missing = 0;
  return {
    refuseDeletedFilter: false,
    add: (trouble) => void troubles.push({ trouble, left: trouble.times }),
    staleFor: (milliseconds) => void (stale = milliseconds),
    staleMilliseconds: () => stale,
    missingAfterRestoreFor: (milliseconds) => void (missing = milliseconds),
    missingMilliseconds: () => missing,
    clear() {
      troubles = [];
      stale = 0;
      missing = 0;
      this.refuseDeletedFilter = false;
    },
    hit(request, kinds) {
      const found = troubles.find(({ trouble, left }) => left > 0 && trouble.match.test(request) && (kinds === undefined || kinds.includes(trouble.kind)));
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.trouble;
    },
  };
}
