import assert from 'node:assert/strict';
import { anchorOfGuid } from '../../../src/model/anchor.ts';
import { parentDn } from '../../../src/model/distinguished-name.ts';
import { adChangeAddresses } from '../../../src/operations/on-prem/ad-change-addresses.ts';
import { adMove } from '../../../src/operations/on-prem/ad-move.ts';
import { adSetAnchor } from '../../../src/operations/on-prem/ad-set-anchor.ts';
import { Doubtful, NotApplied } from '../../../src/operations/operation.ts';
import { DirectoryError, type DirectoryFault } from '../../../src/ports/directory.ts';
import { memoryDirectory } from '../../ports/memory-directory.ts';
import { guid, JOHN, johnEntry } from '../../ports/relay-jobs.ts';

const PARAMS = { object: JOHN, before: ['smtp:john@contoso.com', 'jsmith@contoso.com'], remove: ['jsmith@contoso.com'], add: ['SMTP:jsmith@contoso.com'] };
const failing = (fault: DirectoryFault) => () => {
  throw new DirectoryError(fault, `it is ${fault}`);
};

describe('ad.change-addresses', () => {
  for (const [stands, list] of [
    ['before', ['jsmith@contoso.com', 'smtp:john@contoso.com']],
    ['before', ['smtp:john@contoso.com', 'jsmith@contoso.com']],
    ['after', ['SMTP:jsmith@contoso.com', 'smtp:john@contoso.com']],
    ['other', ['smtp:jsmith@contoso.com', 'smtp:john@contoso.com']],
    ['other', ['jsmith@contoso.com', 'SMTP:john@contoso.com']],
    ['other', ['jsmith@contoso.com']],
    ['other', ['jsmith@contoso.com', 'smtp:john@contoso.com', 'smtp:third@contoso.com']],
    ['other', []],
  ] as const) {
    it(`finds the world ${stands} when the list is ${list.join(', ') || 'empty'}`, async () => {
      const seen = await adChangeAddresses.look({ directory: memoryDirectory([johnEntry({ proxyAddresses: list })]) }, PARAMS, null);
      assert.equal(seen.stands, stands);
      assert.deepEqual(seen.found, { proxyAddresses: list });
    });
  }

  it('finds the world otherwise when the object is gone', async () => {
    assert.equal((await adChangeAddresses.look({ directory: memoryDirectory() }, PARAMS, null)).stands, 'other');
  });

  it('rejects a look when AD cannot be asked', async () => {
    const directory = memoryDirectory([johnEntry()]);
    directory.before = failing('unreachable');
    await assert.rejects(adChangeAddresses.look({ directory }, PARAMS, null), DirectoryError);
  });

  it('writes once and leaves the wanted list', async () => {
    const directory = memoryDirectory([johnEntry()]);
    await adChangeAddresses.apply({ directory }, PARAMS);
    assert.deepEqual(directory.writes, ['changeValues']);
    assert.equal((await adChangeAddresses.look({ directory }, PARAMS, null)).stands, 'after');
  });

  it('does not write when the list has changed since', async () => {
    const directory = memoryDirectory([johnEntry({ proxyAddresses: ['smtp:john@contoso.com'] })]);
    await assert.rejects(adChangeAddresses.apply({ directory }, PARAMS), NotApplied);
    assert.deepEqual(directory.writes, []);
  });

  it('does not write when the list differs in the case of one prefix', async () => {
    const directory = memoryDirectory([johnEntry({ proxyAddresses: ['jsmith@contoso.com', 'SMTP:john@contoso.com'] })]);
    await assert.rejects(adChangeAddresses.apply({ directory }, PARAMS), NotApplied);
    assert.deepEqual(directory.writes, []);
  });

  it('does not take away what AD would match but the plan does not show as going', async () => {
    const hidden = { ...PARAMS, remove: ['SMTP:John@contoso.com'], add: ['smtp:third@contoso.com'] };
    assert.deepEqual(adChangeAddresses.after(hidden), { proxyAddresses: [...PARAMS.before, 'smtp:third@contoso.com'] }, 'this is what people are shown');
    const directory = memoryDirectory([johnEntry()]);
    assert.equal((await adChangeAddresses.look({ directory }, hidden, null)).stands, 'other');
    await assert.rejects(adChangeAddresses.apply({ directory }, hidden), NotApplied);
    assert.deepEqual(directory.writes, []);
  });

  for (const rose of [0, 2, 3]) {
    it(`is in doubt, with both lists, when the attribute was written ${rose} times`, async () => {
      const directory = memoryDirectory([johnEntry()]);
      directory.versionRose = rose;
      await assert.rejects(adChangeAddresses.apply({ directory }, PARAMS), (error: Error) => error instanceof Doubtful && error.message.includes('before jsmith@contoso.com, ') && error.message.includes('now smtp:john@contoso.com, SMTP:jsmith@contoso.com'));
    });
  }

  it('accepts an unreadable version when the list read back is the wanted one, and says so', async () => {
    const directory = memoryDirectory([johnEntry()]);
    directory.versionRose = null;
    const accepted = await adChangeAddresses.apply({ directory }, PARAMS);
    assert.match(accepted?.says ?? '', /could not be read/);
  });

  it('is in doubt when the version is unreadable and the list is another', async () => {
    const directory = memoryDirectory([johnEntry()]);
    directory.versionRose = null;
    directory.afterWrite = () => void directory.entries.splice(0, 1, johnEntry({ proxyAddresses: [] }));
    await assert.rejects(adChangeAddresses.apply({ directory }, PARAMS), Doubtful);
  });
});

