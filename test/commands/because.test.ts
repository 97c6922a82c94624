import assert from 'node:assert/strict';
import { because, tooLong } from '../../src/commands/because.ts';

const SAID: readonly (readonly [said: string, about: string, reason: string, ticket: string])[] = [
  ['jsmith because he starts on Monday', 'jsmith', 'he starts on Monday', ''],
  ['jsmith because he starts on Monday ticket INC12345', 'jsmith', 'he starts on Monday', 'INC12345'],
  ['jsmith because he starts on Monday, ticket: CHG-77.', 'jsmith', 'he starts on Monday,', 'CHG-77'],
  ['jsmith ticket #4711 because he starts on Monday', 'jsmith', 'he starts on Monday', '#4711'],
  ['jsmith ticket INC1', 'jsmith', '', 'INC1'],
  ['jsmith', 'jsmith', '', ''],
  ['CN=John Smith,OU=Sales,DC=corp,DC=contoso,DC=com because of the move', 'CN=John Smith,OU=Sales,DC=corp,DC=contoso,DC=com', 'of the move', ''],
  ['jsmith because he lost it because of us', 'jsmith', 'he lost it because of us', ''],
  ['jsmith because he has lost the ticket yesterday', 'jsmith', 'he has lost the ticket yesterday', ''],
  ['jsmith BECAUSE he is on the phone TICKET inc5', 'jsmith', 'he is on the phone', 'inc5'],
  ['because the address is free', '', 'the address is free', ''],
];

describe('The words behind a wish for a change', () => {
  for (const [said, about, reason, ticket] of SAID) {
    it(`are understood: ${said}`, () => assert.deepEqual(because(said), { about, reason, ticket, confirmed: [] }));
  }
  it('name the items of a checklist that are confirmed, wherever they stand', () => {
    assert.deepEqual(because('jsmith --confirm onedrive because he left --confirm mailbox-export ticket INC1'), { about: 'jsmith', reason: 'he left', ticket: 'INC1', confirmed: ['onedrive', 'mailbox-export'] });
    assert.deepEqual(because('jsmith because he left —confirm OneNote'), { about: 'jsmith', reason: 'he left', ticket: '', confirmed: ['onenote'] });
  });
  it('may have 500 characters of reason and no more', () => {
    assert.equal(tooLong('x'.repeat(500)), null);
    assert.match(tooLong('x'.repeat(501)) ?? '', /501 characters; at most 500/);
  });
});
