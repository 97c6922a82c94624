/** Causes of all areas whose judges weigh much. */
const CAUSES = [
  'matching/orphan-holds-identity', 'matching/anchor-changed-same-person', 'matching/ad-account-recreated-new-anchor', 'matching/soft-match-cloud-user-has-no-address', 'matching/object-type-mismatch', 'matching/immutable-id-malformed', 'matching/hard-match-blocked-by-tenant',
  'duplicates/duplicate-proxy-two-ad-objects', 'duplicates/duplicate-held-by-cloud-only-user', 'duplicates/quarantined-proxy',
  'data/upn-suffix-not-verified', 'data/upn-change-not-flowing', 'data/targetaddress-invalid', 'data/proxy-missing-smtp-prefix', 'data/proxy-no-primary',
  'scope/ou-not-in-scope', 'scope/group-filter-not-direct-member', 'scope/filter-custom-rule', 'scope/not-yet-replicated', 'scope/ad-object-deleted',
  'engine/change-not-due-yet', 'engine/connect-version-unsupported', 'engine/sync-service-stopped', 'engine/stale-health-report',
  'sign-in/entra-connector-auth', 'sign-in/entra-access-denied',
  'passwords/phs-feature-off', 'passwords/password-writeback-fails',
  'mailbox/licence-missing',
  'migration/domain-removed-from-tenant', 'migration/new-domain-new-anchor',
] as const;

/** Who may decide, and what the relay believes. */
const APPROVAL: readonly { readonly file: string; readonly tests: readonly string[] }[] = [
  ...['decide', 'wrong-person', 'wrong-card', 'same-human', 'gains', 'approver-groups', 'time-limits'].map((name) => ({ file: `src/approve/${name}.ts`, tests: ['test/approve/decide.test.ts', 'test/approve/same-human.test.ts', 'test/approve/approver-groups.test.ts', 'test/approve/approvals.test.ts', 'test/approve/approvals-by-the-rules.test.ts'] })),
  { file: 'src/execute/next-move.ts', tests: ['test/execute/next-move.test.ts'] },
  { file: 'src/relay/judge-job.ts', tests: ['test/relay/run-job.test.ts'] },
  ...['src/protocol/judge-seal.ts', 'src/relay/judge-seals.ts'].map((file) => ({ file, tests: ['test/relay/judge-seals.test.ts', 'test/relay/age-of-seals.test.ts'] })),
];

/** What mutation testing looks at: the engine's order and judgement, who may decide, and these causes, each with the tests that must notice a change. */
export const TARGETS: readonly { readonly file: string; readonly tests: readonly string[] }[] = [
  { file: 'src/diagnose/rank.ts', tests: ['test/diagnose/ranking.test.ts'] },
  { file: 'src/diagnose/judge.ts', tests: ['test/diagnose/judging.test.ts'] },
  { file: 'src/diagnose/harm.ts', tests: ['test/diagnose/judging.test.ts'] },
  ...APPROVAL,
  ...CAUSES.map((cause) => ({ file: `src/causes/${cause}.ts`, tests: [`test/causes/${cause}.test.ts`] })),
];
