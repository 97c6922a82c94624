import { licenceMissing } from '../causes/mailbox/licence-missing.ts';
import { usageLocationMissing } from '../causes/mailbox/usage-location-missing.ts';
import { seal, type SealedCause } from './seal.ts';

export const MAILBOX: readonly SealedCause[] = [seal(usageLocationMissing), seal(licenceMissing)];
