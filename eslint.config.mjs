import tseslint from 'typescript-eslint';

const noCasts = {
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  '@typescript-eslint/no-non-null-assertion': 'error',
};

const noWorld = {
  'no-restricted-syntax': [
    'error',
    { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Configuration is read at the entries only.' },
    { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Take a Clock.' },
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take a Clock.' },
    { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Take a Random.' },
  ],
};

export default tseslint.config(
  { ignores: ['node_modules/**', 'dist/**', 'lab/chat-window/public/**', '.ci/**', '.lab/**'] },
  {
    files: ['bin/**/*.ts', 'src/**/*.ts', 'lab/**/*.ts', 'test/**/*.ts', 'tools/**/*.ts', 'bench/**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      'eqeqeq': 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/**/*.ts'], ignores: ['src/boundary/trust.ts'], rules: noCasts },
  { files: ['src/**/*.ts'], ignores: ['src/bot/**', 'src/relay/**', 'src/adapters/system/**', 'src/terminal/**'], rules: noWorld },
  { files: ['bin/**/*.ts', 'lab/**/*.ts', 'test/**/*.ts', 'tools/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'error' } },
  { files: ['src/bot/main.ts', 'src/relay/main.ts', 'src/terminal/**/*.ts'], rules: { 'no-console': 'off' } },
);
