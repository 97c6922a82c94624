import { attributeTooLong } from '../causes/data/attribute-too-long.ts';
import { dataValidationFailed } from '../causes/data/data-validation-failed.ts';
import { displaynameBlank } from '../causes/data/displayname-blank.ts';
import { exchangeAttributesNeedMailnickname } from '../causes/data/exchange-attributes-need-mailnickname.ts';
import { federatedDomainChange } from '../causes/data/federated-domain-change.ts';
import { largeObjectCertificates } from '../causes/data/large-object-certificates.ts';
import { largeObjectPhoto } from '../causes/data/large-object-photo.ts';
import { mailAttributeMissing } from '../causes/data/mail-attribute-missing.ts';
import { mailnicknameInvalid } from '../causes/data/mailnickname-invalid.ts';
import { proxyDomainNotVerified } from '../causes/data/proxy-domain-not-verified.ts';
import { proxyInvalidCharacters } from '../causes/data/proxy-invalid-characters.ts';
import { proxyLegacyTypeDropped } from '../causes/data/proxy-legacy-type-dropped.ts';
import { proxyMissingSmtpPrefix } from '../causes/data/proxy-missing-smtp-prefix.ts';
import { proxyNoPrimary } from '../causes/data/proxy-no-primary.ts';
import { proxyPrimaryDiffersFromMail } from '../causes/data/proxy-primary-differs-from-mail.ts';
import { proxyReservedSuffix } from '../causes/data/proxy-reserved-suffix.ts';
import { proxySeveralPrimaries } from '../causes/data/proxy-several-primaries.ts';
import { proxyTooMany } from '../causes/data/proxy-too-many.ts';
import { samaccountnameInvalid } from '../causes/data/samaccountname-invalid.ts';
import { schemaNotRefreshed } from '../causes/data/schema-not-refreshed.ts';
import { targetaddressInvalid } from '../causes/data/targetaddress-invalid.ts';
import { upnChangeNotFlowing } from '../causes/data/upn-change-not-flowing.ts';
import { upnInvalidCharacters } from '../causes/data/upn-invalid-characters.ts';
import { upnMissingInAd } from '../causes/data/upn-missing-in-ad.ts';
import { upnSuffixNotVerified } from '../causes/data/upn-suffix-not-verified.ts';
import { upnTooLong } from '../causes/data/upn-too-long.ts';
import { repairProxyPrefix } from '../remedies/repair-proxy-prefix.ts';
import { setPrimaryAddress } from '../remedies/set-primary-address.ts';
import { dataByPeople } from '../remedies/by-people/data-by-people.ts';
import { offerSuffixFirst } from '../remedies/offer-suffix-first.ts';
import { valueRepairs } from '../remedies/value-repairs.ts';
import { seal, type SealedCause } from './seal.ts';

/** Among equals the order is that of the list: what hinders most first, what is harmless last. */
export const DATA: readonly SealedCause[] = [
  seal(proxyMissingSmtpPrefix, repairProxyPrefix, dataByPeople.prefixAddress),
  seal(proxyNoPrimary, setPrimaryAddress, dataByPeople.choosePrimary),
  seal(proxySeveralPrimaries),
  seal(proxyInvalidCharacters, valueRepairs.stripAddress, dataByPeople.rewriteAddress),
  seal(proxyDomainNotVerified, dataByPeople.verifyOrRemove),
  seal(mailAttributeMissing, dataByPeople.giveAddress),
  seal(upnSuffixNotVerified, valueRepairs.renameToOwnAddress, offerSuffixFirst, dataByPeople.chooseSuffix),
  seal(upnInvalidCharacters, valueRepairs.renameToOwnAddress, dataByPeople.chooseLegalName),
  seal(upnTooLong, valueRepairs.renameToOwnAddress, dataByPeople.chooseShorterName),
  seal(upnMissingInAd),
  seal(upnChangeNotFlowing, dataByPeople.letNamesFollow),
  seal(federatedDomainChange),
  seal(dataValidationFailed, dataByPeople.correctNamed),
  seal(attributeTooLong, dataByPeople.shortenValue),
  seal(proxyTooMany, dataByPeople.removeAddresses),
  seal(largeObjectCertificates, valueRepairs.removeExpiredCertificates, dataByPeople.removeCertificates),
  seal(largeObjectPhoto, dataByPeople.shrinkPhoto),
  seal(displaynameBlank, valueRepairs.nameAfterCommonName, dataByPeople.writeDisplayName),
  seal(mailnicknameInvalid, valueRepairs.aliasFromAccountName, dataByPeople.chooseAlias),
  seal(samaccountnameInvalid, dataByPeople.chooseAccountName),
  seal(targetaddressInvalid, valueRepairs.prefixForwarding, dataByPeople.correctForwarding),
  seal(exchangeAttributesNeedMailnickname, valueRepairs.aliasFromAccountName, dataByPeople.writeAlias),
  seal(schemaNotRefreshed, dataByPeople.refreshSchema),
  seal(proxyReservedSuffix, valueRepairs.removeReserved, dataByPeople.dropReserved),
  seal(proxyLegacyTypeDropped),
  seal(proxyPrimaryDiffersFromMail, valueRepairs.alignWithSignInName, dataByPeople.alignMail),
];
