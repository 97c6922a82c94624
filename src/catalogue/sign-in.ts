import { adConnectorCredentials } from '../causes/sign-in/ad-connector-credentials.ts';
import { adDcUnreachable } from '../causes/sign-in/ad-dc-unreachable.ts';
import { adSearchRights } from '../causes/sign-in/ad-search-rights.ts';
import { conditionalAccessBlocksSync } from '../causes/sign-in/conditional-access-blocks-sync.ts';
import { directoryQuotaExceeded } from '../causes/sign-in/directory-quota-exceeded.ts';
import { entraAccessDenied } from '../causes/sign-in/entra-access-denied.ts';
import { entraConnectorAuth } from '../causes/sign-in/entra-connector-auth.ts';
import { proxyOrFirewall } from '../causes/sign-in/proxy-or-firewall.ts';
import { tenantDirsyncDisabled } from '../causes/sign-in/tenant-dirsync-disabled.ts';
import { tenantDirsyncPending } from '../causes/sign-in/tenant-dirsync-pending.ts';
import { tls12Missing } from '../causes/sign-in/tls12-missing.ts';
import { signInByPeople } from '../remedies/by-people/sign-in-by-people.ts';
import { seal, type SealedCause } from './seal.ts';

export const SIGN_IN: readonly SealedCause[] = [
  seal(tenantDirsyncPending, signInByPeople.awaitTenant), seal(tenantDirsyncDisabled, signInByPeople.switchTenantOn), seal(directoryQuotaExceeded, signInByPeople.makeRoomInTenant), seal(tls12Missing, signInByPeople.enableTls), seal(proxyOrFirewall, signInByPeople.letThrough), seal(conditionalAccessBlocksSync, signInByPeople.exceptSyncAccount), seal(entraAccessDenied, signInByPeople.makeIdentityAnew),
  seal(entraConnectorAuth, signInByPeople.renewIdentity), seal(adDcUnreachable, signInByPeople.reachController), seal(adConnectorCredentials, signInByPeople.renewConnectorPassword), seal(adSearchRights, signInByPeople.grantSearch),
];
