import { describeDirectory } from '../../contracts/directory.ts';
import { BASE_DN, DOMAIN, READER, startLabDirectory } from './lab-world.ts';

describeDirectory('the lab’s LDAP server', async () => {
  const lab = await startLabDirectory();
  return {
    directory: lab.open(),
    reader: lab.open({ bindDn: READER.bindDn, password: READER.bindPassword }),
    stranger: lab.open({ password: 'wrong' }),
    baseDn: BASE_DN,
    domain: DOMAIN,
    add: (dn, attributes) => Promise.resolve(void lab.state.add(dn, attributes)),
    remove: (dn) => Promise.resolve(lab.state.remove(dn)),
    addUpnSuffix: (suffix) => Promise.resolve(lab.state.modify(`CN=Partitions,CN=Configuration,${BASE_DN}`, [{ operation: 'add', attribute: 'uPNSuffixes', values: [suffix] }])),
    close: () => lab.close(),
  };
});
