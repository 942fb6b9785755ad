import type { ComponentProps, ReactElement } from 'react';
import { DoubtsPanel } from './doubts-panel';
import { TrackingPanel } from './tracking-panel';

type Props = Omit<ComponentProps<typeof TrackingPanel>, 'track'> & {
  /** The name of the mask that is chosen. */
  readonly selected: string | null;
};

/** What helps to hide somebody on every frame: tracking, and a list of places where that may not be so. */
export function Aids({ selected, ...props }: Props): ReactElement {
  const { plan, times, onGo } = props;
  const track = plan.video.find(({ id }) => id === selected) ?? null;
  return (
    <>
      <TrackingPanel {...props} track={track} />
      <DoubtsPanel {...{ plan, onGo }} extent={times.extent} />
    </>
  );
}
