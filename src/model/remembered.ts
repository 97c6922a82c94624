/**
 * Derivations that many judges ask for are made once. Evidence never changes once it is read, so what is derived from a part of it holds as long as
 * that part lives, and goes with it.
 */
export function remembered<Part extends object, Value>(derive: (part: Part) => Value): (part: Part) => Value {
  const known = new WeakMap<Part, Kept<Value>>();
  return (part) => {
    const kept = known.get(part);
    if (kept !== undefined) return kept.value;
    const value = derive(part);
    known.set(part, { value });
    return value;
  };
}

/** The same for what is derived from two parts. */
export function rememberedOfBoth<One extends object, Other extends object, Value>(derive: (one: One, other: Other) => Value): (one: One, other: Other) => Value {
  const of = remembered((one: One) => remembered((other: Other) => derive(one, other)));
  return (one, other) => of(one)(other);
}

/** For texts, which cannot be watched: at most so many are kept, then all are let go. */
export function rememberedText<Value>(derive: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Kept<Value>>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept.value;
    const value = derive(text);
    if (known.size >= MOST_TEXTS) known.clear();
    if (text.length <= LONGEST_TEXT) known.set(text, { value });
    return value;
  };
}

interface Kept<Value> {
  readonly value: Value;
}

const MOST_TEXTS = 20_000;
const LONGEST_TEXT = 512;
