import { manyPublic } from '../factories/many-public';
import { freshDatabase } from '../support/fresh-database';
import { withClient } from '../support/fresh-database';
it('explains', async () => {
  const database = await freshDatabase();
  await manyPublic(database.owner, 100_000);
  await withClient(database.portal, async (c) => {
    console.log(
      (await c.query('SELECT version()')).rows,
      (await c.query('show jit')).rows,
      (await c.query('show shared_buffers')).rows,
    );
    const run = async (sql: string) => {
      for (let i = 0; i < 2; i++) await c.query(sql);
      const { rows } = await c.query('EXPLAIN (ANALYZE, BUFFERS) ' + sql);
      process.stdout.write(sql.slice(0, 200) + '\n' + rows.map((r: any) => r['QUERY PLAN']).join('\n') + '\n\n');
    };
    const N = 'ORDER BY published_at DESC, release_id';
    await run(
      `SELECT count(*)::int AS total FROM public_search WHERE 'ICE' = ANY (agencies) AND camera='body-worn' AND described = true`,
    );
    await run(`SELECT count(*)::int AS total FROM public_search WHERE neighbourhood='Riverside'`);
    await run(
      `SELECT count(*)::int AS total FROM public_search WHERE incident_date >= '2026-03-01' and incident_date <= '2026-06-30'`,
    );
    await run(
      `SELECT title FROM public_search WHERE release_id IN (SELECT release_id FROM public_search WHERE incident_date >= '2026-03-01' and incident_date <= '2026-06-30' ${N} LIMIT 20 OFFSET 6000) ${N}`,
    );
    await run(
      `SELECT title FROM public_search WHERE release_id IN (SELECT release_id FROM public_search ${N} LIMIT 20 OFFSET 99980) ${N}`,
    );
    await run(
      `SELECT count(*)::int FROM (SELECT 1 FROM public_search WHERE words @@ websearch_to_tsquery('english', '"show me the warrant"') AND camera='body-worn' LIMIT 1001) h`,
    );
    await run(
      `SELECT release_id FROM public_search WHERE words @@ websearch_to_tsquery('english', '"show me the warrant"') AND camera='body-worn' ${N} LIMIT 20`,
    );
    await run(
      `SELECT release_id FROM public_search WHERE words @@ websearch_to_tsquery('english', 'warrant') ${N} LIMIT 20 OFFSET 980`,
    );
    await run(
      `SELECT count(*)::int AS total FROM public_docket WHERE ((decided_on IS NULL AND due_on < '2026-11-26') OR (decided_on IS NOT NULL AND review_on < '2026-11-26'))`,
    );
    await run(`SELECT count(*)::int AS total FROM public_docket`);
    await run(
      `SELECT entry FROM public_docket WHERE id IN (SELECT id FROM public_docket WHERE ((decided_on IS NULL AND due_on < '2026-11-26') OR (decided_on IS NOT NULL AND review_on < '2026-11-26')) ORDER BY listed_on DESC, id LIMIT 50) ORDER BY listed_on DESC, id`,
    );
    await run(`SELECT count(*)::int AS total FROM public_docket WHERE outcome='withheld' AND '(f)' = ANY(prongs)`);
    await run(`SELECT * FROM public_counts`);
    await run(
      `SELECT * FROM public_release WHERE state = 'published' AND release_id = ANY (ARRAY(SELECT release_id FROM public_search WHERE incident_id = (select incident_id from public_search limit 1)))`,
    );
    await run(`SELECT outcome, year, decisions, late FROM public_decisions ORDER BY year, outcome`);
    await run(`SELECT * FROM public_prongs`);
    await run(`SELECT * FROM public_pace`);
  });
  await database.drop();
});
