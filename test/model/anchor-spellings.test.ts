import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anchorSpellings } from '../../src/model/anchor-spellings.ts';

/** GUID, octets, immutable id, name in the connector space, and the base64 that a wrong byte order would give. */
const VECTORS: readonly (readonly [guid: string, octets: string, immutableId: string, dn: string | null, wrong: string | null])[] = [
  ['11223344-5566-7788-99aa-bbccddeeff00', '443322116655887799aabbccddeeff00', 'RDMiEWZViHeZqrvM3e7/AA==', 'CN={52444D6945575A566948655A7172764D3365372F41413D3D}', 'ESIzRFVmd4iZqrvM3e7/AA=='],
  ['8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', '4e9c1c8d2a3f6e4b9c7d2a1b3c4d5e6f', 'TpwcjSo/bkucfSobPE1ebw==', 'CN={547077636A536F2F626B756366536F625045316562773D3D}', 'jRycTj8qS26cfSobPE1ebw=='],
  ['1d3e3a3e-4604-79b5-bd1a-c517cd8611a9', '3e3a3e1d0446b579bd1ac517cd8611a9', 'Pjo+HQRGtXm9GsUXzYYRqQ==', null, null],
  ['30475e40-e7ae-4af3-af75-8b143c81daf5', '405e4730aee7f34aaf758b143c81daf5', 'QF5HMK7n80qvdYsUPIHa9Q==', 'CN={514635484D4B376E38307176645973555049486139513D3D}', null],
  ['00000000-0000-0000-0000-000000000001', '00000000000000000000000000000001', 'AAAAAAAAAAAAAAAAAAAAAQ==', null, null],
];

describe('the spellings of an anchor', () => {
  for (const [guid, octets, immutableId, dn, wrong] of VECTORS) {
    it(`of ${guid} are found from each of them`, () => {
      const [from] = anchorSpellings(guid);
      assert.deepEqual([from?.guid, from?.octets, from?.immutableId], [guid, octets, immutableId]);
      if (dn !== null) assert.equal(from?.connectorSpaceDn, dn);
      for (const other of [`{${guid.toUpperCase()}}`, immutableId, `ImmutableId: ${immutableId}`, `"${immutableId}"`, from?.connectorSpaceDn ?? '', octets.replace(/../g, '\\$&')]) {
        assert.equal(anchorSpellings(other)[0]?.guid, guid, other);
      }
      assert.equal(anchorSpellings(octets)[0]?.guid, guid);
      assert.equal(anchorSpellings(octets.replace(/../g, '$& '))[0]?.guid, guid);
      assert.equal(from?.ldapFilter, `(objectGUID=${octets.replace(/../g, '\\$&')})`);
      if (wrong !== null) assert.notEqual(from?.immutableId, wrong);
    });
  }
  it('of 32 digits are two, as nobody can know which order they are in', () => {
    assert.deepEqual(anchorSpellings('11223344556677889 9aabbccddeeff00'.replace(' ', '')).map(({ readAs }) => readAs), ['octets (hex)', 'GUID']);
  });
  it('of text are the text and its name in the connector space', () => {
    const [one] = anchorSpellings('E10042');
    assert.deepEqual(one, { readAs: 'text', guid: null, immutableId: 'E10042', octets: null, ldapFilter: null, connectorSpaceDn: 'CN={453130303432}' });
  });
  for (const none of ['', '   ', 'jsmith@contoso.com', 'a_b', 'x$', 'x'.repeat(60), 'ä']) it(`there are none of "${none.slice(0, 20)}"`, () => assert.deepEqual(anchorSpellings(none), []));
  it('lead back to the same octets, whatever they are', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (octets) => {
      const id = Buffer.from(octets).toString('base64');
      const [one] = anchorSpellings(id);
      assert.equal(one?.octets, Buffer.from(octets).toString('hex'));
      assert.equal(anchorSpellings(one?.connectorSpaceDn ?? '')[0]?.immutableId, id);
    }));
  });
});
