import { createMemoryJobDesk } from '../../../src/adapters/relay-link/memory-job-desk.ts';
import { describeJobDesk } from '../../contracts/job-desk.ts';

describeJobDesk('of a bot that runs alone', async () => {
  const desk = createMemoryJobDesk();
  return [desk, desk];
});
