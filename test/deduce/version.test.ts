import assert from 'node:assert/strict';
import { compareVersions, connectVersionOf, isOlder } from '../../src/deduce/version.ts';

describe('product versions', () => {
  for (const [one, other, sign] of [
    ['2.5.79.0', '2.5.79.0', 0],
    ['2.5.79', '2.5.79.0', 0],
    ['2.5.9.0', '2.5.79.0', -1],
    ['2.10.0.0', '2.9.9.9', 1],
    [' 2.6.84.0 ', '2.6.3.0', 1],
    ['3.0', '2.99.99.99', 1],
  ] as const) {
    it(`${one} compared with ${other}`, () => assert.equal(Math.sign(compareVersions(one, other) ?? NaN), sign));
  }

  for (const text of ['', 'unknown', '2', '2.5.x.0', '1.2.3.4.5']) {
    it(`"${text}" is no version, so nobody can say whether it is older`, () => assert.equal(isOlder(text, '2.5.79.0'), undefined));
  }

  it('come from the program, else from the settings', () => {
    const settings = { Parameters: [{ Name: 'Microsoft.Synchronize.ServerConfigurationVersion', Value: '2.3.20.0' }] };
    assert.equal(connectVersionOf({ name: 'SYNC01', version: '2.6.84.0', globalSettings: settings }), '2.6.84.0');
    assert.equal(connectVersionOf({ name: 'SYNC01', globalSettings: settings }), '2.3.20.0');
    assert.equal(connectVersionOf({ name: 'SYNC01' }), undefined);
  });
});
