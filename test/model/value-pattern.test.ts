import assert from 'node:assert/strict';
import fc from 'fast-check';
import { valuePattern } from '../../src/model/value-pattern.ts';

const SAME_AS_REGEXP = ['a', 'a|b', '(a|b)c', 'a*', '(ab)+', 'a?b{2}', '[a-c]{1,3}', '[^a]b', '\\d+', '(a|ab)(c|bcd)*', '(?:a|b?)+c', 'a{2,}', '.b', '^a$', '[\\w.-]+@(a|b)\\.c', '[a\\]]', '(|a)b', '[-a]+', '(a*)*b'];
const NONE = ['', '(', ')', 'a)', '[', '[]', '[a', '*', 'a**', '+a', 'a{', 'a{x}', 'a{0}', 'a{3,2}', 'a{65}', '(?=a)', '(?!a)', '(?<=a)', '(?<n>a)', '\\1', '\\b', '\\n', '\\', '[z-a]', 'a^b', 'a$b', 'x'.repeat(301), '('.repeat(21) + ')'.repeat(21), '((((a{64}){64}){64}){64}){64}', '((((){64}){64}){64}){64}'];
const pattern = (text: string): { fits(value: string): boolean } => valuePattern(text) ?? assert.fail(`not understood: ${text}`);

describe('a pattern of values', () => {
  for (const text of SAME_AS_REGEXP) {
    it(`${text} fits what the regular expression fits as a whole`, () => {
      const expression = new RegExp(`^(?:${text.replace(/^\^|\$$/g, '')})$`, 'u');
      const value = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '1', '@', '.', '-', ']'), { maxLength: 8 }).map((letters) => letters.join(''));
      fc.assert(fc.property(value, (each) => assert.equal(pattern(text).fits(each), expression.test(each), each)), { numRuns: 400, seed: 5 });
    });
  }

  for (const text of NONE) it(`${JSON.stringify(text.slice(0, 40))} is none`, () => assert.equal(valuePattern(text), null));

  it('fits addresses of the site\'s own mail domains only', () => {
    const own = pattern('(smtp|SMTP):[^@]+@(contoso\\.com|mail\\.contoso\\.com)');
    for (const [address, fits] of [
      ['SMTP:jsmith@contoso.com', true], ['smtp:j.smith@mail.contoso.com', true], ['smtp:a@contoso.com.evil.org', false], ['smtp:a@evilcontoso.com', false],
      ['smtp:a@contosoXcom', false], ['x500:/o=a@contoso.com', false], ['smtp:a@evil.org@contoso.com', false], ['smtp:a@contoso.com\n', false], ['smtp:@contoso.com', false],
    ] as const) assert.equal(own.fits(address), fits, address);
  });

  it('takes time that grows with the value, whatever the pattern', () => {
    for (const text of ['(a*)*b', '(a|a)*b', '(a+)+b', '(a?){64}a{64}', '(.*.*.*.*)*x']) {
      const before = performance.now();
      assert.equal(pattern(text).fits('a'.repeat(2_048)), false, text);
      assert.ok(performance.now() - before < 2_000, text);
    }
  });

  it('does not look at a value longer than AD has any', () => assert.equal(pattern('a*').fits('a'.repeat(2_049)), false));
});
