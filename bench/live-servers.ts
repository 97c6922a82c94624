import { parentPort } from 'node:worker_threads';
import { createAdDatabase } from '../lab/company/ad-database.ts';
import { GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID } from '../lab/company/cast.ts';
import { createTenantDatabase } from '../lab/company/tenant-database.ts';
import { READER_PERMISSIONS, WRITER_PERMISSIONS } from '../lab/servers/graph-permissions.ts';
import { startGraphServer } from '../lab/servers/graph-server.ts';
import { makeLabCertificates } from '../lab/servers/lab-certificates.ts';
import { catalogOf } from '../lab/servers/ldap-catalog.ts';
import { startLdapServer } from '../lab/servers/ldap-server.ts';
import { startLoginServer } from '../lab/servers/login-server.ts';
import { BASE_DN, BIND, DOMAIN, guidOctets, SECRET, type FromServers, type ToServers } from './live-company.ts';

/** The pretend servers, in a thread of their own so that their work is not taken for the product's. One person is there at a time: the pretend AD searches without an index. */
const clock = { now: () => new Date() };
const certificates = await makeLabCertificates();
const ad = createAdDatabase({ domain: DOMAIN, baseDn: BASE_DN, clock });
const tenant = createTenantDatabase({ clock });
ad.add(BIND.bindDn, { objectClass: 'user', sAMAccountName: 'svc-syncwhy', userPrincipalName: `svc-syncwhy@${DOMAIN}` });
ad.add(`OU=Staff,${BASE_DN}`, { objectClass: 'organizationalUnit' });
const serve = (state: typeof ad) => startLdapServer({ state, certificates, ...BIND });
const [first, second, catalog] = [await serve(ad), await serve(ad), await serve(catalogOf([ad]))];
const login = await startLoginServer({
  certificates,
  clients: [
    { clientId: GRAPH_READER_APP_ID, secret: SECRET, roles: READER_PERMISSIONS },
    { clientId: GRAPH_WRITER_APP_ID, secret: SECRET, roles: WRITER_PERMISSIONS },
  ],
});
const graph = await startGraphServer({ state: tenant, certificates, clock, tokens: login, resourceUnits: 1_000_000, reportRequests: 100_000 });

let leave = (): void => undefined;
parentPort?.on('message', ({ person }: ToServers) => {
  leave();
  leave = move(person);
  tell({ is: 'ready', searches: [first, second, catalog].flatMap(({ seen }) => seen).filter((kind) => kind === 'search').length });
});
tell({ is: 'started', ca: certificates.caPem, first: first.url, second: second.url, catalog: catalog.url, graph: graph.url, login: login.url });

/** This person moves in; the answer lets them leave again. */
function move(person: number): () => void {
  const [name, dn, guid] = [`person${person}`, `CN=Person ${person},OU=Staff,${BASE_DN}`, guidOctets(person)];
  const shared = { userPrincipalName: `${name}@contoso.com`, displayName: `Person ${person}`, mail: `${name}@contoso.com`, mailNickname: name, proxyAddresses: [`SMTP:${name}@contoso.com`, `smtp:person.${person}@contoso.com`] };
  const entry = ad.add(dn, { objectClass: 'user', objectGUID: guid, sAMAccountName: name, userAccountControl: '512', givenName: 'Person', sn: String(person), ...shared });
  const user = tenant.newUser({ ...shared, onPremisesImmutableId: guid.toString('base64'), onPremisesSyncEnabled: true, onPremisesSamAccountName: name, onPremisesDistinguishedName: dn, onPremisesDomainName: DOMAIN });
  return () => {
    ad.remove(dn);
    ad.purge(entry.guid);
    tenant.users.delete(user.id);
  };
}

function tell(message: FromServers): void {
  parentPort?.postMessage(message);
}
