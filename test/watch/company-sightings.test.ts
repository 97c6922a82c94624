import assert from 'node:assert/strict';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { COMPANY_CAUSES, DOMAIN_CAUSES } from '../../src/watch/company-causes.ts';
import { createPoll } from '../../src/watch/poll-everything.ts';
import { startSmallCompany, type SmallCompany } from '../journeys/small-company.ts';

const WATCHED = { ...COMPANY_CAUSES, ...DOMAIN_CAUSES };

/** These the lab cannot bring about; their judges have tables of their own. */
const NOT_IN_THE_LAB = ['export-error-limit', 'tenant-dirsync-pending', 'two-active-servers'];

const EMPTY = { async *pages() {} };

const pollOf = ({ bot: { commands }, store }: SmallCompany) => createPoll({ lists: EMPTY, relayLink: commands.relayLink, tenant: commands.tenant, store, identities: () => [], clock: commands.clock });

describe('What holds up everybody', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());

  it('names only causes of the catalogue', () => {
    assert.deepEqual(Object.keys(WATCHED).filter((cause) => !CATALOGUE.some(({ text }) => text.id === cause)), []);
  });

  it('is nothing while the company is healthy, and everything could be judged', async () => {
    const { sightings, read, unread } = await pollOf(small)();
    assert.deepEqual([sightings, unread], [[], []]);
    assert.deepEqual(Object.keys(WATCHED).filter((cause) => !read.includes(`check ${cause}`)), []);
  });

  it('is not taken for over while no relay answers', async () => {
    const { commands } = small.bot;
    const silent = { read: () => Promise.resolve({ unread: [{ what: 'syncServers', why: 'relay-offline' as const }] }) };
    const { read } = await createPoll({ lists: EMPTY, relayLink: silent, tenant: commands.tenant, store: small.store, identities: () => [], clock: commands.clock })();
    assert.deepEqual(read.filter((source) => /scheduler|service|phs|SYNC/.test(source)), []);
  });

  it('has a breakage in the lab for each, but for those that the lab cannot bring about', () => {
    assert.deepEqual(Object.keys(WATCHED).filter((cause) => !BREAKAGES.some((breakage) => breakage.cause === cause)).toSorted(), NOT_IN_THE_LAB);
  });

  for (const breakage of BREAKAGES.filter(({ cause }) => cause in WATCHED)) {
    it(`shows ${breakage.cause}, and nothing else of its sort`, async () => {
      breakage.break(small.company);
      const { sightings, read } = await pollOf(small)();
      assert.deepEqual(sightings.filter(({ object, cause }) => object === null && cause !== null).map(({ cause, severity }) => [cause, severity]), [[breakage.cause, WATCHED[breakage.cause]]]);
      assert.equal(read.includes(`check ${breakage.cause}`), true);
    });
  }
});
