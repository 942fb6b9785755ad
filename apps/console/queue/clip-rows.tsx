import type { Views } from '@app/api-client';
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { clockTime, inCambridge } from '../ui/times';
import { useScrollPlace } from '../ui/use-scroll-place';
import { asWords } from '../ui/words';
import { countedFrom, Deadline, NextAction } from './deadline';

interface Props {
  readonly clips: readonly Views['QueuedClipView'][];
  /** How many there are in all; those beyond `clips` are fetched when they come near. */
  readonly total: number;
  readonly onNearEnd: () => void;
}

const COLUMNS = ['Clip', 'State', 'Next', 'By', 'Next deadline', 'Counted from', 'Flags', 'Length', 'Received'];
const [ROW_PIXELS, OVERSCAN, PAGE, NEAR] = [64, 8, 10, 40];

/** How tall rows were, by place of the history: who goes back finds the same row at the same height. */
const measured = new Map<string, VirtualItem[]>();
/** Places that are remembered: each letter of a search is one, with thousands of rows. */
const MOST_PLACES = 20;

function remember(place: string, rows: VirtualItem[]): void {
  measured.delete(place);
  measured.set(place, rows);
  const [oldest] = measured.keys();
  if (measured.size > MOST_PLACES && oldest !== undefined) measured.delete(oldest);
}

/**
 * Thousands of clips, of which only those in sight are in the page. A screen reader hears of all of them
 * (`aria-rowcount`, `aria-rowindex`). From a row's link the arrows lead to its neighbours, also those that are not drawn yet.
 */
export function ClipRows({ clips, total, onNearEnd }: Props): ReactElement {
  const region = useRef<HTMLDivElement>(null);
  const { key } = useLocation();
  const rows = useVirtualizer({
    initialMeasurementsCache: measured.get(key) ?? [],
    count: clips.length,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_PIXELS,
    getItemKey: (i) => clips[i]?.id ?? i,
    overscan: OVERSCAN,
  });
  useScrollPlace('rows', region);
  useLayoutEffect(() => () => remember(key, rows.measurementsCache), [key, rows]);
  const seen = rows.getVirtualItems();
  const [first, last] = [seen[0], seen.at(-1)];
  const isNearEnd = (last?.index ?? 0) + NEAR >= clips.length && clips.length < total;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, onNearEnd, clips.length]);
  const go = useRowFocus(region, seen.map(({ index }) => index), (i) => rows.scrollToIndex(i)); // prettier-ignore
  const onKey = (event: KeyboardEvent): void => {
    const at = rowOf(event.target as Element);
    const to = at === null ? null : target(event.key, at, clips.length);
    if (to === null) return;
    event.preventDefault();
    go(to);
  };
  return (
    <div ref={region} className="scroll rows" role="region" aria-label="Clips" tabIndex={0} onKeyDown={onKey}>
      <table className="usa-table usa-table--borderless" aria-rowcount={total + 1}>
        <caption>Clips, what is due first coming first</caption>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space pixels={first?.start ?? 0} />
          {seen.map(({ index, key }) => {
            const clip = clips[index];
            return (
              clip && (
                <tr key={key} ref={rows.measureElement} data-index={index} aria-rowindex={index + 2}>
                  <Cells clip={clip} />
                </tr>
              )
            );
          })}
          <Space pixels={rows.getTotalSize() - (last?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

/** Where that key leads from a row; null for a key that leads nowhere. */
function target(key: string, at: number, count: number): number | null {
  const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  return step === undefined ? null : Math.min(Math.max(at + step, 0), count - 1);
}

function rowOf(element: Element): number | null {
  const index = element.closest('tr')?.getAttribute('data-index');
  return index === null || index === undefined ? null : Number(index);
}

/** Gives the focus to the link of a row, as soon as the row is drawn. */
function useRowFocus(
  region: { readonly current: HTMLElement | null },
  drawn: readonly number[],
  scrollTo: (row: number) => void,
): (row: number) => void {
  const [wanted, setWanted] = useState<number | null>(null);
  useEffect(() => {
    if (wanted === null || !drawn.includes(wanted)) return;
    const link = region.current?.querySelector<HTMLElement>(`[data-index="${wanted}"] a`);
    if (!link) return;
    link.focus();
    setWanted(null);
  }, [region, drawn, wanted]);
  return (row) => {
    scrollTo(row);
    setWanted(row);
  };
}

/** Room for the rows that are not drawn. */
function Space({ pixels }: { readonly pixels: number }): ReactElement | null {
  const cell = useRef<HTMLTableCellElement>(null);
  useLayoutEffect(() => {
    if (cell.current) cell.current.style.height = `${pixels}px`;
  }, [pixels]);
  if (pixels <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td ref={cell} className="rows__space" colSpan={COLUMNS.length} />
    </tr>
  );
}

function Cells({ clip }: { readonly clip: Views['QueuedClipView'] }): ReactElement {
  return (
    <>
      <th scope="row">
        <Link to={`/clips/${clip.id}`}>{clip.nativeFilename}</Link>
      </th>
      <td>{clip.verdict === 'quarantined' ? 'Quarantined' : asWords(clip.state)}</td>
      <td>
        <NextAction of={clip} />
      </td>
      <td>{clip.waitsFor.map(asWords).join(' or ') || '–'}</td>
      <td>
        <Deadline of={clip.deadline} />
      </td>
      <td>{countedFrom(clip.deadline)}</td>
      <td>{clip.flags.map(asWords).join(', ') || '–'}</td>
      <td>{clip.duration === null ? '–' : clockTime(clip.duration)}</td>
      <td>{inCambridge(clip.receivedAt)}</td>
    </>
  );
}
