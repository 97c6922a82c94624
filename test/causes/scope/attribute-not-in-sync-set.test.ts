import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

type Json = Record<string, unknown>;
/** 2026-06-01 as Windows FILETIME. */
const JUNE = '134247456000000000';
const expired = ({ ad }: Company): void => {
  ad.attributes['accountExpires'] = [JUNE];
};
const extension = ({ server }: Company, value: string): void => {
  (server['globalSettings'] as { Parameters: Json[] }).Parameters.push({ Name: 'Microsoft.DirectoryExtension.SourceTargetAttributesMap', Value: value });
};
const hours = (octet: number): string => Buffer.alloc(21, octet).toString('base64');

describeCause(sealed('attribute-not-in-sync-set'), {
  confirms: [
    { when: 'the account expired in AD and is open in the cloud', given: expired, remedy: null, says: /accountExpires.*can still sign in/ },
    { when: 'logon hours are limited in AD', given: ({ ad }) => { ad.attributes['logonHours'] = [hours(0x0f)]; }, evidenceClass: 'D', says: /logonHours/ },
    { when: 'there is a picture in jpegPhoto only', given: ({ ad }) => { ad.attributes['jpegPhoto'] = ['/9j/4A==']; }, evidenceClass: 'D', says: /thumbnailPhoto/ },
  ],
  rulesOut: [
    { when: 'the account never expires', given: () => {} },
    { when: 'the account expires in the future', given: ({ ad }) => { ad.attributes['accountExpires'] = ['134500000000000000']; } },
    { when: 'the expired account is disabled in AD as well', given: (given) => { expired(given); given.ad.attributes['userAccountControl'] = ['514']; } },
    { when: 'the cloud account is blocked, so they agree', given: (given) => { expired(given); given.user['accountEnabled'] = false; } },
    { when: 'the attribute is sent as a directory extension', given: (given) => { given.ad.attributes['logonHours'] = [hours(0x0f)]; extension(given, 'logonHours.extension_4483c871ae4a40d0af70000000000000_logonHours'); } },
    { when: 'the picture is in thumbnailPhoto too', given: ({ ad }) => { ad.attributes['jpegPhoto'] = ['/9j/4A==']; ad.attributes['thumbnailPhoto'] = ['/9j/4A==']; } },
    { when: 'the logon hours allow all hours', given: ({ ad }) => { ad.attributes['logonHours'] = [hours(0xff)]; } },
    { when: 'there is no cloud account', given: (given) => { expired(given); withoutCloudAccount(given); } },
  ],
  cannotTell: [
    { when: 'neither the settings nor the connectors were read', given: (given) => { expired(given); delete given.server['globalSettings']; delete given.server['connectors']; }, missing: ['syncServers.connectors'] },
  ],
});
