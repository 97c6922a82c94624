import { hostname } from 'node:os';
import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { HelloRequest } from '../boundary/relay-messages.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { policyHash } from './local-policy.ts';

/** What a relay tells the bot about itself. */
export const aboutThisRelay = (policy: LocalPolicy): HelloRequest => ({ host: hostname(), version: packageFile.version, policyHash: policyHash(policy), readOnly: policy.readOnly });
