import assert from 'node:assert/strict';
import { whyReply } from '../../src/cards/why.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';

/** What an administrator reads when a source fails: what happened, what it means for the answer, and never a stack trace. */
const DAYS: readonly { readonly name: string; readonly subject: string; readonly breaks: (small: SmallCompany) => void; readonly verdict: string; readonly unread: RegExp; readonly says: RegExp }[] = [
  { name: 'the domain controller refuses connections', subject: 'jsmith', breaks: ({ ldap }) => void (ldap.faults.refuse = true), verdict: 'incomplete', unread: /^directory/, says: /corp\.contoso\.com/ },
  { name: 'Graph asks to slow down', subject: 'jsmith', breaks: ({ graph }) => graph.faults.add({ kind: 'throttle', match: /users/, times: 1000, retryAfter: '120' }), verdict: 'incomplete', unread: /^entra/, says: /slow down/ },
  { name: 'Graph lacks a permission', subject: 'jsmith', breaks: ({ graph }) => graph.faults.add({ kind: 'fail', match: /users/, times: 1000, status: 403, code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' }), verdict: 'incomplete', unread: /^entra/, says: /User\.Read\.All/ },
  { name: 'nobody has the name', subject: 'nobody.at.all', breaks: () => undefined, verdict: 'not-found', unread: /entra\.exchangeRecipients/, says: /nobody\.at\.all/ },
];

describe('a bad day', function () {
  this.timeout(60_000);
  for (const { name, subject, breaks, verdict, unread, says } of DAYS) {
    it(`when ${name} is told as it is`, async () => {
      const small = await startSmallCompany();
      try {
        breaks(small);
        const { diagnosis, document } = await small.ask(subject);
        assert.equal(diagnosis.verdict, verdict, diagnosis.summary);
        assert.ok(diagnosis.unread.some(({ what }) => unread.test(what)), JSON.stringify(diagnosis.unread));
        assert.deepEqual(diagnosis.findings.filter(({ evidenceClass, cause }) => ['A', 'B'].includes(evidenceClass) && cause !== 'object-not-found-in-ad'), []);
        const { text } = whyReply(diagnosis, {}, { readAt: document.takenAt });
        assert.match(text, says);
        assert.doesNotMatch(text, /\bat .+:\d+:\d+|node_modules|Error:/);
      } finally {
        await small.close();
      }
    });
  }

  it('offers the account that was probably meant', async () => {
    const small = await startSmallCompany();
    try {
      for (const typed of ['jsmiht', 'jsm']) {
        const { diagnosis } = await small.ask(typed);
        assert.equal(diagnosis.verdict, 'not-found');
        assert.deepEqual(diagnosis.candidates.map(({ sAMAccountName }) => sAMAccountName), ['jsmith'], typed);
      }
    } finally {
      await small.close();
    }
  });
});
