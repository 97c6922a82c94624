import { sameText, valuesOf } from '../../deduce/attributes.ts';
import { FEW, firstFew } from '../../deduce/first-few.ts';
import { quoted, signInNameFaults } from '../../deduce/legal-characters.ts';
import { suspectValues } from '../../deduce/suspect-values.ts';
import { currentExportErrors, refusedAttribute, statedError } from '../../deduce/stated-error.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const dataValidationFailed = defineCause({
  id: 'data-validation-failed',
  area: 'data',
  layer: 4,
  title: 'A value was refused by Entra',
  why: 'Entra checks every value of an export and refuses the whole object when one does not pass. The error names the attribute, or says "None"; the sign-in name is not to blame only because it often is.',
  checkYourself: ['In Synchronization Service open the export error of the object, Detail, and look for InvalidAttributeName or a name in square brackets.', 'Look at the value of exactly that attribute in the connector space of Entra.', 'Where the error says None, check country and usage location, other mail addresses, telephone numbers and the length of every value.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: [],
  byHand: 'Correct the named attribute in AD, after noting its value, and run a delta cycle. Where none is named, correct the values that are suspect one after the other.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'The engine says which attribute is refused, but not which value would be right.',
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries', 'syncServers.csObjects'],
  mayUse: ['syncServers.globalSettings', 'syncServers.runHistory'],

  judge(_, { subject: { ad }, also }) {
    const stated = statedError(currentExportErrors(ad, also), /DataValidationFailed/i);
    if (stated === undefined) return ruledOut('the engine states no such error');
    const attribute = refusedAttribute(stated.error);
    const identity = /IdentityDataValidationFailed/i.test(`${stated.error.ErrorName ?? ''} ${stated.error.ErrorType ?? ''}`);
    const nameIsWrong = valuesOf(ad, 'userPrincipalName').some((name) => signInNameFaults(name).length > 0);
    if (identity && nameIsWrong && (attribute === null || sameText(attribute, 'userPrincipalName'))) return ruledOut('it is the sign-in name that is refused, which is a cause of its own');
    const suspects = attribute === null ? suspectValues(ad) : [];
    const values = attribute === null ? [] : valuesOf(ad, attribute).slice(0, 5);
    const facts = { attribute, values, suspects: suspects.map(({ attribute: name, says }) => `${name} ${says}`) };
    const evidence = [stated.evidence, ...values.map((value) => inAd(ad, attribute ?? '', quoted(value))), ...suspects.slice(0, FEW).map(({ attribute: name, value }) => inAd(ad, name, quoted(value)))];
    return { is: 'confirmed', facts, evidenceClass: 'A', evidence, statedAt: stated.statedAt };
  },

  explain({ attribute, values, suspects }) {
    if (attribute !== null) return `Entra refuses ${attribute}${values.length === 0 ? '' : `, which is ${values.map(quoted).join(', ')} in AD`}.`;
    return `Entra refuses a value without saying which. ${suspects.length === 0 ? 'Nothing in AD looks wrong; check what the rules make of it.' : `Suspect: ${firstFew(suspects)}.`}`;
  },
});
