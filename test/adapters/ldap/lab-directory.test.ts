import { descriptorOctets } from '../../../lab/company/ad-descriptor.ts';
import { describeDirectory } from '../../contracts/directory.ts';
import { BASE_DN, DELEGATED, DOMAIN, READER, SHORT_SIGHTED, startLabDirectory } from './lab-world.ts';

describeDirectory('the lab’s LDAP server', async () => {
  const lab = await startLabDirectory();
  return {
    directory: lab.open(),
    reader: lab.open({ bindDn: READER.bindDn, password: READER.bindPassword }),
    delegated: lab.open({ bindDn: DELEGATED.bindDn, password: DELEGATED.bindPassword }),
    delegate: () => Promise.resolve(),
    stranger: lab.open({ password: 'wrong' }),
    shortSighted: lab.open({ bindDn: SHORT_SIGHTED.bindDn, password: SHORT_SIGHTED.bindPassword }),
    catalog: await lab.openCatalog(),
    otherController: lab.server.url,
    isLikeWindows: true,
    among: (domainControllers) => lab.open({ domainControllers }),
    protect: (dn) => Promise.resolve(lab.state.modify(dn, [{ operation: 'replace', attribute: 'nTSecurityDescriptor', values: [descriptorOctets({ inherits: false })] }])),
    replace: (dn, attribute, values) => Promise.resolve(lab.state.modify(dn, [{ operation: 'replace', attribute, values }])),
    baseDn: BASE_DN,
    domain: DOMAIN,
    add: (dn, attributes) => Promise.resolve(void lab.state.add(dn, attributes)),
    remove: (dn) => Promise.resolve(lab.state.remove(dn)),
    addUpnSuffix: (suffix) => Promise.resolve(lab.state.modify(`CN=Partitions,CN=Configuration,${BASE_DN}`, [{ operation: 'add', attribute: 'uPNSuffixes', values: [suffix] }])),
    close: () => lab.close(),
  };
});
