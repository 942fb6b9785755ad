import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { AUDIO_SOURCES, SOURCES } from '@app/footage/domain';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { isOpen, useMay } from '../shell/session';
import { Facts } from '../ui/facts';
import { Missing } from '../ui/missing';

const FIELDS: readonly Field[] = [
  { name: 'cameraLabel', label: 'Camera, as the public reads it', hint: 'For instance “Body-worn camera 2 of 4”', kind: 'text' },
  { name: 'source', label: 'Camera', kind: 'choice', options: SOURCES },
  { name: 'deviceId', label: 'Device number', kind: 'text' },
  { name: 'wearer', label: 'Officer or unit', hint: 'Never public', kind: 'text' },
  { name: 'custodian', label: 'Who had the recording', kind: 'text' },
  { name: 'acquisitionMethod', label: 'How it was taken from the device', kind: 'text' },
  { name: 'claimedStart', label: 'When the device says recording began', hint: 'Cambridge time', kind: 'instant' },
  { name: 'clockOffset', label: 'Seconds by which its clock was ahead', hint: '0 when checked and right', kind: 'number' },
  { name: 'priorDisclosure', label: 'Where it was shown already', hint: 'One address a line; “nowhere” where it was not', kind: 'lines', none: 'nowhere' },
  { name: 'audioSource', label: 'Where the sound comes from', kind: 'choice', options: AUDIO_SOURCES },
  { name: 'showsViolence', label: 'It shows violence', kind: 'yes-no' },
  { name: 'showsPropertyDamage', label: 'It shows property damage', kind: 'yes-no' },
  { name: 'byFederalOfficial', label: 'Federal officials did it', kind: 'yes-no' },
  { name: 'scopeBasis', label: 'Why that is believed', kind: 'long' },
]; // prettier-ignore

const INVESTIGATION: readonly Field[] = [
  { name: 'active', label: 'An investigation is open', kind: 'yes-no' },
  { name: 'agency', label: 'Agency that investigates', kind: 'text' },
  { name: 'contact', label: 'Whom to ask there', hint: 'Never public', kind: 'text' },
  { name: 'stage', label: 'How far it is', kind: 'text' },
];

/** What is known of the clip, what is still missing, and a form for whoever completes it. */
export function ClipRecord({ clip }: { readonly clip: Views['ClipView'] }): ReactElement {
  const mayEdit = useMay('edit', 'Clip') && isOpen('facts', clip.state);
  const [editing, setEditing] = useState(false);
  const known = clip.facts;
  const investigation = (known['investigation'] ?? {}) as Readonly<Record<string, unknown>>;
  return (
    <section className="card" aria-labelledby="record">
      <h2 id="record">The record</h2>
      {editing ? (
        <RecordForm
          fields={[...FIELDS, ...INVESTIGATION]}
          values={{ ...known, ...investigation }}
          action="Save the record"
          onSave={(changed) => save(clip, changed, investigation)}
          onClose={() => setEditing(false)}
        />
      ) : (
        <>
          <Missing
            as={[...FIELDS, { name: 'investigation', label: 'Whether an investigation is open' }]}
            of={clip.missing.clip ?? []}
          />
          <Facts as={FIELDS} of={{ ...known, receivedAt: clip.receivedAt, flags: clip.flags }} />
          <p>
            SHA-256 of the original: <span className="hash">{clip.sha256}</span>
          </p>
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

async function save(
  { id, revision }: Views['ClipView'],
  changed: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { active, agency, contact, stage, ...rest } = { ...before, ...changed } as Record<string, unknown>;
  const own = Object.fromEntries(Object.entries(rest).filter(([name]) => name in changed));
  const investigation =
    active === undefined || active === null
      ? {}
      : { investigation: { active, agency: agency ?? null, contact: contact ?? null, stage: stage ?? null } };
  await done(
    api.PATCH('/clips/{id}', {
      params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
      body: { ...own, ...investigation } as Views['ClipFactsDto'],
    }),
  );
  await queries.invalidateQueries({ queryKey: ['clips', id] });
}
