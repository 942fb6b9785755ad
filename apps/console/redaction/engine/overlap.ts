import { type Operation, titleOf } from '@app/redactions/domain';

interface Touched {
  /** The mask or the mute. */
  readonly of: string;
  /** One keyframe of it; null for the whole. */
  readonly frame: number | null;
}

function touchedBy(operation: Operation): Touched {
  switch (operation.op) {
    case 'add-track':
    case 'replace-track':
      return { of: `track ${operation.track.id}`, frame: null };
    case 'remove-track':
    case 'lock-track':
      return { of: `track ${operation.id}`, frame: null };
    case 'set-keyframe':
      return { of: `track ${operation.id}`, frame: operation.keyframe.frame };
    case 'remove-keyframe':
      return { of: `track ${operation.id}`, frame: operation.frame };
    case 'add-audio':
    case 'replace-audio':
      return { of: `audio ${operation.interval.id}`, frame: null };
    case 'remove-audio':
      return { of: `audio ${operation.id}`, frame: null };
  }
}

/** Whether two edits change the same thing, so that one of them would be lost under the other. */
export function overlap(one: Operation, other: Operation): boolean {
  const [a, b] = [touchedBy(one), touchedBy(other)];
  return a.of === b.of && (a.frame === null || b.frame === null || a.frame === b.frame);
}

/** What an edit does, in words, for somebody who has to choose between two. */
export function inWords(operation: Operation): string {
  switch (operation.op) {
    case 'add-track':
      return `adds the mask ${titleOf(operation.track)}`;
    case 'replace-track':
      return `changes the mask ${titleOf(operation.track)}: frames ${operation.track.from} to ${operation.track.to - 1}`;
    case 'lock-track':
      return `${operation.locked ? 'locks' : 'unlocks'} the mask ${operation.id}`;
    case 'remove-track':
      return `removes the mask ${operation.id}`;
    case 'set-keyframe':
      return `places the mask ${operation.id} on frame ${operation.keyframe.frame}${place(operation.keyframe)}`;
    case 'remove-keyframe':
      return `removes the keyframe ${operation.frame} of ${operation.id}`;
    case 'add-audio':
    case 'replace-audio':
      return `mutes from ${operation.interval.from} to ${operation.interval.to} seconds (${operation.interval.id})`;
    case 'remove-audio':
      return `removes ${operation.id}`;
  }
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

function place(keyframe: Extract<Operation, { op: 'set-keyframe' }>['keyframe']): string {
  if ('points' in keyframe) return '';
  const { x, y, w, h } = keyframe;
  return `, ${percent(x)} from the left, ${percent(y)} from the top, ${percent(w)} wide, ${percent(h)} high`;
}
