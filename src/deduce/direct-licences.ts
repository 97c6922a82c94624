import type { CloudUser } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import { sameText } from './attributes.ts';
import { knownOf } from './reading.ts';

/** A licence that was given to the account itself. */
export interface DirectLicence {
  readonly skuId: string;
  readonly skuName: string;
  /** Ids of its disabled plans. */
  readonly disabledPlans: readonly string[];
}

/** The licences that do not come from a group; undefined when they were not read. */
export function directLicences(user: CloudUser, sources: Pick<Evidence, 'entra.subscribedSkus'>): readonly DirectLicence[] | undefined {
  const skus = knownOf(sources['entra.subscribedSkus']);
  return user.licenseAssignmentStates
    ?.filter(({ assignedByGroup }) => (assignedByGroup ?? '') === '')
    .flatMap(({ skuId, disabledPlans }) => (typeof skuId !== 'string' ? [] : [{ skuId, skuName: skus?.find((each) => sameText(each.skuId, skuId))?.skuPartNumber ?? skuId, disabledPlans: disabledPlans ?? [] }]));
}
