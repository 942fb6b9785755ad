import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { catalogueRow } from '@app/redactions/domain';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Label, Select } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api, queries } from '../shell/api';
import { isOpen, useMay } from '../shell/session';
import { Failure } from '../ui/failure';

type Task = Views['TaskView'];
type Staff = Views['PersonView'];

/** What is ordered to be hidden, whose work that is, and the way to the editor for them. */
export function TasksCard({ clip }: { readonly clip: Views['ClipView'] }): ReactElement | null {
  const mayRead = useMay('read', 'Redactions');
  const mayAssign = useMay('assign', 'Determination');
  const mayEdit = useMay('edit', 'Redactions') && isOpen('redactions', clip.state);
  const tasks = useQuery({
    queryKey: ['clips', clip.id, 'tasks'],
    queryFn: () => done(api.GET('/clips/{id}/tasks', { params: { path: { id: clip.id } } })),
    enabled: mayRead,
    refetchInterval: 15_000,
  });
  const staff = useQuery({ queryKey: ['staff'], queryFn: () => done(api.GET('/staff')), enabled: mayAssign });
  if (!tasks.data || tasks.data.length === 0) return null;
  const technicians = (staff.data ?? []).filter(({ roles }) => roles.includes('redaction-technician'));
  return (
    <section className="card" aria-labelledby="tasks">
      <h2 id="tasks">To be hidden</h2>
      <ul className="usa-list">
        {tasks.data.map((task) => (
          <li key={task.id}>
            {catalogueRow(task.subject)?.title ?? task.subject}, {task.channel}: {task.instruction} ({task.state})
            {task.returnedBecause !== null && ` – returned: ${task.returnedBecause}`}
            {mayAssign && isOpen('redactions', clip.state) && (
              <Assign clip={clip.id} task={task} technicians={technicians} />
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <Link className="usa-button" to={`/clips/${clip.id}/redactions`}>
          Open the redaction editor
        </Link>
      )}
    </section>
  );
}

interface AssignProps {
  readonly clip: string;
  readonly task: Task;
  readonly technicians: readonly Staff[];
}

function Assign({ clip, task, technicians }: AssignProps): ReactElement {
  const assign = useMutation({
    mutationFn: (to: string) =>
      done(api.POST('/tasks/{id}/assign', { params: { path: { id: task.id } }, body: { to } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clips', clip, 'tasks'] }),
  });
  return (
    <>
      {assign.error && <Failure error={assign.error} />}
      <Label htmlFor={`assign-${task.id}`}>Assigned to</Label>
      <Select
        id={`assign-${task.id}`}
        name="assigned"
        value={task.assignedTo ?? ''}
        onChange={({ target }) => target.value !== '' && assign.mutate(target.value)}
      >
        <option value="">Nobody yet</option>
        {technicians.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </>
  );
}
