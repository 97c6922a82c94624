import assert from 'node:assert/strict';
import { anchorOfGuid, connectorSpaceDnOfAnchor, guidOfAnchor } from '../../src/model/anchor.ts';
import { isObjectGuid } from '../../src/model/ids.ts';
import { sidText } from '../../src/deduce/security-identifier.ts';
import { anchorsOf } from '../../src/deduce/source-anchor.ts';
import { fileTime, generalizedTime, isoTime, timeSpan } from '../../src/deduce/times.ts';

describe('anchors', () => {
  for (const [guid, anchor, dn] of [
    ['11223344-5566-7788-99aa-bbccddeeff00', 'RDMiEWZViHeZqrvM3e7/AA==', 'CN={52444D6945575A566948655A7172764D3365372F41413D3D}'],
    ['8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', 'TpwcjSo/bkucfSobPE1ebw==', 'CN={547077636A536F2F626B756366536F625045316562773D3D}'],
    ['30475e40-e7ae-4af3-af75-8b143c81daf5', 'QF5HMK7n80qvdYsUPIHa9Q==', 'CN={514635484D4B376E38307176645973555049486139513D3D}'],
    ['1d3e3a3e-4604-79b5-bd1a-c517cd8611a9', 'Pjo+HQRGtXm9GsUXzYYRqQ==', null],
  ] as const) {
    it(`of ${guid} is ${anchor}`, () => {
      assert.ok(isObjectGuid(guid));
      assert.equal(anchorOfGuid(guid), anchor);
      assert.equal(guidOfAnchor(anchor), guid);
      if (dn !== null) assert.equal(connectorSpaceDnOfAnchor(anchor), dn);
    });
  }

  const settings = (attribute: string | null) =>
    attribute === null
      ? ({ state: 'unknown', why: 'failed', detail: '' } as const)
      : ({ state: 'known', value: [{ server: 'A', staging: false, value: { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: attribute }] } }] } as const);
  const user = (more: Record<string, string[]>) => ({ dn: 'CN=a', attributes: { objectClass: ['user'], objectGUID: ['own'], employeeID: ['E1'], ...more } });
  for (const [when, ad, attribute, expected] of [
    ['ConsistencyGuid is filled', user({ 'mS-DS-ConsistencyGuid': ['given'] }), 'mS-DS-ConsistencyGuid', ['given']],
    ['ConsistencyGuid is empty', user({}), 'mS-DS-ConsistencyGuid', ['own']],
    ['objectGUID is chosen', user({ 'mS-DS-ConsistencyGuid': ['given'] }), 'objectGUID', ['own']],
    ['text is chosen, unencoded', user({}), 'employeeID', ['E1']],
    ['nothing is known of the choice', user({ 'mS-DS-ConsistencyGuid': ['given'] }), null, ['given', 'own']],
    ['it is a group, which keeps objectGUID', { dn: 'CN=g', attributes: { objectClass: ['group'], objectGUID: ['own'], 'mS-DS-ConsistencyGuid': ['given'] } }, 'mS-DS-ConsistencyGuid', ['own']],
  ] as const) it(`are ${expected.join(' or ')} when ${when}`, () => assert.deepEqual(anchorsOf(ad, settings(attribute)), expected));
});

describe('times and SIDs of AD and PowerShell', () => {
  it('are read as they are written', () => {
    assert.equal(generalizedTime('20261120100000.0Z')?.toISOString(), '2026-11-20T10:00:00.000Z');
    assert.equal(generalizedTime('20261120100000+0100')?.toISOString(), '2026-11-20T09:00:00.000Z');
    assert.equal(generalizedTime('soon'), undefined);
    assert.equal(fileTime('134084307000000000')?.toISOString().slice(0, 4), '2025');
    assert.equal(fileTime('0'), undefined);
    assert.equal(fileTime('9223372036854775807'), undefined);
    assert.equal(timeSpan('00:30:00'), 1_800_000);
    assert.equal(timeSpan('1.02:00:00.5'), 93_600_000);
    assert.equal(isoTime('2026-11-21T09:00:00')?.toISOString(), '2026-11-21T09:00:00.000Z');
    assert.equal(sidText('AQUAAAAAAAUVAAAAVwQAAK4IAAAFDQAAUAQAAA=='), 'S-1-5-21-1111-2222-3333-1104');
    assert.equal(sidText('no sid'), undefined);
  });
});
