import type { Evidence, ExhibitName, Exhibits } from '../model/exhibits.ts';

/*
 * The one file with unchecked casts. Each says what makes it safe; everything else is checked by the compiler.
 */

/** The values of these exhibits, or the names of those that are unknown. */
export function pickKnown<Name extends ExhibitName>(
  evidence: Evidence,
  names: readonly Name[],
): { readonly is: 'known'; readonly known: Pick<Exhibits, Name> } | { readonly is: 'missing'; readonly missing: readonly ExhibitName[] } {
  const missing = names.filter((name) => evidence[name].state === 'unknown');
  if (missing.length > 0) return { is: 'missing', missing };
  const known: Partial<Record<ExhibitName, unknown>> = {};
  for (const name of names) {
    const reading = evidence[name];
    if (reading.state === 'known') known[name] = reading.value;
  }
  // Safe: every name of `names` has just been copied from the reading of the same name.
  return { is: 'known', known: known as Pick<Exhibits, Name> };
}
