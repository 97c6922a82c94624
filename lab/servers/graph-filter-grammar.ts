import { GraphFault } from '../company/tenant-state.ts';

export type FilterValue = string | number | boolean | null;

/** $filter as a tree. Paths are split at the slash; inside `any` the first part is the variable. */
export type Filter =
  | { readonly is: 'and'; readonly parts: readonly Filter[] }
  | { readonly is: 'or'; readonly parts: readonly Filter[] }
  | { readonly is: 'not'; readonly part: Filter }
  | { readonly is: 'compare'; readonly path: readonly string[]; readonly operator: string; readonly values: readonly FilterValue[] }
  | { readonly is: 'any'; readonly path: readonly string[]; readonly variable: string; readonly condition: Filter | null };

const TOKEN = new RegExp(
  [
    String.raw`\s+`,
    String.raw`'(?:[^']|'')*'`,
    String.raw`\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d)`,
    String.raw`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`,
    String.raw`-?\d+(?:\.\d+)?`,
    String.raw`[A-Za-z_][\w.]*(?:\/\$?[A-Za-z_][\w.]*)*`,
    String.raw`[(),:]`,
  ].join('|'),
  'giy',
);

export const badFilter = (why: string): GraphFault => new GraphFault(400, 'Request_BadRequest', `Invalid filter clause: ${why}`);
export const unsupported = (what: string): GraphFault => new GraphFault(400, 'Request_UnsupportedQuery', what);

/** Reads a $filter; throws 400 as Graph does. */
export function parseFilter(text: string): Filter {
  const tokens = tokensOf(text);
  const reader = { tokens, at: 0 };
  const filter = readOr(reader);
  if (reader.at < tokens.length) throw badFilter(`there is text that cannot be read at '${tokens[reader.at] ?? ''}'.`);
  return filter;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) throw badFilter(`syntax error at position ${at} in '${text}'.`);
    if (found[0].trim() !== '') tokens.push(found[0]);
  }
  return tokens;
}

const peek = (reader: Reader): string => (reader.tokens[reader.at] ?? '').toLowerCase();
const take = (reader: Reader): string => {
  const token = reader.tokens[reader.at];
  if (token === undefined) throw badFilter('it ends early.');
  reader.at += 1;
  return token;
};
const expect = (reader: Reader, token: string): void => {
  const found = take(reader);
  if (found.toLowerCase() !== token) throw badFilter(`'${token}' expected, '${found}' found.`);
};

function readOr(reader: Reader): Filter {
  const parts = [readAnd(reader)];
  while (peek(reader) === 'or') {
    take(reader);
    parts.push(readAnd(reader));
  }
  return only(parts) ?? { is: 'or', parts };
}

function readAnd(reader: Reader): Filter {
  const parts = [readOne(reader)];
  while (peek(reader) === 'and') {
    take(reader);
    parts.push(readOne(reader));
  }
  return only(parts) ?? { is: 'and', parts };
}

const only = (parts: readonly Filter[]): Filter | undefined => (parts.length === 1 ? parts[0] : undefined);

function readOne(reader: Reader): Filter {
  if (peek(reader) === 'not') {
    take(reader);
    return { is: 'not', part: readOne(reader) };
  }
  if (peek(reader) === '(') {
    take(reader);
    const inner = readOr(reader);
    expect(reader, ')');
    return inner;
  }
  return readTerm(reader);
}

function readTerm(reader: Reader): Filter {
  const name = take(reader);
  if (peek(reader) === '(') return /\/(any|all)$/i.test(name) ? readAny(reader, name) : readFunction(reader, name);
  const operator = take(reader).toLowerCase();
  const path = name.split('/');
  if (operator === 'in') return { is: 'compare', path, operator, values: readList(reader) };
  if (!/^(eq|ne|gt|ge|lt|le)$/.test(operator)) throw badFilter(`'${operator}' is no operator.`);
  return { is: 'compare', path, operator, values: [readValue(reader)] };
}

function readAny(reader: Reader, name: string): Filter {
  if (/\/all$/i.test(name)) throw unsupported('The all operator is not supported.');
  const path = name.split('/').slice(0, -1);
  expect(reader, '(');
  if (peek(reader) === ')') {
    take(reader);
    return { is: 'any', path, variable: '', condition: null };
  }
  const variable = take(reader);
  expect(reader, ':');
  const condition = readOr(reader);
  expect(reader, ')');
  return { is: 'any', path, variable, condition };
}

function readFunction(reader: Reader, name: string): Filter {
  const operator = name.toLowerCase();
  expect(reader, '(');
  const path = take(reader).split('/');
  expect(reader, ',');
  const values = [readValue(reader)];
  expect(reader, ')');
  if (!/^(startswith|endswith)$/.test(operator)) throw unsupported(`Unsupported or invalid query filter clause specified: function '${name}'.`);
  return { is: 'compare', path, operator, values };
}

function readList(reader: Reader): readonly FilterValue[] {
  const values: FilterValue[] = [];
  expect(reader, '(');
  while (peek(reader) !== ')') {
    if (peek(reader) === ',') take(reader);
    values.push(readValue(reader));
  }
  expect(reader, ')');
  return values;
}

function readValue(reader: Reader): FilterValue {
  const token = take(reader);
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (/^(true|false)$/i.test(token)) return token.toLowerCase() === 'true';
  if (/^null$/i.test(token)) return null;
  if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
  if (/^\d{4}-|^[0-9a-f]{8}-/i.test(token)) return token;
  throw badFilter(`'${token}' is no value.`);
}
