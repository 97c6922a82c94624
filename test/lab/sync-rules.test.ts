import assert from 'node:assert/strict';
import { calculateAddresses } from '../../lab/company/sync-engine/address-calculation.ts';
import { entraDnOfAnchor, guidOfOctets, octetsOfGuid } from '../../lab/company/sync-engine/anchor-octets.ts';
import { isInContainerScope } from '../../lab/company/sync-engine/container-scope.ts';
import { inboundFilter } from '../../lab/company/sync-engine/inbound-filter.ts';
import type { ImportedObject } from '../../lab/company/sync-engine/imported-object.ts';
import { calculateUpn, initialMailNickname } from '../../lab/company/sync-engine/sign-in-name.ts';

describe('the source anchor', () => {
  const VECTORS = [
    ['11223344-5566-7788-99aa-bbccddeeff00', 'RDMiEWZViHeZqrvM3e7/AA==', 'CN={52444D6945575A566948655A7172764D3365372F41413D3D}'],
    ['8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', 'TpwcjSo/bkucfSobPE1ebw==', 'CN={547077636A536F2F626B756366536F625045316562773D3D}'],
    ['30475e40-e7ae-4af3-af75-8b143c81daf5', 'QF5HMK7n80qvdYsUPIHa9Q==', 'CN={514635484D4B376E38307176645973555049486139513D3D}'],
  ] as const;
  for (const [guid, anchor, dn] of VECTORS) {
    it(`${guid} is ${anchor}`, () => {
      assert.equal(octetsOfGuid(guid).toString('base64'), anchor);
      assert.equal(guidOfOctets(Buffer.from(anchor, 'base64')), guid);
      assert.equal(entraDnOfAnchor(anchor), dn);
    });
  }
});

describe('container scope', () => {
  const scope = { include: ['OU=Staff,DC=corp,DC=contoso,DC=com', 'OU=Back,OU=Temps,OU=Staff,DC=corp,DC=contoso,DC=com'], exclude: ['ou=temps,ou=staff,dc=corp,dc=contoso,dc=com'] };
  const CASES = [
    ['CN=A,OU=Staff,DC=corp,DC=contoso,DC=com', true],
    ['cn=a,ou=STAFF,dc=corp,dc=contoso,dc=com', true],
    ['CN=A,OU=Old,OU=Staff,DC=corp,DC=contoso,DC=com', true],
    ['CN=A,OU=Temps,OU=Staff,DC=corp,DC=contoso,DC=com', false],
    ['CN=A,OU=Back,OU=Temps,OU=Staff,DC=corp,DC=contoso,DC=com', true],
    ['CN=A,OU=NotStaff,DC=corp,DC=contoso,DC=com', false],
    [String.raw`CN=A\,OU=Staff,DC=corp,DC=contoso,DC=com`, false],
    [String.raw`CN=Smith\2C John,OU=Staff,DC=corp,DC=contoso,DC=com`, true],
    ['CN=A,DC=corp,DC=contoso,DC=com', false],
  ] as const;
  for (const [dn, expected] of CASES) {
    it(`${expected ? 'takes' : 'leaves out'} ${dn}`, () => assert.equal(isInContainerScope(dn, scope), expected));
  }
});

