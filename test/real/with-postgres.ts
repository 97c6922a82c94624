import { leaveOut } from './left-out.ts';
import { startPostgres, type RealPostgres } from './postgres.ts';

/** Runs these tests on a real PostgreSQL server, or says that they were left out. */
export function withPostgres(what: string, tests: (postgres: () => RealPostgres) => void): void {
  describe(`${what} on a real PostgreSQL server`, function () {
    this.timeout(60_000);
    let postgres: RealPostgres | null = null;
    before(async function () {
      const started = await startPostgres();
      if ('missing' in started) {
        leaveOut(`${what} on a real PostgreSQL server`, started.missing);
        this.skip();
      } else {
        postgres = started;
      }
    });
    tests(() => {
      if (postgres === null) throw new Error('there is no PostgreSQL server');
      return postgres;
    });
  });
}
