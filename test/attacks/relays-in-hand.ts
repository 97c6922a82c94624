import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { BotLink } from '../../src/adapters/bot-link/bot-link.ts';
import { parseLeaseAnswer } from '../../src/boundary/relay-messages.ts';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import type { RelayAnswer } from '../../src/model/relay-job.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { IdTokens } from '../../src/ports/id-tokens.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf } from '../../src/protocol/keys.ts';
import { signJob } from '../../src/protocol/sign-job.ts';
import { openRelayJournal } from '../../src/relay/journal.ts';
import { longPoll } from '../../src/relay/long-poll.ts';
import { runJob } from '../../src/relay/run-job.ts';
import type { Directory } from '../../src/ports/directory.ts';

type Signed = Awaited<ReturnType<typeof signJob>>;

/** A relay of the production code at a real directory; what the bot would hand it over HTTPS is handed to it here, octet for octet. */
export interface RelayInHand {
  readonly relayId: string;
  /** Null when the relay does not answer at all. */
  take(signed: Signed): Promise<RelayAnswer | null>;
  close(): Promise<void>;
}

interface RelayGiven {
  readonly relayId: string;
  readonly folder: string;
  readonly baseDn: string;
  readonly directory: Directory;
  readonly policy: LocalPolicy;
  readonly idTokens?: IdTokens | undefined;
  readonly clock: Clock;
  readonly botKey: string;
}

const QUIET: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The key that the bot signs jobs with. */
export const newJobKey = (): NonNullable<ReturnType<typeof linkKeyOf>> => linkKeyOf(newPrivateKeyPem()) ?? assert.fail('no key');

export function relayInHand({ relayId, folder, baseDn, directory, policy, idTokens, clock, botKey }: RelayGiven): RelayInHand {
  const journal = openRelayJournal(join(folder, `${relayId}.jsonl`));
  const world = { site: { clock, directories: [{ forest: 'corp.contoso.com', baseDn, directory }], syncServers: [] }, group: 'default', policy, idTokens, journal, log: QUIET };
  const waiting: Signed[] = [];
  let wake = Promise.withResolvers<void>();
  let said = Promise.withResolvers<RelayAnswer | null>();
  const stop = new AbortController();
  const gone = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  const link: BotLink = {
    enrol: () => Promise.reject(new Error('enrolled already')),
    part: () => Promise.reject(new Error('no list was asked for')),
    hello: () => Promise.resolve(),
    async lease({ kind }) {
      for (;;) {
        if (stop.signal.aborted) return { jobs: [] };
        const jobs = kind === 'step' ? waiting.splice(0, 1) : [];
        if (jobs.length > 0) return parseLeaseAnswer(JSON.stringify({ jobs })) ?? assert.fail('no lease looks like this');
        await Promise.race([wake.promise, gone]);
      }
    },
    result: ({ answer }) => Promise.resolve(said.resolve(answer)),
  };
  const key = publicKeyOf(botKey) ?? assert.fail('no key');
  const log: Log = { ...QUIET, error: (event) => { if (event === 'job.bad-signature' || event === 'job.not-understood') said.resolve(null); } };
  const polling = longPoll({ link, relayId, botKey: key, hello: { host: relayId, version: 'test', policyHash: '', readOnly: false, seals: {} }, log, runJob: (job) => runJob(world, job) }, stop.signal);
  return {
    relayId,
    take(signed) {
      said = Promise.withResolvers();
      waiting.push(signed);
      wake.resolve();
      wake = Promise.withResolvers();
      return said.promise;
    },
    close: async () => {
      stop.abort();
      await polling;
      journal.close();
      await directory.close();
    },
  };
}
