import assert from 'node:assert/strict';
import { understand } from '../../src/chat/route.ts';
import type { KnownWord } from '../../src/chat/route.ts';

const READING = ['why', 'show', 'plan', 'pending', 'history', 'who changed', 'status', 'scan', 'errors', 'agents', 'help'];
const WRITING = ['fix', 'approve', 'deny', 'cancel', 'undo', 'sync now', 'subscribe', 'unsubscribe', 'mute'];
const WORDS: readonly KnownWord[] = [
  ...READING.map((word) => ({ word, effect: 'reads' as const, example: `${word} jsmith` })),
  ...WRITING.map((word) => ({ word, effect: 'writes' as const, example: `${word} 7F3K-92QD` })),
];

const UNDERSTOOD: readonly (readonly [said: string, word: string, rest: string])[] = [
  ['why jsmith', 'why', 'jsmith'],
  ['Why jsmith?', 'why', 'jsmith'],
  ['WHY CN=Jane Smith,OU=Staff,DC=contoso,DC=com', 'why', 'CN=Jane Smith,OU=Staff,DC=contoso,DC=com'],
  ["why won't jsmith sync", 'why', 'jsmith'],
  ['why wont jsmith sync?', 'why', 'jsmith'],
  ["why doesn't jsmith sync", 'why', 'jsmith'],
  ['why doesnt jane smith sync to the cloud', 'why', 'jane smith'],
  ["why isn't jsmith syncing", 'why', 'jsmith'],
  ['why is jsmith not syncing', 'why', 'jsmith'],
  ['why is jane smith not synced to entra id', 'why', 'jane smith'],
  ['why does jsmith not sync', 'why', 'jsmith'],
  ['why jsmith is not syncing', 'why', 'jsmith'],
  ["why jsmith won't sync", 'why', 'jsmith'],
  ["why is john's mail wrong in 365", 'why', 'john'],
  ["why is john smith's email address wrong in office 365?", 'why', 'john smith'],
  ['why is the mail of jsmith wrong', 'why', 'jsmith'],
  ['why is jsmith missing in azure ad', 'why', 'jsmith'],
  ["why isn't jsmith in the cloud", 'why', 'jsmith'],
  ['why is jsmith not in entra', 'why', 'jsmith'],
  ['why is jsmith duplicated', 'why', 'jsmith'],
  ["why can't jsmith login", 'why', 'jsmith'],
  ['why has jsmith no mailbox', 'why', 'jsmith'],
  ['jsmith exists twice', 'why', 'jsmith'],
  ['jane smith exists twice in 365', 'why', 'jane smith'],
  ['is jsmith synced', 'why', 'jsmith'],
  ['is jsmith@contoso.com synced?', 'why', 'jsmith@contoso.com'],
  ['has jsmith synced yet', 'why', 'jsmith'],
  ['is jsmith in the cloud', 'why', 'jsmith'],
  ['jsmith is not syncing', 'why', 'jsmith'],
  ["jsmith isn't syncing", 'why', 'jsmith'],
  ['jsmith does not sync', 'why', 'jsmith'],
  ['jsmith has stopped syncing', 'why', 'jsmith'],
  ['jsmith stopped syncing', 'why', 'jsmith'],
  ['jsmith is missing', 'why', 'jsmith'],
  ["jsmith can't login", 'why', 'jsmith'],
  ['jsmith wont snyc', 'why', 'jsmith'],
  ["why won't jsmith synch", 'why', 'jsmith'],
  ["why is jsmith not sycning", 'why', 'jsmith'],
  ['what is wrong with jsmith', 'why', 'jsmith'],
  ["what's wrong with jane smith", 'why', 'jane smith'],
  ['whats wrong with jsmith', 'why', 'jsmith'],
  ['what happened to jsmith', 'why', 'jsmith'],
  ['check jsmith', 'why', 'jsmith'],
  ['diagnose user jsmith', 'why', 'jsmith'],
  ['please check sync of jsmith', 'why', 'jsmith'],
  ['hey, why jsmith', 'why', 'jsmith'],
  ['wyh jsmith', 'why', 'jsmith'],
  ['hwy jsmith', 'why', 'jsmith'],
  ['show jsmith', 'show', 'jsmith'],
  ['show me jsmith', 'show', 'jsmith'],
  ["jsmith's mail is wrong", 'why', 'jsmith'],
  ['why does will smith not sync', 'why', 'will smith'],
  ['why Will Smith', 'why', 'Will Smith'],
  ['shwo jsmith', 'show', 'jsmith'],
  ['find jane smith', 'show', 'jane smith'],
  ['who is jsmith', 'show', 'jsmith'],
  ['who changed jsmith', 'who changed', 'jsmith'],
  ['who modified jsmith', 'who changed', 'jsmith'],
  ['errors', 'errors', ''],
  ['any errors?', 'errors', ''],
  ['are there any errors', 'errors', ''],
  ['who is not syncing', 'errors', ''],
  ['status', 'status', ''],
  ['statsu', 'status', ''],
  ['is the sync running', 'status', ''],
  ['pending', 'pending', ''],
  ['what is waiting for approval', 'pending', ''],
  ['are the relays connected', 'agents', ''],
  ['history jsmith', 'history', 'jsmith'],
  ['help', 'help', ''],
  ['Help?', 'help', ''],
  ['what can you do', 'help', ''],
  ['help why', 'help', 'why'],
  ['approve 7F3K-92QD', 'approve', '7F3K-92QD'],
  ['Approve 7F3K-92QD looks right', 'approve', '7F3K-92QD looks right'],
  ['deny 7F3K-92QD Sales still needs it?', 'deny', '7F3K-92QD Sales still needs it?'],
  ['sync now', 'sync now', ''],
  ['fix jsmith', 'fix', 'jsmith'],
  ['mute jsmith', 'mute', 'jsmith'],
];

