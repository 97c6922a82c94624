import assert from 'node:assert/strict';
import { askedNames } from '../../src/commands/asked-names.ts';

const ROWS: readonly (readonly [text: string, names: readonly string[]])[] = [
  ['jsmith', ['jsmith']],
  ['John Smith', ['John Smith']],
  ['jsmith, mlopez,hugo', ['jsmith', 'mlopez', 'hugo']],
  ['jsmith and mlopez', ['jsmith', 'mlopez']],
  ['; jsmith ; mlopez ; John Smith', ['jsmith', 'mlopez', 'John Smith']],
  ['1. jsmith ; 2. mlopez ; - "John Smith"', ['jsmith', 'mlopez', 'John Smith']],
  ['a@contoso.com b@contoso.com', ['a@contoso.com', 'b@contoso.com']],
  ['jsmith, JSMITH', ['JSMITH']],
  ['CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com', ['CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com']],
  ['CN=A,OU=Staff,DC=x,DC=y ; CN=B,OU=Staff,DC=x,DC=y', ['CN=A,OU=Staff,DC=x,DC=y', 'CN=B,OU=Staff,DC=x,DC=y']],
  ['Smith, John', ['Smith, John']],
  ["O'Neill, Mary Ann", ["O'Neill, Mary Ann"]],
  ['alexander sandberg', ['alexander sandberg']],
  ['  ,; ', []],
];

describe('the names of a question', () => {
  for (const [text, names] of ROWS) it(`of "${text}" are ${names.length}`, () => assert.deepEqual(askedNames(text), names));
});
