import { z } from 'zod';
import { keepsValues } from './as-it-is.ts';

/** Text, or null for "read and empty". */
export const text = z.string().nullish();
export const flag = z.boolean().nullish();
export const count = z.number().nullish();
/** Absent and null alike mean: not looked at. */
export const list = <Item extends z.ZodType>(item: Item) => {
  const items = z.array(item);
  return keepsValues(items.nullish().transform((value) => value ?? undefined), items);
};
export const optional = <Shape extends z.ZodType>(shape: Shape) => keepsValues(shape.nullish().transform((value) => value ?? undefined), shape);
export const byKey = <Shape extends z.ZodType>(shape: Shape) => optional(z.record(z.string(), shape));
