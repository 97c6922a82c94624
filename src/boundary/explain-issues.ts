import type { z } from 'zod';

/** Turns zod's issues into sentences: key, what is wrong, an example where there is one. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], examples: Readonly<Record<string, string>> = {}): readonly string[] {
  return issues.map((issue) => {
    const key = issue.path.map(String).join('.');
    const example = examples[key];
    return `${key === '' ? 'the file' : key}: ${issue.message}${example === undefined ? '' : `, for example ${example}`}`;
  });
}
