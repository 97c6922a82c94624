import { z } from 'zod';

/** Whether a value is already what a shape would make of it. */
type Fits = (value: unknown) => boolean;

const never: Fits = () => false;
const given = new WeakMap<object, Fits>();

/** Says of a shape that changes only null into undefined: whatever else its inner shape takes stays as it is. */
export function keepsValues<Shape extends z.ZodType>(shape: Shape, inner: z.ZodType): Shape {
  const fits = fitting(inner);
  given.set(shape, (value) => value === undefined || fits(value));
  return shape;
}

/**
 * The same shape, but a value that is already what it would make of it is taken as it is, not copied member by member: what JSON.parse made belongs to nobody else.
 * Anything else, also an object with a member that the shape does not know, goes through zod, which copies it or says what is wrong.
 */
export function asItIs<Shape extends z.ZodType>(shape: Shape): Shape {
  const fits = fitting(shape);
  const { parse, run } = shape._zod;
  shape._zod.parse = (payload, context) => (fits(payload.value) ? payload : parse(payload, context));
  shape._zod.run = (payload, context) => (fits(payload.value) ? payload : run(payload, context));
  given.set(shape, fits);
  return shape;
}

function fitting(shape: z.core.$ZodType): Fits {
  const kept = given.get(shape);
  if (kept !== undefined) return kept;
  if ((shape._zod.def.checks ?? []).length > 0) return (value) => {
    const parsed = typeof value === 'object' ? undefined : z.safeParse(shape, value);
    return parsed?.success === true && parsed.data === value;
  };
  if (shape instanceof z.ZodString) return (value) => typeof value === 'string';
  if (shape instanceof z.ZodNumber) return (value) => typeof value === 'number' && Number.isFinite(value);
  if (shape instanceof z.ZodBoolean) return (value) => typeof value === 'boolean';
  if (shape instanceof z.ZodNull) return (value) => value === null;
  if (shape instanceof z.ZodOptional) return either((value) => value === undefined, fitting(shape._zod.def.innerType));
  if (shape instanceof z.ZodNullable) return either((value) => value === null, fitting(shape._zod.def.innerType));
  if (shape instanceof z.ZodUnion) return shape._zod.def.options.map(fitting).reduce(either);
  if (shape instanceof z.ZodArray) return listOf(fitting(shape._zod.def.element));
  if (shape instanceof z.core.$ZodRecord && shape._zod.def.keyType instanceof z.ZodString) return recordOf(fitting(shape._zod.def.valueType));
  return shape instanceof z.ZodObject ? objectOf(new Map(Object.entries<z.core.$ZodType>(shape._zod.def.shape).map(([key, member]) => [key, fitting(member)]))) : never;
}

const either = (one: Fits, other: Fits): Fits => (value) => one(value) || other(value);

const listOf = (item: Fits): Fits => (value) => {
  if (!Array.isArray(value)) return false;
  for (const each of value) if (!item(each)) return false;
  return true;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const recordOf = (member: Fits): Fits => (value) => {
  if (!isObject(value)) return false;
  for (const key of Object.keys(value)) if (key === '__proto__' || !member(value[key])) return false;
  return true;
};

function objectOf(members: ReadonlyMap<string, Fits>): Fits {
  const required = [...members].filter(([, fits]) => !fits(undefined)).map(([key]) => key);
  return (value) => {
    if (!isObject(value)) return false;
    for (const key of required) if (value[key] === undefined) return false;
    for (const key of Object.keys(value)) if (members.get(key)?.(value[key]) !== true) return false;
    return true;
  };
}
