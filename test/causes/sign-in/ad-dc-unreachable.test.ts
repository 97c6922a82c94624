import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { endsWith, incident, logs, otherForest } from './trouble.ts';

const reach = (name: string) => [{ FullName: name, IsReachable: false, ExceptionMessage: 'The server is not operational.' }];

describeCause(sealed('ad-dc-unreachable'), {
  confirms: [
    { when: 'the runs of its forest found nobody to connect to', given: (given) => { endsWith(given, 'forest', 'no-start-connection'); }, evidenceClass: 'A', remedy: null },
    { when: 'the name of its domain is not resolved', given: (given) => { endsWith(given, 'forest', 'no-start-ma'); }, evidenceClass: 'A' },
    { when: 'the connection log tells of a server that is down', given: (given) => { logs(given, incident('failed-connection', '0x51')); }, evidenceClass: 'A' },
    { when: 'the connection was dropped', given: (given) => { logs(given, incident('dropped-connection', '0x37')); }, evidenceClass: 'A' },
    { when: 'the server says that its domain is not reachable', given: ({ server }) => { server['domainReachability'] = reach('corp.contoso.com'); }, evidenceClass: 'A', says: /corp\.contoso\.com/ },
    {
      when: 'only a retired domain controller may be asked',
      given: ({ server }) => { server['domainReachability'] = reach('corp.contoso.com'); const [first] = server['connectors'] as { Partitions: Record<string, unknown>[] }[]; if (first?.Partitions[0] !== undefined) first.Partitions[0]['PreferredDCs'] = ['dc-old.corp.contoso.com']; },
      evidenceClass: 'A', says: /dc-old\.corp\.contoso\.com/,
    },
  ],
  rulesOut: [
    { when: 'every domain answers', given: () => {} },
    { when: 'another domain does not answer', given: ({ server }) => { server['domainReachability'] = reach('other.example'); } },
    { when: 'another forest does not answer', given: (given) => { otherForest(given, 'no-start-connection'); } },
    { when: 'the answer was too large', given: (given) => { logs(given, incident('dropped-connection', '0x4')); } },
    { when: 'a controller answered and refused the reading', given: (given) => { logs(given, incident('failed-permission', '0x32'), 'no-start-connection'); } },
    { when: 'the logon is refused', given: (given) => { endsWith(given, 'forest', 'no-start-credentials'); } },
  ],
});
