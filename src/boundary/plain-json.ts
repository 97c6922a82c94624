interface Bounds {
  /** Most letters of one text. */
  readonly longestText: number;
  /** Most values, however deep they stand. */
  readonly mostValues?: number | undefined;
}

const LONGEST_KEY = 1_024;
const DEEPEST = 64;

/** Whether a value that came from outside has no text longer than it may be, not too many values, no key that would be a trap (`__proto__`) and no depth without end. */
export function isPlain(value: unknown, { longestText, mostValues = Number.POSITIVE_INFINITY }: Bounds): boolean {
  const open: { readonly inner: unknown; readonly depth: number }[] = [{ inner: value, depth: 0 }];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { inner, depth } = next;
    if (typeof inner === 'string' && inner.length > longestText) return false;
    if (typeof inner !== 'object' || inner === null) continue;
    if (depth >= DEEPEST) return false;
    if (!Array.isArray(inner) && Object.keys(inner).some((key) => key === '__proto__' || key.length > LONGEST_KEY)) return false;
    const members: readonly unknown[] = Array.isArray(inner) ? inner : Object.values(inner);
    count += members.length;
    if (count > mostValues) return false;
    for (const member of members) {
      if (typeof member === 'string') {
        if (member.length > longestText) return false;
      } else if (typeof member === 'object' && member !== null) open.push({ inner: member, depth: depth + 1 });
    }
  }
  return true;
}
