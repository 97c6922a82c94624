import assert from 'node:assert/strict';
import { parsePress } from '../../src/boundary/card-press.ts';

const PLAN = { planId: '11111111-2222-4333-8444-555555555555', rev: 1, nonce: 'n'.repeat(22) };
const REF = { verb: 'propose', ref: 'r-1' };

const TAKEN: readonly (readonly [name: string, data: object, expected: object])[] = [
  ['an offer with reason and ticket', { ...REF, reason1: ' He starts on Monday ', ticket1: 'INC1' }, { is: 'ref', ...REF, reason: 'He starts on Monday', ticket: 'INC1', confirmed: [] }],
  ['the second offer of a card', { ...REF, reason2: 'why', ticket2: '' }, { is: 'ref', ...REF, reason: 'why', ticket: '', confirmed: [] }],
  ['an offer without inputs', REF, { is: 'ref', ...REF, reason: '', ticket: '', confirmed: [] }],
  ['the ticked items of a checklist', { ...REF, reason2: 'he left', 'confirm2-onedrive': 'true', 'confirm2-onenote': 'false' }, { is: 'ref', ...REF, reason: 'he left', ticket: '', confirmed: ['onedrive'] }],
  ['all inputs of a card with one filled', { ...REF, reason1: '', reason2: 'this one', reason3: '', ticket1: '', ticket2: '', ticket3: '' }, { is: 'ref', ...REF, reason: 'this one', ticket: '', confirmed: [] }],
  ['an undo with reason and ticket', { ...PLAN, verb: 'undo', undoReason: 'wrong Jane', undoTicket: 'INC2' }, { is: 'plan', verb: 'undo', ...PLAN, comment: 'wrong Jane', ticket: 'INC2' }],
  ['a denial, which has its own words only', { ...PLAN, verb: 'deny', denyComment: 'no', approveComment: 'yes', undoTicket: 'INC3' }, { is: 'plan', verb: 'deny', ...PLAN, comment: 'no', ticket: '' }],
  ['an approval with half a character and a NUL in its words', { ...PLAN, verb: 'approve', approveComment: 'fine\ud83d\u0000' }, { is: 'plan', verb: 'approve', ...PLAN, comment: 'fine\ufffd', ticket: '' }],
  ['a withdrawal, which has no words', { ...PLAN, verb: 'cancel', approveComment: 'yes' }, { is: 'plan', verb: 'cancel', ...PLAN, comment: '', ticket: '' }],
];

const ALTERED: readonly (readonly [name: string, data: object])[] = [
  ['a reason of 501 characters', { ...REF, reason1: 'x'.repeat(501) }],
  ['a ticket of 41 characters', { ...REF, ticket1: 'x'.repeat(41) }],
  ['reasons of two offers', { ...REF, reason1: 'one', reason2: 'two' }],
  ['checklists of two offers', { ...REF, 'confirm1-onedrive': 'true', 'confirm2-onedrive': 'true' }],
  ['a checklist on another button', { verb: 'recheck', ref: 'r-1', 'confirm1-onedrive': 'true' }],
  ['a toggle that is neither on nor off', { ...REF, 'confirm1-onedrive': 'yes' }],
  ['a fourth reason', { ...REF, reason4: 'x' }],
  ['a reason on another button', { verb: 'recheck', ref: 'r-1', reason1: 'x' }],
  ['a reason that is no text', { ...REF, reason1: ['x'] }],
  ['another user named', { ...REF, reason1: 'x', about: 'ceo' }],
  ['an undo with another field', { ...PLAN, verb: 'undo', undoReason: 'x', steps: [] }],
  ['an undo with an oversized reason', { ...PLAN, verb: 'undo', undoReason: 'x'.repeat(501) }],
  ['an approval with a comment of 2,001 characters', { ...PLAN, verb: 'approve', approveComment: 'x'.repeat(2001) }],
  ['a verb in capitals', { ...PLAN, verb: 'APPROVE' }],
  ['a fullwidth verb', { ...PLAN, verb: '\uFF41pprove' }],
];

describe('What a button carries', () => {
  for (const [name, data, expected] of TAKEN) it(`is taken as sent: ${name}`, () => assert.deepEqual(parsePress(data, null), expected));
  for (const [name, data] of ALTERED) it(`is altered with ${name}`, () => assert.equal(parsePress(data, null).is, 'altered'));
});