describe('default inbound rules', () => {
  const object = (kind: ImportedObject['kind'], given: Readonly<Record<string, string>>, dn = 'CN=A,OU=Staff,DC=x'): ImportedObject => ({
    guid: '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', dn, kind,
    attributes: new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), { name, values: [value] }])),
  });
  const CASES = [
    [object('user', { sAMAccountName: 'jsmith' }), null],
    [object('user', { sAMAccountName: 'jsmith', userAccountControl: '514', adminCount: '1' }), null],
    [object('user', { sAMAccountName: 'krbtgt', isCriticalSystemObject: 'TRUE' }), 'isCriticalSystemObject'],
    [object('user', {}), 'sAMAccountName missing'],
    [object('user', { sAMAccountName: 'MSOL_12ab' }), 'sAMAccountName MSOL_'],
    [object('user', { sAMAccountName: 'AAD_12ab' }), 'sAMAccountName AAD_'],
    [object('user', { sAMAccountName: 'SUPPORT_388945a0' }), 'SUPPORT_388945a0'],
    [object('user', { sAMAccountName: 'a', mailNickname: 'SystemMailbox{1}' }), 'system mailbox'],
    [object('user', { sAMAccountName: 'CAS_{1}' }), 'CAS_ account'],
    [object('user', { sAMAccountName: 'CAS_one' }), null],
    [object('user', { sAMAccountName: 'a', msExchRecipientTypeDetails: '8388608' }), 'msExchRecipientTypeDetails'],
    [object('user', { sAMAccountName: 'a', msExchRecipientTypeDetails: '2147483648' }), null],
    [object('user', { sAMAccountName: 'a', adminDescription: 'User_NoSync' }), 'adminDescription User_'],
    [object('user', { sAMAccountName: 'a' }, String.raw`CN=A\0ACNF:8d1c,OU=Staff,DC=x`), 'replication conflict'],
    [object('contact', { cn: 'a' }), 'no address'],
    [object('contact', { mail: 'a@b.example' }), 'no address'],
    [object('contact', { mail: 'a@b.example', proxyAddresses: 'SMTP:a@b.example' }), null],
    [object('contact', { mail: 'a@b.example', proxyAddresses: 'SMTP:a@b.example', displayName: 'A (MSOL)', msExchHideFromAddressLists: 'TRUE' }), 'hidden contact of the old tool'],
    [object('group', { groupType: '8', displayName: 'G', mail: 'g@contoso.com', proxyAddresses: 'X500:/o=Contoso/cn=g' }), 'distribution group without an address'],
    [object('group', { groupType: '-2147483640', mail: 'g@contoso.com' }), 'mail-enabled group without a display name'],
    [object('group', { groupType: '-2147483640' }), null],
    [object('group', { groupType: '8' }), 'distribution group without an address'],
    [object('group', { groupType: '8', displayName: 'G', mail: 'g@contoso.com' }), 'distribution group without an address'],
    [object('group', { groupType: '8', displayName: 'G', mail: 'g@contoso.com', proxyAddresses: 'SMTP:g@contoso.com' }), null],
  ] as const;
  for (const [given, because] of CASES) {
    const named = JSON.stringify(Object.fromEntries([...given.attributes.values()].map(({ name, values }) => [name, values[0]])));
    it(`${because === null ? 'let in' : `leave out (${because})`} the ${given.kind} ${given.dn.slice(0, 12)} ${named}`, () => assert.equal(inboundFilter(given), because));
  }
});

describe('the calculated sign-in name', () => {
  const rules = { initialDomain: 'contoso.onmicrosoft.com', isVerified: (domain: string) => domain === 'contoso.com' };
  const CASES = [
    ['john.smith@contoso.com', 'john.smith@contoso.com'],
    ['john.smith@CONTOSO.com', 'john.smith@CONTOSO.com'],
    ['john.smith@corp.contoso.com', 'js@contoso.onmicrosoft.com'],
    ['john.smith@contoso.local', 'js@contoso.onmicrosoft.com'],
    ['jöhn@contoso.com', 'js@contoso.onmicrosoft.com'],
    ['john smith@contoso.com', 'js@contoso.onmicrosoft.com'],
    ["o'neil@contoso.com", "o'neil@contoso.com"],
  ] as const;
  for (const [upn, expected] of CASES) it(`of ${upn} is ${expected}`, () => assert.equal(calculateUpn({ upn }, 'js', rules), expected));

  const NICKNAMES = [
    [{ mailNickname: 'alias', mail: 'm@x.y', proxyAddresses: ['SMTP:p@x.y'], upn: 'u@x.y' }, 'alias'],
    [{ mailNickname: null, mail: 'm@x.y', proxyAddresses: ['smtp:s@x.y', 'SMTP:p@x.y'], upn: 'u@x.y' }, 'p'],
    [{ mailNickname: null, mail: 'm@x.y', proxyAddresses: ['smtp:s@x.y'], upn: 'u@x.y' }, 'm'],
    [{ mailNickname: null, mail: null, proxyAddresses: ['smtp:s@x.y'], upn: 'u@x.y' }, 'u'],
  ] as const;
  for (const [given, expected] of NICKNAMES) {
    it(`takes the alias ${expected} from ${JSON.stringify(given)}`, () => assert.equal(initialMailNickname({ displayName: null, ...given }), expected));
  }
});

