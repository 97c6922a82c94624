import { BASE_DN, DELEGATED, DOMAIN, startLabDirectory } from '../../adapters/ldap/lab-world.ts';
import { describeAdOperations } from '../../contracts/ad-operations.ts';

describeAdOperations('the lab’s LDAP server', { bin: 'keeps-values', losesAnswers: true }, async () => {
  const lab = await startLabDirectory();
  return {
    directory: lab.open(),
    delegated: lab.open({ bindDn: DELEGATED.bindDn, password: DELEGATED.bindPassword }),
    delegate: () => Promise.resolve(),
    baseDn: BASE_DN,
    domain: DOMAIN,
    bin: 'keeps-values',
    loseWrites: (count) => {
      lab.server.faults.lostWrites = count;
    },
    add: (dn, attributes) => Promise.resolve(void lab.state.add(dn, attributes)),
    replace: (dn, attribute, values) => Promise.resolve(lab.state.modify(dn, [{ operation: 'replace', attribute, values }])),
    remove: (dn) => Promise.resolve(lab.state.remove(dn)),
    close: () => lab.close(),
  };
});
