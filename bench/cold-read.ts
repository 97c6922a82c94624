import { createLdapDirectory } from '../src/adapters/ldap/ldap-directory.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import { LISTED_ATTRIBUTES } from '../src/model/list-reading.ts';

/** Reads a whole domain once in a process that has done nothing yet, and prints by how many megabytes it grew. */
const [url = '', ca = '', users = ''] = process.argv.slice(2);
const before = process.memoryUsage.rss();
let most = before;
const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
const directory = createLdapDirectory({ url, ca, baseDn: 'DC=corp,DC=contoso,DC=com', bindDn: 'CN=bench', forest: 'corp.contoso.com', password: () => Promise.resolve('bench'), timeoutMs: 60_000, clock: systemClock });
let found = 0;
for await (const page of directory.readAll({ filter: { is: 'begins', attribute: 'sAMAccountName', value: 'person' }, attributes: LISTED_ATTRIBUTES })) found += page.entries.length;
clearInterval(watching);
await directory.close();
if (found !== Number(users)) throw new Error(`${found} entries were read where there are ${users}`);
console.log(((Math.max(most, process.memoryUsage.rss()) - before) / 1_048_576).toFixed(1));
