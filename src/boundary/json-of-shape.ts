import type { z } from 'zod';

/** Null when the text is no JSON or has another shape. */
export function jsonOfShape<Schema extends z.ZodType>(text: string, shape: Schema): z.infer<Schema> | null {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
