import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { ENTRIES, NEIGHBOURHOODS, VERIFICATIONS, WARRANTS } from '@app/incidents/domain';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { Facts } from '../ui/facts';
import { Missing } from '../ui/missing';

const NEVER = 'Never public';
const INCIDENT_FIELDS: readonly Field[] = [
  { name: 'caseNumber', label: 'CPD case number', kind: 'text' },
  { name: 'occurredAt', label: 'When it happened', hint: 'Cambridge time', kind: 'instant' },
  { name: 'location', label: 'Where it happened', hint: NEVER, kind: 'text' },
  { name: 'neighbourhood', label: 'Neighbourhood, as the public reads it', kind: 'choice', options: NEIGHBOURHOODS },
  { name: 'dispatchNumber', label: 'Dispatch number', kind: 'text' },
  { name: 'agencies', label: 'Agencies the officers claimed', hint: 'One a line, or “unknown”', kind: 'lines' },
  { name: 'verification', label: 'Were they verified as federal?', kind: 'choice', options: VERIFICATIONS },
  { name: 'verifiedHow', label: 'How they were verified', kind: 'long' },
  { name: 'verifiedBy', label: 'Who of command staff verified them', kind: 'text' },
  { name: 'identificationProvided', label: 'What identification they gave', hint: 'Verbatim, or “none given”', kind: 'long' },
  { name: 'units', label: 'CPD units on the scene', kind: 'text' },
  { name: 'vehiclesAndPlates', label: 'Vehicles and plates', hint: NEVER, kind: 'long' },
  { name: 'entry', label: 'Was private property entered?', kind: 'choice', options: ENTRIES },
  { name: 'warrant', label: 'Was a warrant shown?', kind: 'choice', options: WARRANTS },
  { name: 'detentions', label: 'Who was detained', hint: '“none” where nobody was', kind: 'long' },
  { name: 'forceUsed', label: 'What force was used', hint: '“none” where none was', kind: 'long' },
  { name: 'injuries', label: 'What injuries were seen', hint: '“none” where none were', kind: 'long' },
  { name: 'emsCalled', label: 'EMS were called', kind: 'yes-no' },
  { name: 'propertyDamage', label: 'What was damaged', hint: '“none” where nothing was', kind: 'long' },
  { name: 'intervention', label: 'Intervention by a CPD officer', hint: '555 CMR 6.06', kind: 'long' },
  { name: 'reportReference', label: 'Report under G.L. c. 6E, § 15', kind: 'text' },
  { name: 'trackerId', label: 'Number in the City’s tracker', kind: 'text' },
  { name: 'publicTitle', label: 'Title for the public', hint: 'Neutral; no names, no charges implied', kind: 'text' },
  { name: 'publicSummary', label: 'Summary for the public', hint: 'Facts observed: “appears to show”', kind: 'long' },
]; // prettier-ignore

/** What is known of the incident, what is still missing, and a form for whoever completes it. */
export function IncidentRecord({ incident }: { readonly incident: Views['IncidentView'] }): ReactElement {
  const mayEdit = useMay('edit', 'Incident');
  const [editing, setEditing] = useState(false);
  const { id, revision, facts, missing } = incident;
  const save = async (changed: Readonly<Record<string, unknown>>): Promise<void> => {
    await done(
      api.PATCH('/incidents/{id}', {
        params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
        body: changed,
      }),
    );
    await queries.invalidateQueries({ queryKey: ['incidents'] });
  };
  return (
    <section className="card" aria-labelledby="record">
      <h2 id="record">The record</h2>
      {editing ? (
        <RecordForm
          fields={INCIDENT_FIELDS}
          values={facts}
          action="Save the record"
          onSave={save}
          onClose={() => setEditing(false)}
        />
      ) : (
        <>
          <Missing as={INCIDENT_FIELDS} of={missing} />
          <Facts as={INCIDENT_FIELDS} of={facts} />
          {mayEdit && (
            <Button type="button" outline onClick={() => setEditing(true)}>
              Complete the record
            </Button>
          )}
        </>
      )}
    </section>
  );
}
