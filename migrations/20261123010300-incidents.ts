import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  CREATE TABLE incident (
    id                      uuid PRIMARY KEY,
    public_id               uuid NOT NULL UNIQUE CHECK (public_id <> id),
    revision                integer NOT NULL CHECK (revision > 0),
    opened_by               uuid NOT NULL REFERENCES staff,
    opened_at               timestamptz NOT NULL,
    case_number             text,
    occurred_at             timestamptz,
    time_zone               text NOT NULL,
    location                text,
    neighbourhood           text,
    dispatch_number         text,
    agencies                text[] NOT NULL,
    verification            text CHECK (verification IN ('verified', 'claimed', 'not-verified')),
    verified_how            text,
    verified_by             text,
    identification_provided text,
    units                   text,
    vehicles_and_plates     text,
    entry                   text CHECK (entry IN ('none', 'not-forced', 'forced', 'unknown')),
    warrant                 text CHECK (warrant IN ('none-shown', 'judicial', 'administrative', 'unknown', 'not-applicable')),
    detentions              text,
    force_used              text,
    injuries                text,
    ems_called              boolean,
    property_damage         text,
    intervention            text,
    report_reference        text,
    referrals               jsonb NOT NULL,
    tracker_id              text,
    public_title            text,
    public_summary          text,
    ledger_index            bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE TRIGGER incident_logged BEFORE INSERT OR UPDATE ON incident
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  GRANT SELECT, INSERT, UPDATE ON incident TO daylight_app;
`;

export class Incidents20261123010300 implements MigrationInterface {
  readonly name = 'Incidents20261123010300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
