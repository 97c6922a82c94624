import assert from 'node:assert/strict';
import { plainText } from '../../../src/deduce/service-errors.ts';
import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const states = ({ user }: Company, changes: Record<string, unknown>): void => {
  user['serviceProvisioningErrors'] = [{ createdDateTime: '2026-11-20T09:00:00Z', isResolved: false, serviceInstance: 'exchange/EURPR01-002-01', errorDetail: '<a:ServiceInstance xmlns:a="x"><a:ErrorRecord><a:ErrorCode>ExB1</a:ErrorCode><a:ErrorDescription>The alias &quot;j smith&quot; is not valid.</a:ErrorDescription></a:ErrorRecord></a:ServiceInstance>', ...changes }];
};

describeCause(sealed('service-provisioning-error'), {
  confirms: [
    { when: 'Exchange has an open complaint', given: (given) => states(given, {}), evidenceClass: 'A', says: /^John Smith is in Entra, but Exchange says: The alias "j smith" is not valid\.$/ },
    { when: 'the service can be asked to try once more', given: (given) => states(given, {}), evidenceClass: 'A', remedy: 'retry-provisioning', proposes: /"kind":"user","objectId":"11111111-aaaa-4aaa-8aaa-000000000001"/ },
    { when: 'the report is escaped XML', given: (given) => states(given, { errorDetail: '&lt;e&gt;&lt;ErrorDescription&gt;Refused &amp;amp; kept&lt;/ErrorDescription&gt;&lt;/e&gt;', serviceInstance: 'SharePoint/Dublin' }), evidenceClass: 'A', says: /SharePoint says: Refused & kept$/ },
    { when: 'there is no report', given: (given) => states(given, { errorDetail: null }), evidenceClass: 'A', says: /an error without a text$/ },
  ],
  rulesOut: [
    { when: 'no service complains', given: () => {} },
    { when: 'the complaint is resolved', given: (given) => states(given, { isResolved: true }) },
    { when: 'it is about the archive, which is another cause', given: (given) => states(given, { errorDetail: 'Failed to sync the ArchiveGuid' }) },
    { when: 'it is about a mailbox that AD still names, which is another cause', given: (given) => states(given, { errorDetail: "This user's on-premises mailbox hasn't been migrated to Exchange Online." }) },
    { when: 'the account is not in Entra', given: ({ users }) => { users.splice(0); } },
  ],
  cannotTell: [
    { when: 'the errors of the services were not read', given: ({ user }) => { delete user['serviceProvisioningErrors']; }, missing: ['entra.users'] },
    { when: 'Entra was not read', given: ({ entra }) => { delete entra['users']; }, missing: ['entra.users'] },
  ],
});

describe('the words of an error report', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['nothing', '<a/>', ''],
    ['plain text', 'The address is taken.', 'The address is taken.'],
    ['text of unknown elements', '<a><b>One.</b><c x="1">Two.</c></a>', 'One. Two.'],
    ['a CDATA section', '<Message><![CDATA[Size < 5 & more]]></Message>', 'Size 5 & more'],
    ['markup that was escaped inside', '<Description>&lt;b&gt;bold&lt;/b&gt;</Description>', 'bold'],
    ['broken markup', '<a><Description>half', 'half'],
    ['two records of the same words', '<a><Message>Same.</Message><Message>Same.</Message></a>', 'Same.'],
  ];
  for (const [what, xml, text] of rows) it(`are read from ${what}`, () => assert.equal(plainText(xml), text));
  it('never hold a tag', () => {
    for (const [, xml] of rows) for (let at = 0; at <= xml.length; at += 1) assert.doesNotMatch(plainText(xml.slice(0, at)), /[<>]/);
  });
  it('are cut to a readable length', () => assert.ok(plainText(`<Message>${'long '.repeat(1000)}</Message>`).length <= 301));
});
