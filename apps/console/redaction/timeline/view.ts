/** The part of the clip that the timeline shows, in seconds. */
export interface View {
  readonly from: number;
  readonly span: number;
}

/** Less than this cannot be told apart. */
const LEAST = 0.5;

const within = (from: number, span: number, duration: number): View => ({
  from: Math.min(Math.max(from, 0), Math.max(duration - span, 0)),
  span,
});

export const whole = (duration: number): View => ({ from: 0, span: Math.max(duration, LEAST) });

/** Closer by a factor, or farther away where it is below one; the second at `around` stays where it is. */
export function zoomed({ from, span }: View, factor: number, around: number, duration: number): View {
  const wanted = Math.min(Math.max(span / factor, LEAST), Math.max(duration, LEAST));
  return within(around - ((around - from) / span) * wanted, wanted, duration);
}

/** Moved by whole and part views. */
export const moved = ({ from, span }: View, by: number, duration: number): View =>
  within(from + by * span, span, duration);

/** The same view, moved only where it does not show that second. */
export const following = (view: View, second: number, duration: number): View =>
  second >= view.from && second <= view.from + view.span ? view : within(second - view.span / 4, view.span, duration);

/** Where in the view a second lies: 0 at its left, 1 at its right. */
export const shareOf = ({ from, span }: View, second: number): number => (second - from) / span;

export const secondAt = ({ from, span }: View, share: number): number => from + share * span;

/** Whether something from one second to another shows at all. */
export const shows = ({ from, span }: View, start: number, end: number): boolean => end >= from && start <= from + span;

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];

/** Seconds at which the ruler has a mark, about as many as fit. */
export function marks({ from, span }: View, room: number): number[] {
  const step = STEPS.find((one) => span / one <= room) ?? 3600;
  const first = Math.ceil(from / step);
  return Array.from(
    { length: Math.floor((from + span) / step) - first + 1 },
    (_, i) => Math.round((first + i) * step * 10) / 10,
  );
}
