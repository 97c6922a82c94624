import assert from 'node:assert/strict';
import { assertMonth } from './month-rules.ts';
import { simulateMonth } from './simulated-month.ts';

describe('A month of errors that come, go, flap and storm', function () {
  this.timeout(300_000);

  for (const [isRough, seed, everyMinutes] of [[false, 1, 30], [true, 2, 15]] as const) {
    it(`is told of once each, and of each end, within the limits${isRough ? ', though Teams is rough and bots die' : ''}`, async () => {
      const month = await simulateMonth({ seed, days: 30, everyMinutes, isRough });
      try {
        const figures = await assertMonth(month);
        assert.ok(month.polls.length > (30 * 24 * 60) / everyMinutes - 50);
        assert.ok((figures['opened'] ?? 0) > 40 && (figures['resolved'] ?? 0) > 40, JSON.stringify(figures));
        assert.ok((figures['posts'] ?? 0) <= (figures['opened'] ?? 0) - 35 + (figures['resolved'] ?? 0) + (figures['reopened'] ?? 0), JSON.stringify(figures));
        assert.ok((figures['inTheStorm'] ?? 99) <= 8, JSON.stringify(figures));
        if (isRough) assert.ok(month.deaths > 0 && month.restarts > 0, JSON.stringify(figures));
      } finally {
        await month.store.close();
      }
    });
  }
});