describe('a write to AD', () => {
  for (const [fault, changed] of [
    ['drifted', 'nothing'], ['access-denied', 'nothing'], ['no-such-object', 'nothing'], ['constraint', 'nothing'], ['credentials', 'nothing'],
    ['unreachable', 'unknown'], ['timed-out', 'unknown'], ['failed', 'unknown'],
  ] as const) {
    it(`that ends in ${fault} has changed ${changed}`, async () => {
      const directory = memoryDirectory([johnEntry()]);
      directory.before = (method) => (method === 'changeValues' ? failing(fault)() : undefined);
      await assert.rejects(adChangeAddresses.apply({ directory }, PARAMS), (error) => (error instanceof NotApplied) === (changed === 'nothing'));
    });

    it(`has changed nothing when the look before it ends in ${fault}`, async () => {
      const directory = memoryDirectory([johnEntry()]);
      directory.before = (method) => (method === 'byGuid' ? failing(fault)() : undefined);
      await assert.rejects(adChangeAddresses.apply({ directory }, PARAMS), NotApplied);
      assert.deepEqual(directory.writes, []);
    });
  }
});

describe('ad.set-anchor', () => {
  const NEW = anchorOfGuid(guid('aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'));
  const OLD = anchorOfGuid(guid('bbbbbbbb-bbbb-4ccc-8ddd-eeeeeeeeeeee'));

  for (const [before, after] of [[null, NEW], [OLD, NEW], [OLD, null]] as const) {
    it(`takes ${before ?? 'nothing'} away and adds ${after ?? 'nothing'}`, async () => {
      const directory = memoryDirectory([johnEntry({ 'mS-DS-ConsistencyGuid': before === null ? [] : [before] })]);
      const params = { object: JOHN, before, after };
      assert.equal((await adSetAnchor.look({ directory }, params, null)).stands, 'before');
      await adSetAnchor.apply({ directory }, params);
      assert.equal((await adSetAnchor.look({ directory }, params, null)).stands, 'after');
      assert.deepEqual(directory.writes, ['changeValues']);
    });
  }

  it('does not write when the anchor has changed since', async () => {
    const directory = memoryDirectory([johnEntry({ 'mS-DS-ConsistencyGuid': [OLD] })]);
    await assert.rejects(adSetAnchor.apply({ directory }, { object: JOHN, before: null, after: NEW }), NotApplied);
    assert.deepEqual(directory.writes, []);
  });

  it('does not write an anchor that another object carries', async () => {
    const other = { dn: 'CN=Other,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['user'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAA=='], 'mS-DS-ConsistencyGuid': [NEW] } };
    const directory = memoryDirectory([johnEntry(), other]);
    await assert.rejects(adSetAnchor.apply({ directory }, { object: JOHN, before: null, after: NEW }), /CN=Other/);
    assert.deepEqual(directory.writes, []);
  });

  it('may write the own objectGUID as anchor', async () => {
    const directory = memoryDirectory([johnEntry()]);
    await adSetAnchor.apply({ directory }, { object: JOHN, before: null, after: anchorOfGuid(JOHN.guid) });
    assert.deepEqual(directory.writes, ['changeValues']);
  });
});

describe('ad.move', () => {
  const STAFF = 'OU=Staff,DC=corp,DC=contoso,DC=com';
  const SALES = { dn: 'OU=Sales,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['organizationalUnit'] } };
  const params = { object: JOHN, from: 'ou=staff, dc=CORP,DC=contoso,DC=com', to: SALES.dn };

  it('moves the object and finds it again by GUID', async () => {
    const directory = memoryDirectory([johnEntry(), SALES]);
    assert.equal((await adMove.look({ directory }, params, null)).stands, 'before');
    await adMove.apply({ directory }, params);
    assert.equal((await adMove.look({ directory }, params, null)).stands, 'after');
    assert.equal(parentDn(directory.entries[0]?.dn ?? ''), SALES.dn);
  });

  it('does not move when the target container is missing', async () => {
    const directory = memoryDirectory([johnEntry()]);
    await assert.rejects(adMove.apply({ directory }, params), NotApplied);
    assert.deepEqual(directory.writes, []);
  });

  it('does not move an object that lies elsewhere by now', async () => {
    const directory = memoryDirectory([{ ...johnEntry(), dn: `CN=John Smith,OU=Other,${STAFF}` }, SALES]);
    assert.equal((await adMove.look({ directory }, params, null)).stands, 'other');
    await assert.rejects(adMove.apply({ directory }, params), NotApplied);
    assert.deepEqual(directory.writes, []);
  });
});
