import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../src/demo/tenant.js';
import { EVERYDAY, playEveryday } from './everyday.js';

let tenant: DemoTenant;

beforeAll(async () => {
  tenant = await startTenant();
});

afterAll(() => tenant.close());

test.each(EVERYDAY)('$says: one call, few requests, few tokens', async (question) => {
  const { cold, warm, tokens } = await playEveryday(question, tenant);

  expect(cold).toBeLessThanOrEqual(question.most.cold);
  expect(warm).toBeLessThanOrEqual(question.most.warm);
  expect(tokens).toBeLessThanOrEqual(question.most.tokens);
});
