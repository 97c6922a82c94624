import type { ForestDocument } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { remembered } from '../model/remembered.ts';

/** The entries of a forest, deleted ones among them, each with the name of its forest; the same objects at every call. */
export const adObjectsOf = remembered((forest: ForestDocument): readonly AdObject[] => (forest.entries ?? []).map((entry) => ({ ...entry, forest: forest.name })));

/** The objects in the recycle bin, wherever the document lists them. */
export const deletedObjectsOf = remembered((forest: ForestDocument): readonly AdObject[] => (forest.deleted ?? []).map((entry) => ({ ...entry, forest: forest.name })));
