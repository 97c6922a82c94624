import assert from 'node:assert/strict';
import { parseLocalPolicy } from '../../src/boundary/local-policy.ts';
import { parseRelayConfig } from '../../src/boundary/relay-config.ts';
import { lineText } from '../../src/relay/check-line.ts';
import { checkPolicy } from '../../src/relay/check-policy.ts';

const BASE = 'DC=corp,DC=contoso,DC=com';
const STAFF = `OU=Staff,${BASE}`;
const TENANT = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
const DOMAIN = { forest: 'corp', url: 'ldaps://dc1', baseDn: BASE, bindDn: 'a', passwordFile: 'x' };
const SERVER = { name: 'SYNC01', command: ['powershell.exe'] };

describe('the line of relay check about the local policy', () => {
  const linesOf = (policy: object, config: object = {}): readonly string[] => {
    const parsed = parseLocalPolicy({ readOnly: false, operations: ['ad.move', 'sync.start-delta'], writableContainers: [STAFF], objectsPerHour: 5, ...policy });
    const configured = parseRelayConfig({ bot: { url: 'https://bot' }, stateDir: 's', localPolicyFile: 'p', directories: [DOMAIN], syncServers: [SERVER], ...config });
    assert.ok(parsed.ok && configured.ok);
    return checkPolicy(configured.config, parsed.policy).map(lineText);
  };
  const sealed = (operation: string): object => ({ operations: { [operation]: 'sign-in' }, tenantId: TENANT, appId: TENANT, openIdConfiguration: `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`, approvers: { people: [TENANT] } });

  const CASES: readonly (readonly [string, object, object, RegExp])[] = [
    ['fits', {}, {}, /^ok    local policy: [0-9a-f]{12}; what it lists can be reached$/],
    ['lets nothing be written', { readOnly: true, writableContainers: ['OU=Gone,DC=other'] }, {}, /^ok    local policy: [0-9a-f]{12}; nothing may be written \(readOnly\)$/],
    ['lists no operation', { operations: [] }, {}, /^ok    .*since operations lists nothing$/],
    ['names a container of a domain that is not configured', { writableContainers: [STAFF, 'OU=Staff,DC=other'] }, {}, /^note  local policy: OU=Staff,DC=other is in no domain of the configuration.*add the domain to directories, unless another relay of the group does it$/m],
    ['names no container', { writableContainers: [] }, {}, /^mend  local policy: ad\.move may run, but nowhere/],
    ['lists what needs a domain, and there is none', { operations: ['ad.change-upn-suffixes'], writableContainers: [] }, { directories: [] }, /^note  local policy: ad\.change-upn-suffixes may run, but the configuration names no domain/m],
    ['lists what needs a sync server, and there is none', {}, { syncServers: [] }, /^note  local policy: sync\.start-delta may run, but the configuration names no sync server/m],
    ['allows no object an hour', { objectsPerHour: 0 }, {}, /^mend  local policy: objectsPerHour is 0/],
    ['lets suffixes be changed, but none by name', { operations: ['ad.change-upn-suffixes'] }, {}, /^mend  local policy: ad\.change-upn-suffixes may run, but for no suffix/],
    ['names suffixes that nothing may change', { upnSuffixes: ['fabrikam.com'] }, {}, /^ok .*\nnote  local policy: upnSuffixes names suffixes, but/],
    ['forbids what was never allowed', { containersNever: [`OU=Elsewhere,${BASE}`] }, {}, /^ok .*\nnote  local policy: OU=Elsewhere.*changes nothing$/],
    ['asks for a seal that nothing needs', { sealing: sealed('ad.set-anchor') }, {}, /^ok .*\nnote  local policy: a seal is asked for ad\.set-anchor, which operations does not list$/],
  ];
  for (const [what, policy, config, line] of CASES) it(`says of one that ${what} just that`, () => assert.match(linesOf(policy, config).join('\n'), line));

  it('says nothing of what is inside, around or at a writable container', () => {
    for (const never of [STAFF, `OU=Board,${STAFF}`, BASE]) assert.deepEqual(linesOf({ containersNever: [never] }).length, 1);
  });
});
