import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '..', '..');
/** One file for each operation in AD, so that what may change a directory can be read one by one, and few more for each: README says the same. */
const MOST_FILES = 200;
const PACKAGES = ['canonicalize', 'cockatiel', 'jose', 'ldapts', 'pino', 'yaml', 'zod'];
const FORBIDDEN_FOLDERS = /^src\/(bot|chat|cards|causes|catalogue|commands|approve|execute|diagnose|deduce|remedies|terminal|adapters\/(graph|sqlite|postgres|sql-store|teams|relay-link|key-vault|head-sinks|seal-sign-in)|operations\/cloud|readings\/cloud)\//;

/** What a file imports when it runs; types are gone by then. */
function valueImports(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) || statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    return erased(statement) ? [] : [statement.moduleSpecifier.text];
  });
}

function erased(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function closure(entry: string): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    if (!file.endsWith('.ts')) return;
    for (const specifier of valueImports(file)) {
      if (specifier.startsWith('.')) visit(resolve(dirname(file), specifier));
      else if (!specifier.startsWith('node:')) packages.add(specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));
    }
  };
  visit(entry);
  return { files: [...files].map((file) => relative(ROOT, file)).sort(), packages: [...packages].sort() };
}

describe('the relay', () => {
  const { files, packages } = closure(join(ROOT, 'src/relay/cli.ts'));

  const sources = files.filter((file) => file.endsWith('.ts'));
  it(`stays small: ${sources.length} source files of at most ${MOST_FILES}`, () => assert.ok(sources.length <= MOST_FILES, sources.join('\n')));

  it('is as large as the README says', () => {
    const says = `The relay is ${sources.length} source files and ${packages.length} packages`;
    assert.ok(readFileSync(join(ROOT, 'README.md'), 'utf8').includes(says), `the README should say: ${says}`);
  });

  it('needs these packages and no other', () => assert.deepEqual(packages, PACKAGES));

  it('holds nothing of Teams, Graph, causes, cards or chat', () => assert.deepEqual(files.filter((file) => FORBIDDEN_FOLDERS.test(file)), []));

  it('is followed far enough to reach its adapters and operations', () => {
    for (const file of ['src/adapters/ldap/ldap-directory.ts', 'src/operations/on-prem/ad-move.ts', 'src/readings/on-prem/ad-subject.ts', 'src/protocol/sign-job.ts']) assert.ok(files.includes(file), file);
  });
});
