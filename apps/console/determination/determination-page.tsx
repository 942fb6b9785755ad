import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { determinationWorkflow, type Outcome, OUTCOME_MOVES, OUTCOMES } from '@app/determinations/domain';
import { must } from '@app/kernel';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Button, ButtonGroup, Label, Select } from '@trussworks/react-uswds';
import { type ReactElement, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Link, useParams } from 'react-router';
import { DocketRow } from '../release/docket-row';
import { api, withRevision } from '../shell/api';
import { isOpen, useMay } from '../shell/session';
import { Failure } from '../ui/failure';
import { Loaded } from '../ui/loading';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { asWords } from '../ui/words';
import { type Content, LABELS, outcomeBegun } from './content-fields';
import { DraftForm } from './draft-form';
import { DraftKeeper, type DraftState, type DraftStore, type Saved } from './draft-keeper';
import { Film } from './film';
import { Memo } from './memo';
import type { Conflict } from './merge';
import { Sign } from './sign';

const storeOf = (clip: string): DraftStore => ({
  load: async () => saved(await withRevision(api.GET('/clips/{id}/determination', { params: { path: { id: clip } } }))),
  save: async (content, revision) => {
    const params = { path: { id: clip }, header: { 'If-Match': revision } };
    return saved(await withRevision(api.PUT('/clips/{id}/determination', { params, body: content })));
  },
});

const saved = ({ body, revision }: { body: Views['DeterminationView']; revision: string }): Saved => ({
  content: body.content,
  revision,
});

/** Writing the determination beside the footage; what is written saves itself. */
export function DeterminationPage(): ReactElement {
  const id = must(useParams()['id'], 'the number of a clip');
  const path = { params: { path: { id } } };
  const clip = useQuery({ queryKey: ['clips', id], queryFn: () => done(api.GET('/clips/{id}', path)) });
  const opened = useQuery({
    queryKey: ['clips', id, 'drafting'],
    queryFn: async () => {
      const store = storeOf(id);
      return new DraftKeeper(store, await store.load());
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Page title="The determination">
      <p>
        <Link to={`/clips/${id}`}>Back to the clip</Link>
      </p>
      <Loaded of={clip}>
        {(known) => <Loaded of={opened}>{(keeper) => <Desk clip={known} keeper={keeper} />}</Loaded>}
      </Loaded>
    </Page>
  );
}

interface DeskProps {
  readonly clip: Views['ClipView'];
  readonly keeper: DraftKeeper;
}

function Desk({ clip, keeper }: DeskProps): ReactElement {
  const draft = useSyncExternalStore(keeper.listen, keeper.now);
  useEffect(() => () => void keeper.settle(), [keeper]);
  const film = useRef<HTMLVideoElement>(null);
  const mayEdit = useMay('edit', 'Determination') && isOpen('draft', clip.state);
  const mayWatch = useMay('read', 'Footage');
  const [outcome, setOutcome] = useState<Outcome>((clip.outcome as Outcome | null) ?? outcomeBegun(draft.content));
  const known = useCase(clip);
  const change = (content: Content): void => keeper.change(content);
  return (
    <div className="split">
      <div>
        {mayWatch && clip.duration !== null && <Film clip={clip.id} film={film} />}
        <SaveState draft={draft} onChoose={(conflict, whose) => keeper.choose(conflict, whose)} />
        {!mayEdit && <p>It is read only: {asWords(clip.state).toLowerCase()}, or another role writes it.</p>}
        <OutcomeChoice outcome={outcome} onChoose={setOutcome} />
        <DraftForm
          content={draft.content}
          onChange={change}
          film={film}
          disabled={!mayEdit}
          asking={{ outcome, flags: clip.flags, version: clip.version }}
        />
      </div>
      <div className="beside">
        <Loaded of={known}>{(its) => <Memo {...{ clip, outcome, film, ...its }} content={draft.content} />}</Loaded>
        <section aria-labelledby="docket">
          <h2 id="docket">What the docket will say</h2>
          <DocketRow
            clip={clip}
            state={determinationWorkflow.moves[OUTCOME_MOVES[outcome]].to}
            outcome={outcome}
            content={draft.content}
          />
        </section>
        <Sign clip={clip.id} outcome={outcome} draft={draft} keeper={keeper} />
      </div>
    </div>
  );
}

interface Case {
  readonly caseNumber: string | null;
  readonly signed: readonly Views['SignedTextView'][];
}

/** What else the memo is made of, and what was signed before. Until all of it is known there is no memo: half would be wrong. */
const useCase = (clip: Views['ClipView']): UseQueryResult<Case> =>
  useQuery({
    queryKey: ['clips', clip.id, 'memo', clip.incidentId],
    queryFn: async () => {
      const [incident, signed] = await Promise.all([
        done(api.GET('/incidents/{id}', { params: { path: { id: clip.incidentId } } })),
        done(api.GET('/clips/{id}/signed-texts', { params: { path: { id: clip.id } } })),
      ]);
      return { caseNumber: (incident.facts['caseNumber'] ?? null) as string | null, signed };
    },
  });

const SAYS = {
  saved: 'Everything is saved.',
  waiting: 'Not saved yet.',
  saving: 'Is being saved.',
  failed: 'Not saved.',
} as const;

interface SaveStateProps {
  readonly draft: DraftState;
  readonly onChoose: (conflict: Conflict, whose: 'mine' | 'theirs') => void;
}

/** Whether it is saved; what a colleague has written meanwhile; and where both have written, both, to choose from. */
function SaveState({ draft, onChoose }: SaveStateProps): ReactElement {
  return (
    <div className="save-state">
      <p role="status">
        {SAYS[draft.is]}
        {draft.tookIn && ' A colleague has written as well; what they wrote is in it.'}
      </p>
      {draft.failure && <Failure error={draft.failure} />}
      {draft.conflicts.map((conflict) => (
        <Notice key={conflict.field} kind="warning" title={`Both of you have written: ${LABELS[conflict.field] ?? ''}`}>
          <p>Yours: {said(conflict.mine)}</p>
          <p>Your colleague’s: {said(conflict.theirs)}</p>
          <ButtonGroup>
            <Button type="button" outline onClick={() => onChoose(conflict, 'mine')}>
              Keep yours
            </Button>
            <Button type="button" outline onClick={() => onChoose(conflict, 'theirs')}>
              Take your colleague’s
            </Button>
          </ButtonGroup>
        </Notice>
      ))}
    </div>
  );
}

function said(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return value;
  const answer = value as { readonly holds?: boolean; readonly why?: string };
  return answer.holds === undefined ? JSON.stringify(value) : `${answer.holds ? 'Yes' : 'No'}. ${answer.why ?? ''}`;
}

interface OutcomeProps {
  readonly outcome: Outcome;
  readonly onChoose: (outcome: Outcome) => void;
}

function OutcomeChoice({ outcome, onChoose }: OutcomeProps): ReactElement {
  return (
    <>
      <Label htmlFor="outcome">Outcome</Label>
      <span id="outcome-hint" className="usa-hint">
        The questions below are those that it asks.
      </span>
      <Select
        id="outcome"
        name="outcome"
        aria-describedby="outcome-hint"
        value={outcome}
        onChange={({ target }) => onChoose(target.value as Outcome)}
      >
        {Object.entries(OUTCOMES).map(([key, says]) => (
          <option key={key} value={key}>
            {says}
          </option>
        ))}
      </Select>
    </>
  );
}
