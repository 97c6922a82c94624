import assert from 'node:assert/strict';
import { parseBundle } from '../../src/boundary/evidence-bundle.ts';

const bundle = (more: string): string => `{"format":"syncwhy-evidence/1","takenAt":"2026-11-21T09:00:00Z"${more === '' ? '' : `,${more}`}}`;

describe('an evidence bundle', () => {
  for (const [what, text, says] of [
    ['empty', ' \n', /is empty/],
    ['cut off', '{"format":"syncwhy-evidence/1","entra":{"users":[', /truncated/],
    ['no JSON', 'hello', /not JSON/],
    ['a list', '[]', /expected an object, found a list of 0/],
    ['UTF-16', '\u0000{\u0000}', /UTF-16|UTF-8/],
    ['of another format', '{"format":"other/2","takenAt":"2026-11-21T09:00:00Z"}', /^\/format: expected "syncwhy-evidence\/1", found the text "other\/2"\.$/],
    ['without a time', '{"format":"syncwhy-evidence/1"}', /^\/takenAt: expected text, found nothing\.$/],
    ['with a time that is none', '{"format":"syncwhy-evidence/1","takenAt":"yesterday"}', /^\/takenAt: expected a time in ISO 8601.*found the text "yesterday"\.$/],
    ['with an object for a list', bundle('"entra":{"users":{}}'), /^\/entra\/users: expected a list, found an object\.$/],
    ['with an empty object for a list of a sync server', bundle('"syncServers":[{"name":"A","connectors":{}}]'), /^\/syncServers\/0\/connectors: expected a list, found an object\.$/],
    ['with text for LDAP values', bundle('"directory":{"forests":[{"name":"a","entries":[{"dn":"CN=a","attributes":{"mail":"a@b"}}]}]}'), /^\/directory\/forests\/0\/entries\/0\/attributes\/mail: expected a list, found the text "a@b"\.$/],
    ['with a switch that is none', bundle('"syncServers":[{"name":"A","scheduler":{"SyncCycleEnabled":"maybe"}}]'), /^\/syncServers\/0\/scheduler\/SyncCycleEnabled: .*found the text "maybe"\.$/],
    ['with a key twice', bundle('"entra":{"users":[],"users":[]}'), /^\/entra\/users: the key is there twice/],
  ] as const) {
    it(`is refused with one sentence when it is ${what}`, () => {
      const parsed = parseBundle(text);
      assert.equal(parsed.ok, false);
      if (!parsed.ok) assert.match(parsed.says, says);
    });
  }

  it('keeps what it knows and lets go what it does not', () => {
    const parsed = parseBundle(`\uFEFF${bundle('"later":1,"entra":{"users":[{"id":"1","userPrincipalName":"a@b","somethingNew":{"x":1}}],"signIns":[]},"unread":[{"what":"entra.domains","why":"unheard-of"}]')}`);
    assert.ok(parsed.ok);
    assert.equal(parsed.document.entra?.users?.[0]?.userPrincipalName, 'a@b');
    assert.deepEqual(parsed.document.unread, [{ what: 'entra.domains', why: 'failed' }]);
  });

  for (const [shape, details] of [
    ['a string with JSON', JSON.stringify('[{"Key":"ObjectIdInConflict","Value":["h"]},{"Key":"AttributeConflictName","Value":["ProxyAddresses"]},{"Key":"AttributeConflictValues","Value":["SMTP:a@b"]}]')],
    ['a list', '[{"Key":"ObjectIdInConflict","Value":["h"]},{"Key":"AttributeConflictName","Value":"ProxyAddresses"},{"Key":"AttributeConflictValues","Value":["SMTP:a@b"]}]'],
  ] as const) {
    it(`reads the details of an export error as ${shape}`, () => {
      const parsed = parseBundle(bundle(`"syncServers":[{"name":"A","csObjects":[{"ExportError":{"ErrorExtraDetails":${details},"RetryCount":"3"}}]}]`));
      assert.ok(parsed.ok);
      const error = parsed.document.syncServers?.[0]?.csObjects?.[0]?.ExportError;
      assert.deepEqual(error?.conflict, { objectIdInConflict: 'h', attributeName: 'ProxyAddresses', attributeValues: ['SMTP:a@b'] });
      assert.equal(error?.RetryCount, 3);
    });
  }

  it('takes the varieties of PowerShell: text for truth values, a TimeSpan as object, a list of one without brackets', () => {
    const parsed = parseBundle(bundle('"syncServers":[{"name":"A","runStatus":{"ConnectorName":"c","RunState":"Busy"},"scheduler":{"SyncCycleEnabled":"True","CurrentlyEffectiveSyncCycleInterval":{"Ticks":18000000000}},"connectors":[{"Name":"c","Partitions":{"DN":"DC=a","Selected":1,"ConnectorPartitionScope":{"ContainerInclusionList":"DC=a"}}}]}]'));
    assert.ok(parsed.ok);
    const [server] = parsed.document.syncServers ?? [];
    assert.deepEqual([server?.scheduler?.SyncCycleEnabled, server?.scheduler?.CurrentlyEffectiveSyncCycleInterval], [true, '0.00:30:00']);
    assert.deepEqual(parsed.document.syncServers?.[0]?.runStatus, [{ ConnectorName: 'c', RunState: 'Busy' }]);
    assert.deepEqual(server?.connectors?.[0]?.Partitions?.[0], { DN: 'DC=a', Selected: true, ConnectorPartitionScope: { ContainerInclusionList: ['DC=a'] } });
  });
});
