import type { FieldKind, LiveShape } from '../../boundary/script-shapes.ts';
import { EXPECTED_SHAPES, type ExpectedField, type ExpectedShape } from './expected-shapes.ts';

/** How a server differs from what the scripts expect, or what of it could not be compared. Names and kinds only. */
export type ShapeDifference =
  | { readonly is: 'missing'; readonly cmdlet: string; readonly field: string; readonly expected: readonly FieldKind[] }
  | { readonly is: 'other-kind'; readonly cmdlet: string; readonly field: string; readonly expected: readonly FieldKind[]; readonly found: FieldKind }
  | { readonly is: 'additional'; readonly cmdlet: string; readonly field: string; readonly found: FieldKind }
  | { readonly is: 'not-compared'; readonly cmdlet: string; readonly why: string };

/** Compares the cmdlets of a live server with the expected ones. Differences that matter come first; additional fields never matter. */
export function compareShapes(live: readonly LiveShape[], expected: readonly ExpectedShape[] = EXPECTED_SHAPES): readonly ShapeDifference[] {
  const all = expected.flatMap((shape) => differencesOf(live.find(({ cmdlet }) => cmdlet === shape.cmdlet), shape));
  return ORDER.flatMap((is) => all.filter((difference) => difference.is === is));
}

const ORDER = ['missing', 'other-kind', 'not-compared', 'additional'] as const satisfies readonly ShapeDifference['is'][];

function differencesOf(live: LiveShape | undefined, { cmdlet, fields }: ExpectedShape): readonly ShapeDifference[] {
  if (live === undefined) return [{ is: 'not-compared', cmdlet, why: 'not-asked' }];
  if (live.is === 'not-seen') return [{ is: 'not-compared', cmdlet, why: live.why }];
  const found = new Map([...live.fields].map(([path, kind]) => [path.toLowerCase(), kind]));
  const known = new Set([...fields.keys()].map((path) => path.toLowerCase()));
  const wrong = [...fields].flatMap(([field, expected]) => wrongWith({ cmdlet, field, expected, found }));
  const additional = [...live.fields].filter(([path]) => !known.has(path.toLowerCase()) && isBesideKnown(path, fields)).map(([field, kind]): ShapeDifference => ({ is: 'additional', cmdlet, field, found: kind }));
  return [...wrong, ...additional];
}

interface FieldAtHand {
  readonly cmdlet: string;
  readonly field: string;
  readonly expected: ExpectedField;
  /** By path in lower case. */
  readonly found: ReadonlyMap<string, FieldKind>;
}

/** PowerShell does not tell the case of names apart. What stands below an empty list or an absent object could not be seen. */
function wrongWith({ cmdlet, field, expected: { kinds, mayLack }, found }: FieldAtHand): readonly ShapeDifference[] {
  const kind = found.get(field.toLowerCase());
  if (kind === undefined) return mayLack || !isVisible(field, found) ? [] : [{ is: 'missing', cmdlet, field, expected: kinds }];
  return kind === 'unknown' || kinds.includes(kind) ? [] : [{ is: 'other-kind', cmdlet, field, expected: kinds, found: kind }];
}

/** Whether anything stands beside this field on its own level. */
function isVisible(field: string, found: ReadonlyMap<string, FieldKind>): boolean {
  const above = field.slice(0, field.lastIndexOf('.') + 1).toLowerCase();
  return above === '' || [...found.keys()].some((path) => path.startsWith(above));
}

/** Fields of objects that the scripts do not look into are no news. */
const isBesideKnown = (path: string, fields: ReadonlyMap<string, ExpectedField>): boolean => {
  const above = path.slice(0, path.lastIndexOf('.') + 1).toLowerCase();
  return above === '' || [...fields.keys()].some((field) => field.toLowerCase().startsWith(above));
};

/** The differences as text that may be sent to anybody: one line each, no value of the site in it. */
export function describeShapes(differences: readonly ShapeDifference[]): readonly string[] {
  const worse = differences.filter(({ is }) => is === 'missing' || is === 'other-kind').length;
  const title = worse === 0 ? 'Every field that was looked at is as expected.' : `${worse} ${worse === 1 ? 'field differs' : 'fields differ'} from what this release expects.`;
  return [title, ...differences.map(lineOf)];
}

function lineOf(difference: ShapeDifference): string {
  switch (difference.is) {
    case 'missing':
      return `missing     ${difference.cmdlet}  ${difference.field}  expected ${difference.expected.join(' or ')}`;
    case 'other-kind':
      return `other kind  ${difference.cmdlet}  ${difference.field}  expected ${difference.expected.join(' or ')}, found ${difference.found}`;
    case 'additional':
      return `additional  ${difference.cmdlet}  ${difference.field}  ${difference.found}`;
    case 'not-compared':
      return `not seen    ${difference.cmdlet}  ${difference.why}`;
  }
}
