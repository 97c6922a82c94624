import type { AdEntry } from '../model/evidence.ts';
import { remembered } from '../model/remembered.ts';
import { sidText } from '../model/sid-text.ts';
import { valuesOf } from './attributes.ts';

export { sidText };

export const sidOf = remembered((entry: AdEntry): string | undefined => sidText(valuesOf(entry, 'objectSid')[0]));

export const formerSidsOf = (entry: AdEntry): readonly string[] => valuesOf(entry, 'sIDHistory').flatMap((value) => sidText(value) ?? []);
