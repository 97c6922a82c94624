import { readGraphPage } from '../../boundary/graph-objects.ts';
import type { Unread } from '../../model/evidence.ts';
import { TenantError } from '../../ports/tenant.ts';
import type { Part, PartAnswer } from './graph-batch.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError, unreadBecause } from './graph-fault.ts';
import type { GraphVersion } from './graph-transport.ts';

/** One GET of a batch, the section that it serves, and what to do with its answer. */
export interface WantedPart extends Part {
  readonly section: string;
  /** The application permission that it takes. */
  readonly permission: string;
  /** The first page is all that is wanted. */
  readonly onePage?: boolean | undefined;
  /** May throw a `GraphShapeError` or a `TenantError`; the section then counts as not read. */
  take(answer: TakenAnswer): void;
}

export interface TakenAnswer {
  readonly body: unknown;
  /** All pages of a collection, or the first one; empty for a single object. */
  readonly values: readonly unknown[];
  /** False when Graph had more than may be read. */
  readonly complete: boolean;
}

/**
 * Reads the parts together and hands out their answers. Each part stands for itself: a refusal costs its own section only.
 * An object that is not there (any more) is no failure: there is nothing to tell of it. Resolves with the sections that were not read.
 */
export async function readParts(client: GraphClient, wanted: readonly WantedPart[], version?: GraphVersion): Promise<readonly Unread[]> {
  const answers = await answersOf(client, wanted, version);
  const unread = new Map<string, Unread>();
  await Promise.all(wanted.map(async (part, index) => {
    try {
      const answer = answers[index];
      if (answer === undefined) throw new TenantError('failed', 'Microsoft Graph gave no answer');
      if (answer.is === 'refused') throw answer.error;
      part.take(await wholeAnswer(client, part, answer.body));
    } catch (error) {
      const failure = asTenantError(error);
      if (failure.fault !== 'not-found') unread.set(part.section, unread.get(part.section) ?? unreadBecause(`entra.${part.section}`, failure, part.permission));
    }
  }));
  return [...unread.values()];
}

async function answersOf(client: GraphClient, wanted: readonly WantedPart[], version: GraphVersion | undefined): Promise<readonly PartAnswer[]> {
  if (wanted.length === 0) return [];
  try {
    return await client.batch(wanted.map(({ address, headers }) => ({ address, headers })), version);
  } catch (error) {
    const failed = asTenantError(error);
    return wanted.map(() => ({ is: 'refused', error: failed }));
  }
}

async function wholeAnswer(client: GraphClient, { address, headers, onePage }: WantedPart, body: unknown): Promise<TakenAnswer> {
  if (typeof body !== 'object' || body === null || !('value' in body) || !Array.isArray(body.value)) return { body, values: [], complete: true };
  if (onePage === true) {
    const { value, next } = readGraphPage(body);
    return { body, values: value, complete: next === undefined };
  }
  const { value, complete } = await client.list(address, headers, body);
  return { body, values: value, complete };
}
