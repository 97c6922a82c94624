import assert from 'node:assert/strict';
import { exitCodeOf } from '../../src/terminal/ask-command.ts';

describe('The exit code of a question', () => {
  for (const [title, answer, code] of [
    ['an account in sync', { verdict: 'synced', findings: [] }, 0],
    ['a finding', { verdict: 'synced', findings: [{}] }, 1],
    ['nobody of that name', { verdict: 'not-found', findings: [] }, 2],
    ['several answers, by the worst', { diagnoses: [{ verdict: 'synced', findings: [] }, { verdict: 'not-found', findings: [] }] }, 2],
    ['no errors anywhere', { groups: [], unread: [] }, 0],
    ['errors', { groups: [{}], unread: [{}] }, 1],
    ['no errors in what could be read', { groups: [], unread: [{}] }, 2],
    ['a status in order', { sections: [{ lines: [{ health: 'fine' }] }] }, 0],
    ['a status with something doubtful', { sections: [{ lines: [] }, { lines: [{ health: 'fine' }, { health: 'doubtful' }] }] }, 1],
    ['words alone', undefined, 0],
  ] as const) it(`is ${code} for ${title}`, () => assert.equal(exitCodeOf(answer), code));
});
