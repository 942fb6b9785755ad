import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useMutation } from '@tanstack/react-query';
import { Button, ErrorMessage, Fieldset, FormGroup, Radio } from '@trussworks/react-uswds';
import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { api, queries } from '../../shell/api';
import { usePerson } from '../../shell/session';
import { Failure } from '../../ui/failure';
import { fits, type Making, type Pending } from '../use-making';

interface Props {
  readonly clip: string;
  readonly tasks: readonly Views['TaskView'][];
  readonly making: Making;
}

/**
 * What the determination orders to be hidden. A mask or a mute is made for one of these: its reason comes with it. What
 * has none yet is kept, and the first order that would do has the focus.
 */
export function Orders({ clip, tasks, making }: Props): ReactElement {
  const { order, choose, pending, discard } = making;
  const [waits] = pending;
  const list = useFocus(pending);
  const { id: me } = usePerson();
  const finish = useMutation({
    mutationFn: (id: string) => done(api.POST('/tasks/{id}/done', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clips', clip, 'tasks'] }),
  });
  return (
    <div ref={list} tabIndex={-1}>
      {finish.error && <Failure error={finish.error} />}
      <FormGroup error={waits !== undefined}>
        {waits && (
          <>
            <ErrorMessage id="no-order">{whyNot(waits, tasks)}</ErrorMessage>
            <Button type="button" unstyled onClick={discard}>
              Let go of what is not saved
            </Button>
          </>
        )}
        {tasks.length === 0 && <p>Nothing is ordered to be hidden.</p>}
        <Fieldset legend="Ordered: the next mask or mute is for" {...(waits && { 'aria-describedby': 'no-order' })}>
          {tasks.map((task) => (
            <div key={task.id}>
              <Radio
                id={`task-${task.id}`}
                name="order"
                label={`${task.subject}, ${task.channel}: ${task.instruction} (${task.state})`}
                checked={task.id === order}
                data-fits={waits && fits(task, waits.channel)}
                onChange={() => choose(task.id)}
              />
              {task.state !== 'done' && task.assignedTo === me && (
                <Button type="button" unstyled onClick={() => finish.mutate(task.id)}>
                  Done: {task.instruction}
                </Button>
              )}
            </div>
          ))}
        </Fieldset>
      </FormGroup>
    </div>
  );
}

const NAMES = { video: 'mask', audio: 'mute' } as const;

/** What is missing before what waits can be saved. */
function whyNot({ channel }: Pending, tasks: readonly Views['TaskView'][]): string {
  const what = NAMES[channel];
  if (tasks.some((task) => fits(task, channel)))
    return `Choose what the ${what} is for: it is kept here, and saved only with a legal basis.`;
  return `No ${what} is ordered on this clip, so there is no legal basis for it, and it cannot be saved. Ask the Solicitor to order it.`;
}

/** Whenever something more waits for an order, the first one that would do has the focus, or the list where none would. */
function useFocus(pending: readonly Pending[]): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const count = pending.length;
  useEffect(() => {
    if (count === 0) return;
    const fitting = list.current?.querySelector<HTMLElement>('[data-fits=true]');
    (fitting ?? list.current)?.focus();
  }, [count]);
  return list;
}
