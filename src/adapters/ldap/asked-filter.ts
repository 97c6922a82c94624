import { AndFilter, EqualityFilter, ExtensibleFilter, GreaterThanEqualsFilter, LessThanEqualsFilter, NotFilter, OrFilter, PresenceFilter, SubstringFilter, type Filter } from 'ldapts';
import type { DirectoryFilter } from '../../ports/directory-streams.ts';
import { isOctets } from './entry-attributes.ts';

const ALL_BITS = '1.2.840.113556.1.4.803';

/** The filter as ldapts' objects, so that values travel as octets and never as a part of a text. */
export function askedFilter(filter: DirectoryFilter): Filter {
  switch (filter.is) {
    case 'all': return new AndFilter({ filters: filter.of.map(askedFilter) });
    case 'any': return new OrFilter({ filters: filter.of.map(askedFilter) });
    case 'not': return new NotFilter({ filter: askedFilter(filter.filter) });
    case 'present': return new PresenceFilter({ attribute: nameOf(filter.attribute) });
    case 'equal': return new EqualityFilter({ attribute: nameOf(filter.attribute), value: isOctets(filter.attribute) ? Buffer.from(filter.value, 'base64') : filter.value });
    case 'begins': return new SubstringFilter({ attribute: nameOf(filter.attribute), initial: filter.value });
    case 'at-least': return new GreaterThanEqualsFilter({ attribute: nameOf(filter.attribute), value: filter.value });
    case 'at-most': return new LessThanEqualsFilter({ attribute: nameOf(filter.attribute), value: filter.value });
    case 'bits': return new ExtensibleFilter({ rule: ALL_BITS, matchType: nameOf(filter.attribute), value: String(filter.bits) });
  }
}

function nameOf(attribute: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(attribute)) throw new TypeError('not the name of an attribute');
  return attribute;
}
