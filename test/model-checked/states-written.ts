import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { PLAN_STATES } from '../../src/model/plan.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MOVES: readonly string[] = ['movePlan', 'addDecision'];

/** Which states one call to the store can put a plan into; empty where the call leaves the state alone. */
export interface StateWritten {
  readonly file: string;
  readonly states: readonly string[];
}

/** Every call of `movePlan` and `addDecision` outside the stores, with the states that its types allow. Throws when a state is not narrowed to some. */
export function statesWritten(): readonly StateWritten[] {
  const files = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) => !file.startsWith('src/adapters/') && !file.startsWith('src/ports/') && MOVES.some((name) => readFileSync(join(ROOT, file), 'utf8').includes(`.${name}(`)));
  const program = ts.createProgram(files.map((file) => join(ROOT, file)), { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true, exactOptionalPropertyTypes: true, allowImportingTsExtensions: true, noEmit: true, skipLibCheck: true, types: ['node'] });
  const checker = program.getTypeChecker();
  return files.flatMap((file) => {
    const source = program.getSourceFile(join(ROOT, file));
    return source === undefined ? [] : callsIn(source).map((call) => ({ file, states: call.arguments.flatMap((argument) => statesOf(checker, argument, file)) }));
  });
}

function callsIn(node: ts.Node): readonly ts.CallExpression[] {
  const own = ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && MOVES.includes(node.expression.name.text) ? [node] : [];
  const inside: ts.CallExpression[] = [];
  node.forEachChild((child) => void inside.push(...callsIn(child)));
  return [...own, ...inside];
}

/** The plan itself has every state; only what is laid over it counts, which never has an id. */
function statesOf(checker: ts.TypeChecker, argument: ts.Expression, file: string): readonly string[] {
  const types = partsOf(checker.getTypeAtLocation(argument));
  return types.filter((type) => type.getProperty('content') === undefined).flatMap((type) => {
    const state = type.getProperty('state');
    if (state === undefined) return [];
    const states = partsOf(checker.getTypeOfSymbol(state)).flatMap((part) => (part.isStringLiteral() ? [part.value] : (part.flags & ts.TypeFlags.Undefined) !== 0 ? [] : ['?']));
    if (states.includes('?') || states.length === PLAN_STATES.length) throw new Error(`${file} moves a plan into a state that its types do not narrow: ${argument.getText()}`);
    return states;
  });
}

const partsOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);
