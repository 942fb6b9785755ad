import type { CheckCommand } from '../redaction/keys/bindings';
import type { Does } from '../redaction/keys/use-keys';
import { type Looking, type View, VIEWS } from './stage/compare';
import { RATES } from './stage/controls';
import type { Pair } from './use-pair';

export interface Desk {
  readonly pair: Pair;
  /** Frames of the cut. */
  readonly count: number;
  readonly rate: number;
  readonly onRate: (rate: number) => void;
  readonly looking: Looking;
  readonly onLook: (looking: Looking) => void;
  readonly onHelp: () => void;
}

/** What each key of the quality check does. The ways through the clip are the editor’s; it only plays forwards. */
export function commandsOf({ pair, count, rate, onRate, looking, onLook, onHelp }: Desk): Does<CheckCommand> {
  const { frame, isPlaying, show, play, pause } = pair;
  const halt = (): void => {
    if (isPlaying) pause();
  };
  const shift = (by: 1 | -1): void => {
    const next = RATES[RATES.findIndex((one) => one === rate) + by];
    if (next !== undefined) onRate(next);
    else if (by === -1) halt();
  };
  const views = Object.keys(VIEWS) as View[];
  return {
    play: isPlaying ? pause : play,
    halt,
    slower: () => isPlaying && shift(-1),
    faster: isPlaying ? () => shift(1) : play,
    frameBack: () => show(frame - 1),
    frameOn: () => show(frame + 1),
    tenBack: () => show(frame - 10),
    tenOn: () => show(frame + 10),
    clipStart: () => show(0),
    clipEnd: () => show(count - 1),
    goTo: () => document.getElementById('go-to')?.focus(),
    help: onHelp,
    flip: () => onLook({ ...looking, view: 'flip', flipped: looking.view === 'flip' && !looking.flipped }),
    nextView: () => onLook({ ...looking, view: views[(views.indexOf(looking.view) + 1) % views.length] ?? 'side' }),
  };
}
