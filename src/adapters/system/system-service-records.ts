import { Resolver } from 'node:dns/promises';
import type { ServiceRecords } from '../../ports/service-records.ts';

/** The DNS servers of the machine, each given two seconds, twice. */
const TIMEOUT_MS = 2000;
const TRIES = 2;

/** Answers of the DNS that mean: looked, there is none. */
const NONE: readonly unknown[] = ['ENODATA', 'ENOTFOUND'];

export const systemServiceRecords: ServiceRecords = {
  async lookUp(name) {
    const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
    try {
      return (await resolver.resolveSrv(name)).map(({ name: host, port, priority, weight }) => ({ host, port, priority, weight }));
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && NONE.includes(thrown.code)) return [];
      throw thrown;
    }
  },
};
