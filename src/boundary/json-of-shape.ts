import type { z } from 'zod';
import { isPlain } from './plain-json.ts';
import { repeatedKey } from './repeated-key.ts';

/** A photograph in base64 is the longest text there is. */
const LONGEST_TEXT = 1_048_576;

/** Null when the text is no JSON, holds more values than it may, names a key twice or `__proto__`, or has another shape. */
export function jsonOfShape<Schema extends z.ZodType>(text: string, shape: Schema, mostValues?: number): z.infer<Schema> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isPlain(value, { longestText: LONGEST_TEXT, mostValues }) || repeatedKey(text, value) !== null) return null;
    return shape.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}
