import { followPoll } from '../src/incidents/follow-poll.ts';
import { keepFollowed, look, NOTHING } from '../test/incidents/seen-company.ts';
import { errorsOf } from './incidents.ts';

/** Argument: `errors` for what is grouped alone, `looks` for five looks at it. Prints the most memory that was ever held, in MB. */
const errors = errorsOf(500);
let kept = NOTHING;
if (process.argv[2] === 'looks') for (let n = 0; n < 5; n += 1) kept = keepFollowed(kept, followPoll(kept, look(n * 5, errors)));
process.stdout.write(`${process.resourceUsage().maxRSS / 1024}\n`);
