import type { Client } from 'pg';
import { withClient } from '../support/fresh-database';

/** Words that are in that share of all transcripts: from everywhere to one in a hundred thousand. */
export const WORDS = { everywhere: 'officer', often: 'warrant', seldom: 'ambulance', once: 'xylophone' } as const;

/** Releases as plain SQL makes them: a record of each field that the public reads, with a transcript of its own. */
const PUBLICATIONS = `
  INSERT INTO publication (id, release_id, version, determination_id, state, manifest_sha256, manifest, record, sign_off, city_key, published_by, published_at, ledger_index)
  SELECT gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), 'published', repeat('a', 64),
         CASE WHEN n % 4 = 0 THEN '{"files":[{"role":"video-described"}]}' ELSE '{"files":[]}' END::jsonb,
         jsonb_build_object(
           'schema', 'daylight-release-record-1', 'release', n::text, 'version', 1,
           'title', 'Recording ' || n || ' of a stop on a street',
           'summary', 'It appears to show a stop by federal officers, filmed from the corner.',
           'incident', jsonb_build_object('id', md5('incident' || n / 3)::uuid, 'date', (date '2026-02-05' + n % 700)::text,
             'neighbourhood', (array['The Port','Cambridgeport','Mid-Cambridge','Riverside','Area 2/MIT','East Cambridge','Wellington-Harrington','Baldwin','Neighborhood Nine','West Cambridge','North Cambridge','Cambridge Highlands','Strawberry Hill'])[n % 13 + 1],
             'agencies', jsonb_build_array((array['ICE','CBP','FBI','Federal agency not stated'])[n % 4 + 1]), 'verification', 'verified'),
           'camera', jsonb_build_object('kind', (array['body-worn','city-camera'])[n % 2 + 1], 'label', 'Camera ' || n % 5),
           'video', jsonb_build_object('duration', n % 900 + 10, 'width', 1280, 'height', 720, 'frames', 100, 'startsAt', null),
           'determination', jsonb_build_object('outcome', (array['release','release-redacted'])[n % 2 + 1]),
           'hidden', '[]'::jsonb, 'warnings', '[]'::jsonb,
           'transcript', (SELECT jsonb_agg(jsonb_build_object('from', line, 'to', line + 1, 'speaker', 'Officer', 'redacted', false,
               'text', 'Step back from the vehicle please number ' || (n * 7 + line) % 5000 || ' said the ${WORDS.everywhere} ' ||
                       (array['stay','walk','wait','listen','speak','answer'])[(n + line) % 6 + 1] || ' and ' ||
                       (array['window','door','sidewalk','corner','bridge','station','garden'])[(n * 3 + line) % 7 + 1]))
             FROM generate_series(1, 12) line)
             || CASE WHEN n % 20 = 0 THEN '[{"text":"Show me the ${WORDS.often}."}]' ELSE '[]' END::jsonb
             || CASE WHEN n % 1000 = 0 THEN '[{"text":"Call an ${WORDS.seldom}."}]' ELSE '[]' END::jsonb
             || CASE WHEN n = 4711 THEN '[{"text":"A ${WORDS.once} is heard."}]' ELSE '[]' END::jsonb),
         '{}', 'key', 'publisher', timestamptz '2026-02-10' + n * interval '7 minutes', 0
    FROM generate_series(1, $1::int) AS n`;

const DOCKET = `
  INSERT INTO docket_entry (id, determination_id, entry, signed, updated_at, ledger_index)
  SELECT id, gen_random_uuid(), jsonb_build_object(
           'schema', 'daylight-docket-entry-1', 'id', id, 'incidentDate', began::text, 'camera', 'body-worn', 'outcome', outcome,
           'prongs', CASE WHEN outcome IN ('withheld', 'deferred') THEN jsonb_build_array(jsonb_build_object(
             'letter', (array['(a)','(c)','(f)'])[n % 3 + 1], 'statute', 'G.L. c. 4, § 7(26)' || (array['(a)','(c)','(f)'])[n % 3 + 1])) ELSE '[]' END,
           'reasons', 'What the public reads of the reasons for this decision, in a sentence or two.',
           'decidedOn', CASE WHEN outcome <> 'pending' THEN (began + n % 45)::text END,
           'clock', jsonb_build_object('startsWith', 'The incident', 'startedOn', began::text, 'dueOn', (began + 30)::text),
           'nextReviewOn', CASE WHEN outcome = 'deferred' THEN (began + 90)::text END, 'estimatedOn', null,
           'release', null, 'notes', '[]'::jsonb, 'updatedOn', began::text),
         '{}', now(), 0
    FROM (SELECT n, gen_random_uuid() AS id, date '2026-02-05' + n % 700 AS began,
                 (array['released','released-redacted','withheld','deferred','pending','in-preparation','superseded'])[n % 7 + 1] AS outcome
            FROM generate_series(1, $1::int) AS n) AS made`;

/**
 * A public site with that many releases and lines of the docket, by plain SQL of the database’s owner: the guards of
 * publication do not run, everything that the public’s pages read is made from it as ever.
 */
export const manyPublic = (owner: string, count: number): Promise<void> =>
  withClient(owner, async (client: Client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(PUBLICATIONS, [count]);
    await client.query(DOCKET, [count]);
    await client.query(
      `INSERT INTO standing SELECT gen_random_uuid(), (array['published','withheld','deferred','triage','redacting'])[n % 5 + 1]
         FROM generate_series(1, $1::int) AS n`,
      [count],
    );
    await client.query('SET session_replication_role = origin');
    await client.query('INSERT INTO public_search SELECT release_id, version, published_at, title, summary, incident_id, incident_date, neighbourhood, camera, outcome, agencies, described, duration, hidden, said, words FROM publication_to_search'); // prettier-ignore
    await client.query('TRUNCATE public_docket_tally, public_docket_month, standing_tally');
    await client.query('INSERT INTO public_docket_tally SELECT * FROM docket_to_tally');
    await client.query('INSERT INTO public_docket_month SELECT * FROM docket_to_months');
    await client.query('INSERT INTO standing_tally SELECT state, count(*) FROM standing GROUP BY state');
    await client.query('VACUUM ANALYZE');
  });
