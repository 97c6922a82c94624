import { z } from 'zod';
import { parseScriptResult } from './script-answer.ts';

/** What a field holds; `choice` is one word of an enumeration, `unknown` nothing that could be looked at. */
export const FIELD_KINDS = ['text', 'flag', 'number', 'time', 'span', 'identifier', 'octets', 'choice', 'list', 'object', 'unknown'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** Why a cmdlet gave nothing to look at, in the words of read-shapes.ps1. */
const WHY = ['nothing-to-look-at', 'cmdlet-missing', 'access-denied', 'module-missing', 'failed'] as const;

/** The fields of the first object that a cmdlet gave, by path (`Partitions[].DN`). Names and kinds only, never a value. */
export type LiveShape =
  | { readonly cmdlet: string; readonly is: 'seen'; readonly fields: ReadonlyMap<string, FieldKind> }
  | { readonly cmdlet: string; readonly is: 'not-seen'; readonly why: (typeof WHY)[number] };

/** What read-shapes.ps1 says, in as many parts as it printed. Throws `UnreadableAnswer`. */
export const readShapes = (parts: readonly unknown[]): readonly LiveShape[] => parts.flatMap((part) => parseScriptResult(z.array(shape), Array.isArray(part) ? part : [part]).map(shapeOf));

function shapeOf({ cmdlet, why, fields }: z.output<typeof shape>): LiveShape {
  if (fields === undefined) return { cmdlet, is: 'not-seen', why: why ?? 'failed' };
  const named = fields.filter(({ path }) => IS_PATH.test(path));
  return { cmdlet, is: 'seen', fields: new Map(named.map(({ path, kind }) => [path, kind])) };
}

/** Names of .NET properties; anything else could be a value in disguise and is left out. */
const IS_PATH = /^[A-Za-z_]\w{0,79}(\[\])?(\.[A-Za-z_]\w{0,79}(\[\])?){0,3}$/;

const shape = z.object({
  cmdlet: z.string().regex(/^(Get|Invoke)-ADSync[A-Za-z]{1,60}$/),
  why: z.enum(WHY).optional(),
  fields: z.preprocess((value) => (value === null ? [] : value), z.array(z.object({ path: z.string(), kind: z.enum(FIELD_KINDS) })).max(500).optional()),
});
