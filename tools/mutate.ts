import { Stryker } from '@stryker-mutator/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TARGETS } from './mutation-targets.ts';

const ROOT = join(import.meta.dirname, '..');
/** Below this share of killed mutants the decisions are not tested well enough. */
const WANTED = 80;

interface Score {
  readonly file: string;
  readonly killed: number;
  readonly survived: readonly string[];
}

/**
 * Mutation testing of the decisions: every mutant of `judge` (words left out, for a text is no decision) must make a test of the cause fail.
 * With names as arguments only those targets are run. Ends with 1 below the wanted score.
 */
async function main(chosen: readonly string[]): Promise<void> {
  const targets = TARGETS.filter(({ file }) => chosen.length === 0 || chosen.some((name) => file.includes(name)));
  const scores: Score[] = [];
  for (const { file: path, tests } of targets) {
    const score = await mutated(path, tests);
    scores.push(score);
    process.stdout.write(`${percent(score.killed, score.survived.length)} ${path} (${score.killed} of ${score.killed + score.survived.length})\n`);
    for (const mutant of score.survived) process.stdout.write(`      survived: ${mutant}\n`);
  }
  const killed = sum(scores.map((score) => score.killed));
  const survived = sum(scores.map((score) => score.survived.length));
  process.stdout.write(`${percent(killed, survived)} of all ${killed + survived} mutants in ${scores.length} files\n`);
  if ((100 * killed) / (killed + survived) < WANTED) process.exitCode = 1;
}

async function mutated(file: string, tests: readonly string[]): Promise<Score> {
  // The level's type is an enumeration that is not there at run time.
  const options: object = {
    plugins: [join(import.meta.dirname, 'mutation-runner.ts')],
    testRunner: 'table',
    tableTests: tests,
    warnings: { unknownOptions: false },
    mutate: rangesOf(file),
    mutator: { excludedMutations: ['StringLiteral'] },
    ignorePatterns: ['/dist', '/.ci', '/.lab', '/lab', '/docs', '/manifest', '/bench'],
    tempDirName: '.lab/mutation',
    concurrency: 2,
    timeoutMS: 20_000,
    logLevel: 'error',
    reporters: [],
    checkers: [],
    disableTypeChecks: false,
    allowConsoleColors: false,
  };
  const results = await new Stryker(options).runMutationTest();
  const counted = results.filter(({ status }) => status !== 'Ignored' && status !== 'CompileError');
  const alive = counted.filter(({ status }) => status !== 'Killed' && status !== 'Timeout');
  return { file, killed: counted.length - alive.length, survived: alive.map(({ location, mutatorName, replacement }) => `${location.start.line}:${location.start.column} ${mutatorName} → ${(replacement ?? '').replace(/\s+/g, ' ').slice(0, 80)}`) };
}

/** A cause is mutated in its judge and the functions behind it; its texts are left alone. */
function rangesOf(file: string): string[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const judge = lines.findIndex((line) => /^ {2}judge\(/.test(line));
  const explain = lines.findIndex((line) => /^ {2}explain/.test(line));
  const end = lines.findIndex((line, at) => at > explain && /^\}\);/.test(line));
  if (judge < 0 || explain < judge || end < 0) return [file];
  const behind = end + 2 < lines.length ? [`${file}:${end + 2}-${lines.length}`] : [];
  return [`${file}:${judge + 1}-${explain}`, ...behind];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const percent = (killed: number, survived: number): string => `${((100 * killed) / Math.max(1, killed + survived)).toFixed(1).padStart(5)} %`;

await main(process.argv.slice(2));
