import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useMutation } from '@tanstack/react-query';
import { Button, Fieldset, Radio } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { api, queries } from '../../shell/api';
import { usePerson } from '../../shell/session';
import { Failure } from '../../ui/failure';

interface Props {
  readonly clip: string;
  readonly tasks: readonly Views['TaskView'][];
  readonly chosen: string | null;
  readonly onChoose: (task: string) => void;
}

/** What the determination orders to be hidden. A mask or a mute is made for one of these: its reason comes with it. */
export function Orders({ clip, tasks, chosen, onChoose }: Props): ReactElement {
  const { id: me } = usePerson();
  const finish = useMutation({
    mutationFn: (id: string) => done(api.POST('/tasks/{id}/done', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clips', clip, 'tasks'] }),
  });
  if (tasks.length === 0) return <p>Nothing is ordered to be hidden.</p>;
  return (
    <>
      {finish.error && <Failure error={finish.error} />}
      <Fieldset legend="Ordered: the next mask or mute is for">
        {tasks.map((task) => (
          <div key={task.id}>
            <Radio
              id={`task-${task.id}`}
              name="order"
              label={`${task.subject}, ${task.channel}: ${task.instruction} (${task.state})`}
              checked={task.id === chosen}
              onChange={() => onChoose(task.id)}
            />
            {task.state !== 'done' && task.assignedTo === me && (
              <Button type="button" unstyled onClick={() => finish.mutate(task.id)}>
                Done: {task.instruction}
              </Button>
            )}
          </div>
        ))}
      </Fieldset>
    </>
  );
}
