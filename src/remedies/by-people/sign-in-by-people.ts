import { adminPages } from '../admin-pages.ts';
import { byPeople } from '../people-steps.ts';
import { usualTasks } from '../usual-tasks.ts';

const { delta } = usualTasks;

/** Credentials, networks and policies: nothing that a program may hold or change. */
export const signInByPeople = {
  renewConnectorPassword: byPeople<{ readonly server: string; readonly connector: string; readonly login: string | undefined }>({
    id: 'renew-connector-password', cause: 'ad-connector-credentials', title: 'Let the connector log on to AD again', risk: 'medium', undo: 'none',
    tasks: ({ server, connector, login }) => [{ says: `Enable or unlock ${login ?? 'the connector account'} in AD. If its password was changed, run Add-ADSyncADDSConnectorAccount on ${server}, which sets a new one in AD and in ${connector} together. Tell nobody the password, me least of all.` }, delta],
  }),
  reachController: byPeople<{ readonly server: string; readonly where: string; readonly preferred: readonly string[] }>({
    id: 'reach-controller', cause: 'ad-dc-unreachable', title: 'Let the server reach a domain controller', risk: 'low', undo: 'full',
    tasks: ({ server, where, preferred }) => [{ says: `Mend the network path or the DNS from ${server} to ${where} (ports 53, 88, 389, 445, 135 and the dynamic ones).${preferred.length === 0 ? '' : ` Take retired servers out of the preferred list of the connector: ${preferred.join(', ')}.`}` }, delta],
  }),
  grantSearch: byPeople<{ readonly connector: string; readonly login: string | undefined }>({
    id: 'grant-search', cause: 'ad-search-rights', title: 'Give the connector account its read permissions back', risk: 'medium', undo: 'none',
    tasks: ({ connector, login }) => [{ says: `Note the permissions at the top of ${connector}, and give ${login ?? 'the connector account'} its basic ones back: Set-ADSyncBasicReadPermissions of the module ADSyncConfig. Are they complete, try another domain controller and look at the network between (ping -f -l 1472).` }, delta],
  }),
  exceptSyncAccount: byPeople<{ readonly account: string | undefined; readonly policies: readonly string[] }>({
    id: 'except-sync-account', cause: 'conditional-access-blocks-sync', title: 'Except the sync account from the policy', risk: 'medium', undo: 'full',
    tasks: ({ account, policies }) => [{ says: `Exclude the role Directory Synchronization Accounts (which ${account ?? 'the sync account'} has) from ${policies.join(', ') || 'the policy that asks for an interactive sign-in'}; with application-based authentication its application, from policies for workload identities.`, link: adminPages.conditionalAccess }, delta],
  }),
  makeRoomInTenant: byPeople<unknown>({
    id: 'make-room-in-tenant', cause: 'directory-quota-exceeded', title: 'Make room in the tenant', risk: 'high', undo: 'none',
    tasks: () => [{ says: 'Verify a domain where none is verified: the limit rises from 50,000 to 300,000 objects. Else ask Microsoft support for more, or decide which objects go; what lies in the recycle bin counts too.', link: adminPages.domains, hours: 14 * 24 }, { ...delta, hours: 14 * 24 }],
  }),
  makeIdentityAnew: byPeople<{ readonly account: string | undefined }>({
    id: 'make-identity-anew', cause: 'entra-access-denied', title: 'Let the wizard make the sync identity anew', risk: 'medium', undo: 'none',
    tasks: ({ account }) => [{ says: `Run the Entra Connect wizard as a Hybrid Identity Administrator (Customize synchronization options); it gives ${account ?? 'the sync identity'} its role again.` }, delta],
  }),
  renewIdentity: byPeople<{ readonly server: string }>({
    id: 'renew-identity', cause: 'entra-connector-auth', title: 'Renew the sign-in of the sync server', risk: 'medium', undo: 'none',
    tasks: ({ server }) => [{ says: `On ${server} renew the identity with the Entra Connect wizard, or with Add-ADSyncAADServiceAccount; with application-based authentication rotate its certificate there. Tell nobody the credentials, me least of all.` }, delta],
  }),
  letThrough: byPeople<{ readonly server: string; readonly fault: string }>({
    id: 'let-through', cause: 'proxy-or-firewall', title: 'Let the server through to Entra', risk: 'medium', undo: 'full',
    tasks: ({ server, fault }) => [{ says: `${server}: ${fault}. Enter the proxy in system.net/defaultProxy of machine.config (keep a copy), allow the addresses of Entra without inspection, and set the idle timeout to five minutes or more.` }, delta],
  }),
  switchTenantOn: byPeople<{ readonly was: boolean }>({
    id: 'switch-tenant-on', cause: 'tenant-dirsync-disabled', title: 'Switch directory synchronisation on', risk: 'high', undo: 'none',
    tasks: ({ was }) => [{ says: `${was ? 'Find out who switched it off, and whether that was meant. If not, run' : 'Run'} the Entra Connect wizard, which switches it on. Never switch it off and on to mend something else: that turns every synchronised account into one of the cloud.`, link: adminPages.connectHealth, hours: 7 * 24 }],
  }),
  awaitTenant: byPeople<{ readonly until: string }>({
    id: 'await-tenant', cause: 'tenant-dirsync-pending', title: 'Wait until Entra has finished', risk: 'low', undo: 'full',
    tasks: ({ until }) => [{ says: `Wait until ${until}. Then switch it on again with the Entra Connect wizard, if that is wanted. If it is still pending after that, only Microsoft support can end it.`, link: adminPages.connectHealth, hours: 96 }],
  }),
  enableTls: byPeople<{ readonly server: string }>({
    id: 'enable-tls', cause: 'tls12-missing', title: 'Enable TLS 1.2', risk: 'medium', undo: 'full',
    tasks: ({ server }) => [{ says: `On ${server} export the registry keys of SCHANNEL and .NET, install .NET Framework 4.7.2 or later if it is older, run Set-ADSyncToolsTls12 -Enabled $true, and restart the server.` }],
  }),
} as const;
