import assert from 'node:assert/strict';
import { attributeIdOf, metadataRecords, schemaKeyOf } from '../../../src/adapters/ldap/attribute-version.ts';
import { attributeChangeOf } from '../../../src/adapters/ldap/replication-xml.ts';

const DSA = 'CN=NTDS Settings,CN=DC1,CN=Servers,CN=Site,CN=Sites,CN=Configuration,DC=corp,DC=contoso,DC=com';
/** As a Windows domain controller writes it, with a tab before each element and a NUL at the end. */
const words = (members: Readonly<Record<string, string>>): string => `<DS_REPL_ATTR_META_DATA>\n${Object.entries(members).map(([name, text]) => `\t<${name}>${text}</${name}>\n`).join('')}</DS_REPL_ATTR_META_DATA>\n\0`;
const MAIL = { pszAttributeName: 'mail', dwVersion: '3', ftimeLastOriginatingChange: '2026-11-20T14:02:00Z', uuidLastOriginatingDsaInvocationID: '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', usnOriginatingChange: '12345', usnLocalChange: '12999', pszLastOriginatingDsaDN: DSA };

describe('replication metadata in words', () => {
  it('tells the write of an attribute', () => {
    assert.deepEqual(attributeChangeOf(words(MAIL)), { attribute: 'mail', version: 3, time: '2026-11-20T14:02:00.000Z', originatingDsa: DSA, originatingUsn: '12345' });
  });

  it('names the database when the domain controller is gone', () => {
    assert.equal(attributeChangeOf(words({ ...MAIL, pszLastOriginatingDsaDN: '' }))?.originatingDsa, MAIL.uuidLastOriginatingDsaInvocationID);
  });

  for (const [deleted, removed] of [['1601-01-01T00:00:00Z', false], ['2026-11-20T14:02:00Z', true]] as const) {
    it(`takes a value deleted at ${deleted} for ${removed ? 'gone' : 'present'}`, () => {
      const change = attributeChangeOf(words({ ...MAIL, pszAttributeName: 'member', pszObjectDn: 'CN=R&amp;D &lt;x&gt; &#x41;&#66;,DC=x', ftimeDeleted: deleted }));
      assert.deepEqual([change?.value, change?.removed], ['CN=R&D <x> AB,DC=x', removed]);
    });
  }

  for (const broken of ['', 'no xml', words({ ...MAIL, dwVersion: 'many' }), words({ ...MAIL, ftimeLastOriginatingChange: 'yesterday' }), words({ ...MAIL, pszAttributeName: '' })]) {
    it(`is left out when it cannot be understood: ${JSON.stringify(broken).slice(0, 60)}`, () => assert.equal(attributeChangeOf(broken), null));
  }

  it('leaves an entity alone that is none', () => {
    assert.equal(attributeChangeOf(words({ ...MAIL, pszObjectDn: '&nbsp;&#x110000;' }))?.value, '&nbsp;&#x110000;');
  });
});

describe('replication metadata in octets', () => {
  const blob = (seconds: bigint): Buffer => {
    const octets = Buffer.alloc(64);
    octets.writeUInt32LE(1, 0);
    octets.writeUInt32LE(1, 8);
    octets.writeUInt32LE(0x150003, 16);
    octets.writeUInt32LE(4, 20);
    octets.writeBigUInt64LE(seconds, 24);
    octets.writeBigUInt64LE(77n, 48);
    return octets;
  };

  it('tells id, version, time and number of the write', () => {
    const [record] = metadataRecords(blob(11_644_473_600n + 1_763_647_320n)) ?? [];
    assert.deepEqual([record?.attributeId, record?.version, record?.time, record?.originatingUsn], [0x150003, 4, '2025-11-20T14:02:00.000Z', '77']);
  });

  it('is null for anything else, and survives an impossible time', () => {
    assert.equal(metadataRecords(Buffer.from('garbage')), null);
    assert.equal(metadataRecords(blob(0n).subarray(0, 60)), null);
    assert.match(metadataRecords(blob(0xffffffffffffffffn))?.[0]?.time ?? '', /^1970/);
  });

  const numbers: readonly (readonly [string, string | undefined, number, 'attributeID' | 'msDS-IntId', string])[] = [
    ['0.9.2342.19200300.100.1.3', undefined, 0x150003, 'attributeID', '0.9.2342.19200300.100.1.3'],
    ['2.16.840.1.113730.3.1.35', undefined, 0x160023, 'attributeID', '2.16.840.1.113730.3.1.35'],
    ['2.16.840.1.113730.3.140', undefined, 0x14008c, 'attributeID', '2.16.840.1.113730.3.140'],
    ['1.2.840.113556.1.4.656', undefined, 0x90290, 'attributeID', '1.2.840.113556.1.4.656'],
    ['1.2.840.113556.1.8000.1', '-1883726571', 0x8fb89d15, 'msDS-IntId', '-1883726571'],
  ];
  for (const [oid, internalId, id, attribute, value] of numbers) {
    it(`knows ${oid} by its number and back`, () => assert.deepEqual([attributeIdOf(oid, internalId), schemaKeyOf(id)], [id, { attribute, value }]));
  }

  it('knows no attribute of an unknown prefix', () => assert.deepEqual([attributeIdOf('1.3.6.1.4.1.1.1', undefined), schemaKeyOf(0x7f0001)], [null, null]));
});
