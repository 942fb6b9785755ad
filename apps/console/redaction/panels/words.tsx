import { type Cue, mentionsOf, spansOf, type Word, wordsOf } from '@app/redactions/domain';
import { Button, Checkbox, Fieldset, Label, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, useMemo, useState } from 'react';
import { clockTime } from '../../ui/times';
import { type Transcript, TranscriptForm } from './transcript-form';

interface Props extends ChooserProps {
  readonly clip: string;
  readonly transcript: Transcript;
  readonly onWritten: (transcript: Transcript) => void;
}

interface ChooserProps {
  readonly cues: readonly Cue[];
  /** False while somebody else has the plan. */
  readonly mayAdd: boolean;
  readonly onMute: (spans: readonly { readonly from: number; readonly to: number }[]) => void;
  readonly onGo: (second: number) => void;
}

/** Cues that are shown at a time. */
const PAGE = 12;

/**
 * Mutes by what is said: single words, or every mention of one. Captions time whole cues, so where a word lies within
 * its cue is an estimate, and a margin is muted with it.
 */
export function Words({ clip, transcript, cues, mayAdd, onMute, onGo, onWritten }: Props): ReactElement {
  return (
    <section aria-labelledby="words">
      <h2 id="words">What is said</h2>
      {cues.length > 0 && (
        <>
          <p className="usa-hint">
            A transcript times whole sentences. Listen to what a mute takes before you hand it on.
          </p>
          <ByWords {...{ cues, mayAdd, onMute, onGo }} />
          <EveryMention {...{ cues, mayAdd, onMute, onGo }} />
        </>
      )}
      <TranscriptForm clip={clip} transcript={transcript} onWritten={onWritten} />
    </section>
  );
}

const nameOfWord = ({ text, from }: Word): string => `${from.toFixed(3)} ${text}`;

function ByWords({ cues, mayAdd, onMute, onGo }: ChooserProps): ReactElement {
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Word>>(new Map());
  const toggle = (word: Word): void => {
    const next = new Map(chosen);
    if (!next.delete(nameOfWord(word))) next.set(nameOfWord(word), word);
    setChosen(next);
  };
  const mute = (): void => {
    onMute(spansOf([...chosen.values()]));
    setChosen(new Map());
  };
  const from = page * PAGE;
  return (
    <>
      <ol className="words">
        {cues.slice(from, from + PAGE).map((cue) => (
          <li key={`${cue.from} ${cue.text}`}>
            <Button type="button" unstyled className="words__time" onClick={() => onGo(cue.from)}>
              {clockTime(cue.from)}
            </Button>{' '}
            {wordsOf(cue).map((word) => (
              <button
                key={nameOfWord(word)}
                type="button"
                className="word"
                aria-pressed={chosen.has(nameOfWord(word))}
                onClick={() => toggle(word)}
              >
                {word.text}
              </button>
            ))}
          </li>
        ))}
      </ol>
      {cues.length > PAGE && (
        <>
          <Button type="button" unstyled disabled={page === 0} onClick={() => setPage(page - 1)}>
            Said before
          </Button>{' '}
          <Button type="button" unstyled disabled={from + PAGE >= cues.length} onClick={() => setPage(page + 1)}>
            Said after
          </Button>
        </>
      )}
      <Button type="button" outline disabled={!mayAdd || chosen.size === 0} onClick={mute}>
        Mute the chosen words
      </Button>
    </>
  );
}

function EveryMention({ cues, mayAdd, onMute, onGo }: ChooserProps): ReactElement {
  const [phrase, setPhrase] = useState('');
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const found = useMemo(() => mentionsOf(cues, phrase), [cues, phrase]);
  const wanted = found.filter((_, i) => !left.has(i));
  return (
    <>
      <Label htmlFor="mention">Every mention of</Label>
      <TextInput
        id="mention"
        name="mention"
        type="search"
        value={phrase}
        onChange={({ target }) => {
          setPhrase(target.value);
          setLeft(new Set());
        }}
      />
      {phrase.trim() !== '' && <p role="status">Said {found.length} times.</p>}
      {found.length > 0 && (
        <Fieldset legend="Mute which of them">
          {found.map(({ cue, words }, i) => (
            <div key={`${cue.from} ${words[0]?.from ?? i}`}>
              <Checkbox
                id={`mention-${i}`}
                name={`mention-${i}`}
                label={`${clockTime(cue.from)}: ${cue.text}`}
                checked={!left.has(i)}
                onChange={({ target }) => {
                  const next = new Set(left);
                  if (target.checked) next.delete(i);
                  else next.add(i);
                  setLeft(next);
                }}
              />
              <Button type="button" unstyled onClick={() => onGo(words[0]?.from ?? cue.from)}>
                Go there
              </Button>
            </div>
          ))}
        </Fieldset>
      )}
      <Button
        type="button"
        outline
        disabled={!mayAdd || wanted.length === 0}
        onClick={() => {
          onMute(spansOf(wanted.flatMap(({ words }) => words)));
          setPhrase('');
        }}
      >
        Mute these mentions
      </Button>
    </>
  );
}
