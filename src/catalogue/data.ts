import { mailAttributeMissing } from '../causes/data/mail-attribute-missing.ts';
import { proxyMissingSmtpPrefix } from '../causes/data/proxy-missing-smtp-prefix.ts';
import { proxyNoPrimary } from '../causes/data/proxy-no-primary.ts';
import { upnSuffixNotVerified } from '../causes/data/upn-suffix-not-verified.ts';
import { repairProxyPrefix } from '../remedies/repair-proxy-prefix.ts';
import { setPrimaryAddress } from '../remedies/set-primary-address.ts';
import { seal, type SealedCause } from './seal.ts';

export const DATA: readonly SealedCause[] = [seal(proxyMissingSmtpPrefix, repairProxyPrefix), seal(proxyNoPrimary, setPrimaryAddress), seal(mailAttributeMissing), seal(upnSuffixNotVerified)];
