import assert from 'node:assert/strict';
import type { ErrorObject } from '../../src/model/error-list.ts';
import type { Mute, SubscriptionFilter } from '../../src/model/subscription.ts';
import { goesBy, muteOf, passes } from '../../src/notify/who-is-told.ts';
import { sampleIncident } from '../contracts/sample-incident.ts';

const ALL: SubscriptionFilter = { causes: [], areas: [], below: [], least: 'low' };
const SALES: ErrorObject = { dn: 'CN=Jane Smith,OU=Sales,DC=contoso,DC=com', ask: 'jsmith@contoso.com' };
const STAFF: ErrorObject = { dn: 'CN=Bob\\, Jr,OU=Staff,DC=contoso,DC=com' };
const incident = sampleIncident(1, { cause: 'upn-suffix-not-verified', area: 'data', severity: 'medium' });

describe('A filter', () => {
  for (const [says, filter, objects, isTold] of [
    ['that leaves nothing out passes everything', ALL, [SALES], true],
    ['of high passes nothing of medium severity', { ...ALL, least: 'high' }, [SALES], false],
    ['of medium passes what is medium', { ...ALL, least: 'medium' }, [SALES], true],
    ['of its cause passes it', { ...ALL, causes: ['upn-suffix-not-verified'] }, [SALES], true],
    ['of another cause does not', { ...ALL, causes: ['other'] }, [SALES], false],
    ['of its area passes it', { ...ALL, areas: ['data'] }, [SALES], true],
    ['of another cause and its area passes it', { ...ALL, causes: ['other'], areas: ['data'] }, [SALES], true],
    ['of the container passes it', { ...ALL, below: ['ou=sales,dc=contoso,dc=com'] }, [STAFF, SALES], true],
    ['of another container does not', { ...ALL, below: ['OU=Sales,DC=contoso,DC=com'] }, [STAFF], false],
    ['of a container passes what is about no object', { ...ALL, below: ['OU=Sales,DC=contoso,DC=com'] }, [], true],
    ['of a container passes objects of which nobody says where they are', { ...ALL, below: ['OU=Sales,DC=contoso,DC=com'] }, [{ entraId: 'x' }], true],
  ] as const) {
    it(says, () => assert.equal(passes(filter, { incident, objects }), isTold));
  }
  it('of a cause passes nothing without one', () => assert.equal(passes({ ...ALL, causes: ['a'] }, { incident: sampleIncident(1, { cause: null, area: 'engine' }), objects: [] }), false));
});

describe('A mute', () => {
  const until = '2026-11-22T12:00:00.000Z';
  const muted = (of: Mute['of'], objects: readonly ErrorObject[], now = '2026-11-22T11:59:59.999Z') => muteOf({ mutes: [{ of, until, by: 'Ana' }] }, { incident, objects }, now) !== null;
  it('of everything, of the cause and of the incident holds it back', () => {
    assert.deepEqual(([{ is: 'everything' }, { is: 'cause', cause: 'upn-suffix-not-verified' }, { is: 'incident', incidentId: 'incident-1', code: 'I-0001' }] as const).map((of) => muted(of, [SALES])), [true, true, true]);
  });
  it('of another cause or incident does not', () => {
    assert.deepEqual(([{ is: 'cause', cause: 'other' }, { is: 'incident', incidentId: 'incident-2', code: 'I-0002' }] as const).map((of) => muted(of, [SALES])), [false, false]);
  });
  it('ends at its time', () => assert.equal(muted({ is: 'everything' }, [], until), false));
  it('of a person holds back what is about that person alone', () => {
    assert.deepEqual([[SALES], [SALES, STAFF], []].map((objects) => muted({ is: 'object', name: 'jsmith' }, objects)), [true, false, false]);
  });
  it('that ends last is the one that counts', () => {
    const mutes: readonly Mute[] = ['2026-11-22T12:00:00.000Z', '2026-11-23T12:00:00.000Z'].map((end) => ({ of: { is: 'everything' }, until: end, by: 'Ana' }));
    assert.equal(muteOf({ mutes }, { incident, objects: [] }, '2026-11-22T00:00:00.000Z')?.until, '2026-11-23T12:00:00.000Z');
  });
});

describe('An object goes by', () => {
  for (const [name, isMeant] of [['JSMITH', true], ['jsmith@contoso.com', true], ['Jane Smith', true], ['cn=jane smith,ou=sales,dc=contoso,dc=com', true], ['smith', false], ['', false], ['jane', false]] as const) {
    it(`${name === '' ? 'no name' : name}: ${isMeant ? 'yes' : 'no'}`, () => assert.equal(goesBy(SALES, name), isMeant));
  }
  it('a common name with a comma in it', () => assert.equal(goesBy(STAFF, 'bob, jr'), true));
});
