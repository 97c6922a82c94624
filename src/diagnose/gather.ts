import type { EvidenceDocument } from '../model/evidence.ts';
import type { Clock } from '../ports/clock.ts';
import { expectedAnswers } from './expected-answers.ts';
import { pathOf, type GatherPath } from './gather-path.ts';
import { createInterview } from './interview.ts';
import { merge } from './merge-evidence.ts';
import type { Sources } from './questions.ts';

export interface Gathered {
  readonly document: EvidenceDocument;
  readonly path: GatherPath;
}

type World = Sources & { readonly clock: Clock };

/** Teams and people wait no longer; what is not there by then is named as not read. */
const LONGEST_MS = 25_000;
/** A relay that is slower than this does not hold up the cloud: Entra is asked by the bare name, and by the values of AD once they are there. */
const PATIENCE_MS = 3_000;

/** Collects the evidence about a name from AD, Entra and the sync servers. Never rejects: what could not be read is named in `unread`. */
export function createGather(world: World): (asked: string) => Promise<EvidenceDocument> {
  const gather = createTracedGather(world);
  return async (asked) => (await gather(asked)).document;
}

/** The same, with the way it went. Every question is asked as soon as what it depends on is known; none waits for an answer that it does not need. */
export function createTracedGather(world: World): (asked: string) => Promise<Gathered> {
  return async (asked) => {
    const start: EvidenceDocument = { format: 'syncwhy-evidence/1', subject: asked, takenAt: world.clock.now().toISOString(), unread: [] };
    const interview = createInterview(world, asked);
    const answers = expectedAnswers(world.clock, LONGEST_MS);
    const ended = new AbortController();
    const patience = world.clock.sleep(PATIENCE_MS, ended.signal);
    let document = start;
    for (const question of interview.opening()) answers.expect(question, 1);
    while (answers.areExpected()) {
      const answer = await answers.next(interview.isPatient() ? patience : undefined);
      document = merge(document, answer.fragment);
      interview.heard(answer.question);
      for (const question of interview.following(document)) answers.expect(question, answer.round + 1);
    }
    ended.abort();
    const whole = [...answers.inOrder(), interview.leftOut(document)].reduce(merge, start);
    return { document: whole, path: pathOf(answers.steps(), interview.tenantFactsAt()) };
  };
}
