import type { Evidence, ExhibitName, Exhibits } from '../model/exhibits.ts';

/*
 * The one file with unchecked casts. Each says what makes it safe; everything else is checked by the compiler.
 */

/** The values of these exhibits, or the names of those that are unknown. */
export function pickKnown<Name extends ExhibitName>(
  evidence: Evidence,
  names: readonly Name[],
): { readonly is: 'known'; readonly known: Pick<Exhibits, Name> } | { readonly is: 'missing'; readonly missing: readonly ExhibitName[] } {
  const known: Partial<Record<ExhibitName, unknown>> = {};
  const missing: ExhibitName[] = [];
  for (const name of names) {
    const reading = evidence[name];
    if (reading.state === 'known') known[name] = reading.value;
    else missing.push(name);
  }
  if (missing.length > 0) return { is: 'missing', missing };
  // Safe: nothing is missing, so every name of `names` has just been copied from the reading of the same name.
  return { is: 'known', known: known as Pick<Exhibits, Name> };
}

/** What this program has written itself, as JSON, of a value of this shape, and has kept where nobody else writes. */
// Safe: the only writer is the counterpart of the caller, which has the value in its typed form.
export const asLaidDown = <Shape>(text: string): Shape => JSON.parse(text) as Shape;
