import { CATALOGUE } from '../../src/catalogue/index.ts';
import type { SealedCause } from '../../src/catalogue/seal.ts';

/** A cause of the catalogue with its remedies, by id. */
export function sealed(id: string): SealedCause {
  const cause = CATALOGUE.find(({ text }) => text.id === id);
  if (cause === undefined) throw new Error(`the catalogue has no ${id}`);
  return cause;
}
