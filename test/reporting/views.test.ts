import { expect, test } from 'vitest';
import { views } from '../../src/reporting/views.ts';
import { testDatabase } from '../setup/database.ts';

const { pool } = await testDatabase('demo');

test('each view answers', async () => {
  for (const { name } of views) {
    const t = performance.now();
    const { rows } = await pool.query(`select * from report."${name}"`);
    console.log(name, rows.length, Math.round(performance.now() - t), JSON.stringify(rows[0])?.slice(0, 300));
  }
  expect(views.length).toBeGreaterThan(20);
});