describe('the calculated addresses', () => {
  const base = { mail: 'j.s@contoso.com', upn: 'js@contoso.com', moera: 'js@contoso.onmicrosoft.com', isVerified: (domain: string) => domain !== 'contoso.local' };
  const MOERA = 'smtp:js@contoso.onmicrosoft.com';
  const CASES: readonly (readonly [string, { proxyAddresses: readonly string[]; exchangeLicensed: boolean; mail?: string | null; upn?: string | null }, readonly string[]])[] = [
    ['keep the primary first', { proxyAddresses: ['smtp:b@contoso.com', 'SMTP:a@contoso.com'], exchangeLicensed: false }, ['SMTP:a@contoso.com', 'smtp:b@contoso.com']],
    ['add UPN and MOERA when licensed', { proxyAddresses: ['SMTP:a@contoso.com'], exchangeLicensed: true }, ['SMTP:a@contoso.com', 'smtp:js@contoso.com', MOERA]],
    ['take mail when there are none', { proxyAddresses: [], exchangeLicensed: false }, ['SMTP:j.s@contoso.com']],
    ['mask mail when there are some', { proxyAddresses: ['smtp:b@contoso.com'], exchangeLicensed: false }, ['SMTP:js@contoso.onmicrosoft.com', 'smtp:b@contoso.com']],
    ['take the UPN when there is no mail and a licence', { proxyAddresses: [], mail: null, exchangeLicensed: true }, ['SMTP:js@contoso.com', MOERA]],
    ['are none without mail and licence', { proxyAddresses: [], mail: null, exchangeLicensed: false }, []],
    ['drop a value without a type', { proxyAddresses: ['a@contoso.com', 'SMTP:b@contoso.com'], exchangeLicensed: false }, ['SMTP:b@contoso.com']],
    ['fall back to MOERA when the primary has no type', { proxyAddresses: ['a@contoso.com'], exchangeLicensed: false }, ['SMTP:js@contoso.onmicrosoft.com']],
    ['drop reserved suffixes', { proxyAddresses: ['SMTP:a@contoso.com', 'smtp:x@contoso.onmicrosoft.com'], exchangeLicensed: false }, ['SMTP:a@contoso.com']],
    ['keep the remote routing address', { proxyAddresses: ['SMTP:a@contoso.com', 'smtp:x@contoso.mail.onmicrosoft.com'], exchangeLicensed: false }, ['SMTP:a@contoso.com', 'smtp:x@contoso.mail.onmicrosoft.com']],
    ['drop legacy types and keep others', { proxyAddresses: ['SMTP:a@contoso.com', 'X400:c=US', 'sip:a@contoso.com'], exchangeLicensed: false }, ['SMTP:a@contoso.com', 'sip:a@contoso.com']],
    ['drop spaces', { proxyAddresses: ['SMTP:a@contoso.com', 'smtp:b b@contoso.com'], exchangeLicensed: false }, ['SMTP:a@contoso.com']],
    ['drop unverified domains when licensed', { proxyAddresses: ['SMTP:a@contoso.com', 'smtp:a@contoso.local'], upn: null, exchangeLicensed: true }, ['SMTP:a@contoso.com', MOERA]],
    ['keep unverified domains without a licence', { proxyAddresses: ['SMTP:a@contoso.com', 'smtp:a@contoso.local'], exchangeLicensed: false }, ['SMTP:a@contoso.com', 'smtp:a@contoso.local']],
  ];
  for (const [what, given, expected] of CASES) it(what, () => assert.deepEqual(calculateAddresses({ ...base, ...given }), expected));
});
