import { randomUUID } from 'node:crypto';
import { EMPTY_CONTENT } from '@app/determinations/domain';
import { withClient } from '../support/fresh-database';
import { aStaffMember } from './sql-case';

/** In turn, so that every state is there as often as any other. */
export const STATES = [
  'triage', 'gatheringFacts', 'solicitorReview', 'redacting', 'qualityCheck', 'accessibility', 'awaitingSignOff',
  'outOfScope', 'withheld', 'publicOnRequest', 'published',
] as const; // prettier-ignore

const DECIDED = ['redacting', 'qualityCheck', 'accessibility', 'awaitingSignOff', 'published'];

/**
 * As many clips as a department gathers in years, of incidents of the last hundred days, written past the application:
 * with its triggers off, because it takes no clip along a workflow in a millisecond. Every fifth is assigned.
 */
export const manyClips = (owner: string, count: number, assignee: string): Promise<void> =>
  withClient(owner, async (client) => {
    const uploader = await aStaffMember(client, ['evidence-technician']);
    const solicitor = await aStaffMember(client, ['solicitor']);
    await client.query('SET session_replication_role = replica');
    const run = (text: string, values: readonly unknown[] = []): Promise<unknown> => client.query(text, [...values]);
    await run('CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS clip, gen_random_uuid() AS determination, $2::uuid[] AS incidents FROM generate_series(1, $1::int) n', [count, Array.from({ length: 100 }, () => randomUUID())]); // prettier-ignore
    await run(
      `INSERT INTO incident (id, public_id, revision, opened_by, opened_at, time_zone, agencies, referrals, occurred_at, case_number, ledger_index)
       SELECT incidents[k], gen_random_uuid(), 1, $1, now(), 'America/New_York', '{}', '[]', now() - k * interval '1 day', 'CPD-' || k, 0
         FROM (SELECT incidents FROM made LIMIT 1) one, generate_series(1, 100) k`,
      [uploader],
    );
    await run(
      `INSERT INTO original (sha256, size, stored_at, salt, ledger_index)
       SELECT encode(sha256(clip::text::bytea), 'hex'), 1, now(), sha256(clip::text::bytea), 0 FROM made`,
    );
    await run(
      `INSERT INTO clip (id, incident_id, original_sha256, uploaded_by, received_at, native_filename, revision, source, verdict, camera_label, examination, shows_violence, by_federal_official, ledger_index)
       SELECT clip, incidents[n % 100 + 1], encode(sha256(clip::text::bytea), 'hex'), $1,
              now() - (n % 100) * interval '1 day' - n * interval '1 second', 'AXON-' || lpad(n::text, 5, '0') || '.mp4', 1, 'body-worn', 'accepted',
              'Officer ' || n % 40, jsonb_build_object('duration', n % 3600, 'frames', 30 * (n % 3600), 'audioCodecs', '[]'::jsonb), NULLIF(n % 22 <> 0, false), true, 0 FROM made`,
      [uploader],
    );
    await run(
      `INSERT INTO determination (id, clip_id, version, release_id, state, content, revision, opened_at, outcome, decided_by, decided_at, next_review_on, ledger_index)
       SELECT determination, clip, 1, gen_random_uuid(), state, $4::jsonb, 1, now(),
              CASE WHEN state = ANY($3) THEN 'release-redacted' WHEN state = 'withheld' THEN 'withhold' END,
              CASE WHEN state = ANY($3) OR state = 'withheld' THEN $2::uuid END,
              CASE WHEN state = ANY($3) OR state = 'withheld' THEN now() END, NULL, 0
         FROM made, LATERAL (SELECT ($1::text[])[n % cardinality($1::text[]) + 1] AS state) s`,
      [STATES, solicitor, DECIDED, JSON.stringify(EMPTY_CONTENT)],
    );
    await run(
      `INSERT INTO redaction_task (id, determination_id, subject, channel, basis, instruction, state, requested_by, assigned_to, done_by, done_at, ledger_index)
       SELECT gen_random_uuid(), determination, 'bystander', 'video', '{}', 'Hide', CASE WHEN n % 10 = 0 THEN 'done' ELSE 'open' END, $2, $1,
              CASE WHEN n % 10 = 0 THEN $1::uuid END, CASE WHEN n % 10 = 0 THEN now() END, 0 FROM made WHERE n % 5 = 0`,
      [assignee, solicitor],
    );
    await run(
      `INSERT INTO clip_flag (clip_id, flag, raised_by, raised_at, reason, ledger_index)
       SELECT clip, 'juvenile', $1, now(), 'A minor is shown.', 0 FROM made WHERE n % 7 = 0`,
      [uploader],
    );
    const request = randomUUID();
    await run(
      `INSERT INTO records_request (id, number, received, asks_for, entered_by, ledger_index)
       VALUES ($1, 'R-2026-1', current_date, 'Everything', $2, 0)`,
      [request, uploader],
    );
    await run('INSERT INTO records_request_clip SELECT $1, clip FROM made WHERE n % 50 = 0', [request]);
    await run('ANALYZE');
  });
