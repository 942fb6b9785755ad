import { done } from '@app/api-client';
import { SOURCES } from '@app/footage/domain';
import { useQuery } from '@tanstack/react-query';
import { Fieldset, Label, Select, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, useState, useSyncExternalStore } from 'react';
import { nameOf } from '../incident/name';
import { api } from '../shell/api';
import { usePerson } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { asWords } from '../ui/words';
import { Drop } from './drop';
import { NO_SIDECAR, type Sidecar } from './sidecar';
import { TransferRow } from './transfer-row';
import { UnfinishedUploads } from './unfinished-uploads';
import { uploadsOf } from './uploads';

const TEXTS = [
  ['deviceId', 'Device number'],
  ['wearer', 'Officer or unit'],
  ['custodian', 'Who kept it until now'],
  ['acquisitionMethod', 'How it was obtained'],
] as const;

/** Footage comes in here. Every file is hashed on this machine first, so that both ends can be shown to hold the same. */
export function UploadPage(): ReactElement {
  const { id } = usePerson();
  const uploads = uploadsOf(id);
  useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  const [sidecar, setSidecar] = useState(NO_SIDECAR);
  return (
    <Page title="Upload footage">
      <div className="split">
        <div>
          <About sidecar={sidecar} onChange={setSidecar} />
        </div>
        <div>
          <Drop
            disabled={sidecar.incident === ''}
            why="Choose the incident first."
            onFiles={(files) => uploads.add(files, sidecar)}
          />
        </div>
      </div>
      <UnfinishedUploads
        of={uploads.unfinished}
        onChoose={(file, said) => {
          setSidecar(said);
          uploads.add([file], said);
        }}
        onForget={(one) => uploads.forget(one)}
      />
      {uploads.list.length > 0 && <h2>Files</h2>}
      <ul className="entries" aria-label="Files">
        {uploads.list.map((transfer, i) => (
          <TransferRow key={i} transfer={transfer} onSend={() => uploads.send(transfer)} />
        ))}
      </ul>
    </Page>
  );
}

interface AboutProps {
  readonly sidecar: Sidecar;
  readonly onChange: (sidecar: Sidecar) => void;
}

/** What holds for all files that are chosen next. */
function About({ sidecar, onChange }: AboutProps): ReactElement {
  const incidents = useQuery({ queryKey: ['incidents'], queryFn: () => done(api.GET('/incidents')) });
  return (
    <Fieldset legend="About these files">
      <Label htmlFor="incident" requiredMarker>
        Incident
      </Label>
      <Loaded of={incidents}>
        {(all) => (
          <Select
            id="incident"
            name="incident"
            required
            value={sidecar.incident}
            onChange={({ target }) => onChange({ ...sidecar, incident: target.value })}
          >
            <option value="">Choose one</option>
            {all.map((incident) => (
              <option key={incident.id} value={incident.id}>
                {nameOf(incident)}
              </option>
            ))}
          </Select>
        )}
      </Loaded>
      <Label htmlFor="source">Camera</Label>
      <Select
        id="source"
        name="source"
        value={sidecar.source}
        onChange={({ target }) => onChange({ ...sidecar, source: target.value })}
      >
        {SOURCES.map((source) => (
          <option key={source} value={source}>
            {asWords(source)}
          </option>
        ))}
      </Select>
      {TEXTS.map(([field, label]) => (
        <div key={field}>
          <Label htmlFor={field}>{label}</Label>
          <TextInput
            id={field}
            name={field}
            type="text"
            maxLength={255}
            value={sidecar[field]}
            onChange={({ target }) => onChange({ ...sidecar, [field]: target.value })}
          />
        </div>
      ))}
    </Fieldset>
  );
}
