import { movedOutOfScope } from '../causes/scope/moved-out-of-scope.ts';
import { objectNotFoundInAd } from '../causes/scope/object-not-found-in-ad.ts';
import { ouNotInScope } from '../causes/scope/ou-not-in-scope.ts';
import { moveBackIntoScope } from '../remedies/move-back-into-scope.ts';
import { seal, type SealedCause } from './seal.ts';

export const SCOPE: readonly SealedCause[] = [seal(objectNotFoundInAd), seal(movedOutOfScope, moveBackIntoScope), seal(ouNotInScope)];
