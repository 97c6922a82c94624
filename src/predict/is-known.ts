import { objectGuidOf } from '../deduce/source-anchor.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { Course } from './course.ts';
import type { Standing } from './spaces.ts';

/** Whether what the engine holds of an object was read: of the one in question always, of another one where it shows. */
export const isKnown = ({ about }: Course, ad: AdObject, { importing }: Standing): boolean => about === null || about === objectGuidOf(ad) || importing !== undefined;
