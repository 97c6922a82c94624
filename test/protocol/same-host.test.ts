import assert from 'node:assert/strict';
import { sameHost } from '../../src/protocol/same-host.ts';

describe('two names of a machine', () => {
  for (const [one, other, same] of [
    ['SYNC01', 'sync01', true],
    ['sync01', 'SYNC01.corp.contoso.com', true],
    ['sync01.corp.contoso.com.', 'Sync01.Corp.Contoso.com', true],
    ['sync01', 'sync010.corp.contoso.com', false],
    ['sync01', 'sync02', false],
    ['sync01.corp.contoso.com', 'sync01.fabrikam.com', false],
    ['sync01.corp.contoso.com', 'sync01.corp', false],
    ['', '', false],
    ['', 'sync01', false],
    ['.', 'sync01', false],
  ] as const) {
    it(`${one === '' ? 'nothing' : one} and ${other === '' ? 'nothing' : other} ${same ? 'can be one' : 'are two'}`, () => {
      assert.equal(sameHost(one, other), same);
      assert.equal(sameHost(other, one), same);
    });
  }
});
