import { z } from 'zod';

/** Text, or null for "read and empty". */
export const text = z.string().nullish();
export const flag = z.boolean().nullish();
export const count = z.number().nullish();
/** Absent and null alike mean: not looked at. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish().transform((items) => items ?? undefined);
export const optional = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? undefined);
export const byKey = <Shape extends z.ZodType>(shape: Shape) => optional(z.record(z.string(), shape));