const NOT_UNDERSTOOD: readonly (readonly [said: string, nearest: string])[] = [
  ['aprove 7F3K-92QD', 'approve'],
  ['approv 7F3K-92QD', 'approve'],
  ['fixx jsmith', 'fix'],
  ['fx jsmith', 'fix'],
  ['dney 7F3K-92QD', 'deny'],
  ['yes', 'why'],
  ['ok do it', 'why'],
  ['please go on and approve 7F3K-92QD', 'approve'],
  ['I do not approve 7F3K-92QD', 'approve'],
  ['undoo 7F3K-92QD', 'undo'],
  ['frobnicate everything', 'why'],
  ['', 'why'],
];

describe('What people type', () => {
  for (const [said, word, rest] of UNDERSTOOD) {
    it(`"${said}" means ${word}`, () => assert.deepEqual(understand(said, WORDS), { is: 'command', word, rest }));
  }
  for (const [said, nearest] of NOT_UNDERSTOOD) {
    it(`"${said}" does nothing and suggests ${nearest}`, () => {
      const example = WORDS.find(({ word }) => word === nearest)?.example ?? '';
      assert.deepEqual(understand(said, WORDS), { is: 'unknown', nearest, example });
    });
  }
  it('never finds a command that the list does not have', () => {
    assert.deepEqual(understand('is jsmith synced', [{ word: 'help', effect: 'reads', example: 'help' }]), { is: 'unknown', nearest: 'help', example: 'help' });
  });
  for (const [name, said] of [
    ['the same place many times', `why is jsmith missing in${' office 365'.repeat(24)} x`],
    ['places that could be read in two ways', `why is jsmith missing${' in to teams'.repeat(16)} x`],
    ['thousands of little words', `why is jsmith missing${' in'.repeat(6600)} x`],
    ['one word without an end', `why ${'x'.repeat(20_000)} sync`],
  ] as const) {
    it(`${name} keep nobody waiting`, () => {
      const began = performance.now();
      understand(said, WORDS);
      assert.ok(performance.now() - began < 200, `${Math.round(performance.now() - began)} ms`);
    });
  }
});
