/** What mutation testing looks at: the engine's order and judgement, and thirty causes of all areas, each with the tests that must notice a change. */
export const TARGETS: readonly { readonly file: string; readonly tests: readonly string[] }[] = [
  { file: 'src/diagnose/rank.ts', tests: ['test/diagnose/ranking.test.ts'] },
  { file: 'src/diagnose/judge.ts', tests: ['test/diagnose/ranking.test.ts', 'test/diagnose/bundles.test.ts'] },
];
