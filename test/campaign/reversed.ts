import type { StepDraft } from '../../src/model/plan.ts';

/** Everything can be taken back but the anchor of the ninth person. */
export const reversed = (step: StepDraft): boolean => !(step.operation === 'ad.set-anchor' && step.params.object.dn.startsWith('CN=Person 9'));
