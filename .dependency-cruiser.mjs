/** Who may import whom. The tree is the data path; each rule tells an offender what to do instead. */

const SRC = '^src/';
const own = (...folders) => folders.map((folder) => `^src/${folder}`);

/** A folder of src and all that it may see of src; packages are ruled below. */
const mayOnlySee = (folder, folders, comment) => ({
  name: `${folder.replaceAll('/', '-')}-sees-only-what-it-may`,
  severity: 'error',
  comment,
  from: { path: `^src/${folder}/` },
  to: { path: SRC, pathNot: own(`${folder}/`, ...folders.map((each) => (each.endsWith('.ts') ? each : `${each}/`))) },
});

const onlyIn = (name, packages, folders, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: SRC, pathNot: own(...folders) },
  to: { path: packages.map((each) => `node_modules/${each}`) },
});

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'Two files that need each other are one thing or lack a third.', from: {}, to: { circular: true, viaOnly: { pathNot: 'node_modules' } } },
    { name: 'product-knows-no-lab', severity: 'error', comment: 'The pretend company stays outside the product.', from: { path: SRC }, to: { path: '^(lab|test|tools|bench|bin)/' } },
    { name: 'not-to-unresolvable', severity: 'error', comment: 'An import that cannot be found.', from: {}, to: { couldNotResolve: true } },
    {
      name: 'product-needs-no-dev-packages',
      severity: 'error',
      comment: 'What the product imports must be installed with it.',
      from: { path: SRC },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },

    mayOnlySee('model', [], 'The language imports nothing of ours.'),
    mayOnlySee('ports', ['model'], 'Ports are interfaces in the words of the model.'),
    mayOnlySee('boundary', ['model', 'ports'], 'The boundary parses; it decides nothing.'),
    mayOnlySee('deduce', ['model'], 'Deductions are pure.'),
    mayOnlySee('causes', ['model', 'deduce'], 'A judge is pure: declare the exhibit in needs instead of asking for it.'),
    mayOnlySee('remedies', ['model', 'deduce', 'causes'], 'A remedy turns proven facts into steps as data.'),
    mayOnlySee('catalogue', ['model', 'boundary/trust.ts', 'causes', 'remedies'], 'The catalogue only joins causes with remedies.'),
    mayOnlySee('compare', ['model', 'deduce'], 'Comparing is pure: it is handed the evidence.'),
    mayOnlySee('redact', ['model'], 'Redaction knows the words of the evidence only.'),
    mayOnlySee('symptoms', [], 'A symptom is words and the ids of causes.'),
    mayOnlySee('diagnose', ['model', 'ports', 'deduce', 'catalogue/seal.ts'], 'The engine is handed the catalogue and asks ports.'),
    mayOnlySee('readings', ['model', 'ports', 'deduce'], 'A reading asks one port.'),
    mayOnlySee('operations', ['model', 'ports'], 'An operation changes through one port.'),
    mayOnlySee('protocol', ['model'], 'The protocol is words and signatures.'),
    mayOnlySee('approve', ['model', 'ports', 'protocol', 'operations/changes.ts', 'operations/reversal.ts'], 'Who may decide is judged without touching the world.'),
    mayOnlySee('execute', ['model', 'ports', 'operations', 'protocol', 'approve'], 'The executor knows operations as data.'),
    mayOnlySee('trail', ['model', 'ports', 'protocol'], 'The audit trail is written out, checked and told of through ports.'),
    mayOnlySee('cards', ['model'], 'A card is a pure mapping from data.'),
    mayOnlySee('commands', ['model', 'ports', 'deduce', 'cards', 'diagnose', 'approve', 'execute', 'symptoms', 'compare'], 'A command orchestrates; it touches the world through ports.'),
    mayOnlySee('chat', ['model', 'ports', 'boundary', 'cards', 'commands'], 'Chat is the Teams edge.'),
    mayOnlySee('terminal', ['model', 'ports', 'boundary', 'protocol', 'operations/changes.ts', 'cards', 'commands', 'diagnose', 'catalogue'], 'The terminal is an edge.'),
    mayOnlySee('relay', ['model', 'ports', 'boundary', 'protocol', 'adapters/ldap', 'adapters/sync-powershell', 'adapters/bot-link', 'adapters/openid-keys', 'adapters/system', 'readings/on-prem', 'operations'], 'The relay stays small: no causes, cards, chat or Graph.'),
    ...['ldap', 'sync-powershell', 'graph', 'sql-store', 'relay-link', 'key-vault', 'head-sinks', 'bot-link', 'openid-keys', 'seal-sign-in', 'teams', 'system'].map((system) =>
      mayOnlySee(`adapters/${system}`, ['model', 'ports', 'boundary', 'protocol', ...(system === 'teams' ? ['chat/clouds.ts', 'chat/draw.ts', 'chat/gate.ts'] : [])], 'An adapter knows one outside system and no other adapter.'),
    ),
    ...['sqlite', 'postgres'].map((database) => mayOnlySee(`adapters/${database}`, ['model', 'ports', 'boundary', 'protocol', 'adapters/sql-store'], 'The two databases share their queries and know nothing of each other.')),
    {
      name: 'bot-holds-no-on-prem-code',
      severity: 'error',
      comment: 'The bot knows on-prem work as data only; the code stays on the relay.',
      from: { path: '^src/(?!relay/|readings/on-prem/|operations/on-prem/|adapters/(ldap|sync-powershell|bot-link)/)' },
      to: { path: '^src/(relay|readings/on-prem|operations/on-prem|adapters/(ldap|sync-powershell|bot-link))/' },
    },
    { name: 'nobody-imports-an-entry', severity: 'error', comment: 'bot and relay are the ends of the line.', from: { path: '^src/(?!bot/|relay/)' }, to: { path: '^src/(bot|relay)/' } },
    {
      name: 'relay-does-no-cloud-operation',
      severity: 'error',
      comment: 'The relay never holds Graph.',
      from: { path: '^src/relay/' },
      to: { path: '^src/operations/cloud/' },
    },

    onlyIn('zod-only-at-the-boundary', ['zod'], ['boundary/'], 'Parse what comes from outside in src/boundary.'),
    onlyIn('botbuilder-in-the-teams-edge', ['botbuilder', 'botframework', '@azure/msal-node'], ['chat/', 'adapters/teams/'], 'The SDK is frozen; keep it behind the port.'),
    onlyIn('ldapts-in-its-adapter', ['ldapts'], ['adapters/ldap/'], 'Only the LDAP adapter speaks LDAP.'),
    onlyIn('graph-in-its-adapter', ['@microsoft/microsoft-graph-client', '@azure/identity'], ['adapters/graph/'], 'Only the Graph adapter speaks Graph.'),
    onlyIn('key-vault-in-its-adapter', ['@azure/keyvault-keys'], ['adapters/key-vault/'], 'Take a JobSigner.'),
    onlyIn('kysely-in-the-store', ['kysely'], ['adapters/sql-store/', 'adapters/sqlite/', 'adapters/postgres/'], 'Only the store speaks SQL.'),
    onlyIn('pg-in-its-adapter', ['pg/', 'pg-'], ['adapters/postgres/'], 'Only one adapter speaks to PostgreSQL.'),
    onlyIn('restify-in-the-bot', ['restify'], ['bot/'], 'Only the entry listens.'),
    onlyIn('templating-in-chat', ['adaptivecards-templating', 'adaptive-expressions'], ['chat/'], 'Cards are drawn in chat only.'),
    onlyIn('commander-in-bin', ['commander'], ['nothing/'], 'Arguments are parsed in bin.'),
    onlyIn('jose-at-the-gate', ['jose'], ['chat/', 'adapters/openid-keys/'], 'Tokens are read at the gate and where the keys of the tenant are kept.'),
    onlyIn('pino-in-the-log', ['pino'], ['adapters/system/'], 'Take a Log.'),
    onlyIn('yaml-where-files-are-read', ['yaml'], ['adapters/system/', 'boundary/'], 'Settings are read in one place and parsed in another.'),
    onlyIn('canonical-json-in-the-protocol', ['canonicalize'], ['protocol/'], 'What is hashed and signed is written in one way.'),
    onlyIn('patience-at-the-edges', ['cockatiel'], ['adapters/', 'relay/'], 'Only who speaks to another system repeats himself.'),
    {
      name: 'pure-folders-touch-nothing',
      severity: 'error',
      comment: 'No disk, socket, process or timer in a pure folder; take a port.',
      from: { path: '^src/(model|ports|causes|deduce|remedies|catalogue|cards|approve|diagnose|protocol|operations|readings|execute|commands|symptoms|redact|compare|trail)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|assert)$' },
    },
    {
      name: 'boundary-opens-nothing',
      severity: 'error',
      comment: 'The boundary parses what it is handed; it opens no file and no socket.',
      from: { path: '^src/boundary/' },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'], pathNot: '^(node:)?(crypto|zlib|util)$' },
    },
    {
      name: 'pure-folders-need-no-packages',
      severity: 'error',
      comment: 'A judgement must not depend on a package.',
      from: { path: '^src/(model|ports|causes|deduce|remedies|catalogue|diagnose|operations|readings|cards|approve|execute|commands|terminal|symptoms|redact|compare|trail)/' },
      to: { path: 'node_modules', dependencyTypesNot: ['core'] },
    },
    {
      name: 'lab-engine-shares-no-logic-with-the-product',
      severity: 'error',
      comment: 'The pretence is kept honest by tables of its own; types are fine.',
      from: { path: '^lab/company/' },
      to: { path: SRC, dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    detectProcessBuiltinModuleCalls: true,
  },
};
