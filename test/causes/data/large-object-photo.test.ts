import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

const photo = (bytes: number): string[] => [Buffer.alloc(bytes, 7).toString('base64')];

describeCause(sealed('large-object-photo'), {
  confirms: [{ when: 'the photo has one byte more than 100 KB', given: ({ ad }) => { ad.attributes['thumbnailPhoto'] = photo(102_401); }, remedy: null, says: /101 KB; Entra takes 100 KB/ }],
  rulesOut: [
    { when: 'it has exactly 100 KB', given: ({ ad }) => { ad.attributes['thumbnailPhoto'] = photo(102_400); } },
    { when: 'there is none', given: () => {} },
  ],
});
