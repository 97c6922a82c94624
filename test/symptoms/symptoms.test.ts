import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { findSymptoms } from '../../src/symptoms/find-symptoms.ts';
import { SYMPTOMS } from '../../src/symptoms/index.ts';
import { findOldCommand, OLD_COMMANDS } from '../../src/symptoms/old-commands.ts';

const ids = CATALOGUE.map(({ text }) => text.id);

/** Messages as people paste them: with the noise of mails, consoles and event viewers round them. */
const PASTED: readonly (readonly [text: string, cause: string])[] = [
  ['Unable to update this object because the following attributes associated with this object have values that may already be associated with another object in your local directory services: [ProxyAddresses SMTP:jsmith@contoso.com;]. Correct or remove the duplicate values in your local directory.', 'duplicate-proxy-two-ad-objects'],
  ['Error: InvalidSoftMatch', 'ad-account-recreated-new-anchor'],
  ['stopped-server-down', 'sync-gap-over-seven-days'],
  ['Event ID 611\nPassword hash synchronization failed for domain: corp.contoso.com. RPC Error 8453 : Replication access was denied.', 'phs-replication-permission'],
  ['event 611', 'phs-replication-permission'],
  ['RPC Error 1722 : The RPC server is unavailable.', 'phs-dc-unreachable'],
  ["The operation on mailbox \"John\" failed because it's out of the current user's write scope. The action 'Set-Mailbox' can't be performed on the object because the object is being synchronized from your on-premises organization.", 'write-refused-synced-object'],
  ['The operation failed because it’s out of the current user’s write scope', 'write-refused-synced-object'],
  ['Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.', 'write-refused-synced-object'],
  ['Log Name: Application Source: ADSync Event ID 6941 Level: Error', 'duplicate-proxy-two-ad-objects'],
  ['Your organization has not registered a synchronization attempt in the last 24 hours', 'sync-service-stopped'],
  ['stopped-deletion-threshold-exceeded', 'export-deletion-threshold'],
  ['8344', 'writeback-permission-denied'],
  ['  INSUFFICIENT   ACCESS\nRIGHTS to perform the operation ', 'writeback-permission-denied'],
  ['AADSTS53003: Access has been blocked by Conditional Access policies.', 'conditional-access-blocks-sync'],
  ['License assignment cannot be done for user with invalid usage location.', 'usage-location-missing'],
  ['CountViolation', 'licence-no-seats'],
  ['Size limit exceeded (0x4)', 'delta-import-size-limit'],
  ['sync-rule-error-function-triggered: the sourceAnchor attribute has changed', 'anchor-changed-same-person'],
];

/** Texts that only look like a message. */
const NOTHING: readonly string[] = ['', 'jsmith', 'hello', 'order 18344 of today', 'invoice 84530', 'event 1061', 'please help me', 'room 4071'];

describe('error messages', () => {
  it('are at least eighty, each known once', () => {
    assert.ok(SYMPTOMS.length >= 80, `${SYMPTOMS.length}`);
    assert.deepEqual(SYMPTOMS.map(({ message }) => message).filter((message, at, all) => all.indexOf(message) !== at), []);
  });
  it('point to causes of the catalogue', () => {
    for (const { message, causes, says } of SYMPTOMS) {
      assert.ok(causes.length > 0 && says.length > 15, message);
      assert.deepEqual(causes.filter((id) => !ids.includes(id)), [], message);
    }
  });
  for (const symptom of SYMPTOMS) {
    it(`"${symptom.message}" is found by each of its marks`, () => {
      for (const tell of symptom.tells) {
        assert.equal(tell, tell.toLowerCase());
        assert.ok(findSymptoms(`noise before ${tell.split(' & ').join(' and ')}, noise after`, SYMPTOMS).some((each) => each.causes.some((cause) => symptom.causes.includes(cause))), tell);
      }
    });
  }
  for (const [text, cause] of PASTED) it(`"${text.slice(0, 60)}" leads to ${cause}`, () => assert.equal(findSymptoms(text, SYMPTOMS)[0]?.causes[0], cause));
  for (const text of NOTHING) it(`"${text}" is no message`, () => assert.deepEqual(findSymptoms(text, SYMPTOMS), []));
});

describe('old commands', () => {
  for (const old of OLD_COMMANDS) {
    it(`${old.name} is found by each of its names, and every sentence is there`, () => {
      for (const name of [old.name, ...old.also]) assert.ok(findOldCommand(`  ${name.toUpperCase()} `) !== undefined, name);
      assert.equal(findOldCommand(old.name), old);
      for (const words of [old.then, old.instead, old.weDo]) assert.match(words, /\S.{10,}\.$|^Nothing/s, words);
    });
  }
  it('the longest name counts', () => assert.match(findOldCommand('Set-MsolUser -ImmutableId "$null" -UserPrincipalName j@x.com')?.then ?? '', /not nothing/));
  it('Exchange is a topic only when nothing else was typed, for the word stands in many messages', () => {
    assert.match(findOldCommand(' Exchange ')?.instead ?? '', /base schema.*not supported/s);
    assert.equal(findOldCommand('Exchange can not have an external email address configured'), undefined);
  });
  it('what is no command is none', () => assert.equal(findOldCommand('jsmith'), undefined));
});
