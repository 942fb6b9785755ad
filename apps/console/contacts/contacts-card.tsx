import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { CONSENTS, PARTIES, PERSON_CLASSES, POSITIONS } from '@app/determinations/domain';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { closing } from '../ui/closing';
import { Loaded } from '../ui/loading';
import { Table } from '../ui/table';
import { inCambridge } from '../ui/times';
import { asWords } from '../ui/words';

const ASKED: readonly Field[] = [
  { name: 'party', label: 'Who is asked', kind: 'choice', options: PARTIES },
  { name: 'sentOn', label: 'Sent on', kind: 'date' },
];
const REPLY: readonly Field[] = [
  { name: 'repliedOn', label: 'Replied on', kind: 'date' },
  { name: 'position', label: 'What they said', kind: 'choice', options: POSITIONS },
  { name: 'replyReason', label: 'Their reasons', kind: 'long' },
];
const NOTICE: readonly Field[] = [
  { name: 'personClass', label: 'Who was told', hint: 'Never public', kind: 'choice', options: PERSON_CLASSES },
  { name: 'channel', label: 'How', hint: 'By letter, by telephone, in person', kind: 'text' },
  { name: 'language', label: 'In which language', kind: 'text' },
  { name: 'givenAt', label: 'When', hint: 'Cambridge time', kind: 'instant' },
  { name: 'result', label: 'What came of it', kind: 'long' },
  { name: 'consent', label: 'Consent to being shown', hint: 'G.L. c. 271, § 51', kind: 'choice', options: CONSENTS },
];

const refresh = (clip: string): Promise<void> => queries.invalidateQueries({ queryKey: ['clips', clip] });

/** Whom the City asked before a release, and what they said. Silence is not objection; objection is not a veto. */
export function ConsultationsCard({ clip }: { readonly clip: string }): ReactElement | null {
  const mayRead = useMay('read', 'Consultation');
  const mayAsk = useMay('create', 'Consultation');
  const mayReply = useMay('edit', 'Consultation');
  const [open, setOpen] = useState<string | null>(null);
  const known = useQuery({
    queryKey: ['clips', clip, 'consultations'],
    queryFn: () => done(api.GET('/clips/{id}/consultations', { params: { path: { id: clip } } })),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  const ask = async (body: object): Promise<void> => {
    await done(api.POST('/clips/{id}/consultations', { params: { path: { id: clip } }, body: body as Views['ConsultDto'] })); // prettier-ignore
    await refresh(clip);
  };
  const reply = async (id: string, { replyReason, ...said }: Readonly<Record<string, unknown>>): Promise<void> => {
    const body = { ...said, ...(replyReason ? { reason: replyReason } : {}) } as Views['ReplyDto'];
    await done(api.POST('/consultations/{id}/reply', { params: { path: { id } }, body }));
    await refresh(clip);
  };
  return (
    <section className="card" aria-labelledby="consultations">
      <h2 id="consultations">Consultations</h2>
      <Loaded of={known}>
        {(all) => (
          <>
            {all.length === 0 && <p>Nobody has been asked.</p>}
            {all.length > 0 && <Asked all={all} onReply={mayReply ? setOpen : null} />}
          </>
        )}
      </Loaded>
      {open === null && mayAsk && (
        <Button type="button" outline onClick={() => setOpen('new')}>
          Record that somebody is asked
        </Button>
      )}
      {open === 'new' && (
        <RecordForm
          fields={ASKED}
          values={{}}
          action="Record it"
          onSave={ask}
          onClose={() => setOpen(closing('new'))}
        />
      )}
      {open !== null && open !== 'new' && (
        <RecordForm
          key={open}
          fields={REPLY}
          values={{}}
          action="Record the reply"
          onSave={(said) => reply(open, said)}
          onClose={() => setOpen(closing(open))}
        />
      )}
    </section>
  );
}

interface AskedProps {
  readonly all: readonly Views['ConsultationView'][];
  /** Null for whoever may not record a reply. */
  readonly onReply: ((id: string) => void) | null;
}

const Asked = ({ all, onReply }: AskedProps): ReactElement => (
  <Table caption="Asked before release" columns={['Who', 'Sent', 'Replied', 'Said', 'Change']}>
    {all.map(({ id, party, sentOn, repliedOn, position, reason }) => (
      <tr key={id}>
        <th scope="row">{party}</th>
        <td>{sentOn ?? 'not yet'}</td>
        <td>{repliedOn ?? 'not yet'}</td>
        <td>
          {position === null ? '–' : asWords(position)}
          {reason !== null && `: ${reason}`}
        </td>
        <td>
          {onReply && (
            <Button type="button" unstyled onClick={() => onReply(id)}>
              Record the reply of {party}
            </Button>
          )}
        </td>
      </tr>
    ))}
  </Table>
);

/** Notices given, or tried, to people who are shown. */
export function NoticesCard({ clip }: { readonly clip: string }): ReactElement | null {
  const mayRead = useMay('read', 'Notice');
  const mayGive = useMay('create', 'Notice');
  const [giving, setGiving] = useState(false);
  const known = useQuery({
    queryKey: ['clips', clip, 'notices'],
    queryFn: () => done(api.GET('/clips/{id}/notices', { params: { path: { id: clip } } })),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  const give = async (body: object): Promise<void> => {
    await done(api.POST('/clips/{id}/notices', { params: { path: { id: clip } }, body: body as Views['NoticeDto'] }));
    await refresh(clip);
  };
  return (
    <section className="card" aria-labelledby="notices">
      <h2 id="notices">Notices to people who are shown</h2>
      <Loaded of={known}>
        {(all) =>
          all.length === 0 ? (
            <p>Nobody has been told.</p>
          ) : (
            <Table caption="Told before release" columns={['Who', 'When', 'How', 'Language', 'Result', 'Consent']}>
              {all.map(({ id, personClass, givenAt, channel, language, result, consent }) => (
                <tr key={id}>
                  <th scope="row">{asWords(personClass)}</th>
                  <td>{inCambridge(givenAt)}</td>
                  <td>{channel}</td>
                  <td>{language}</td>
                  <td>{result}</td>
                  <td>{asWords(consent)}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
      {mayGive && !giving && (
        <Button type="button" outline onClick={() => setGiving(true)}>
          Record a notice
        </Button>
      )}
      {giving && (
        <RecordForm fields={NOTICE} values={{}} action="Record it" onSave={give} onClose={() => setGiving(false)} />
      )}
    </section>
  );
}
