import { done } from '@app/api-client';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { api, queries } from '../../shell/api';
import { Cut } from '../../clip/cut';
import { Failure } from '../../ui/failure';

/** Has the plan as it is saved rendered and verified, and shows what came of it: only what was verified can be handed on. */
export function AskForRender({ clip, disabled }: { readonly clip: string; readonly disabled: boolean }): ReactElement {
  const render = useMutation({
    mutationFn: () => done(api.POST('/clips/{id}/renders', { params: { path: { id: clip } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clips', clip, 'renders'] }),
  });
  return (
    <>
      {render.error && <Failure error={render.error} />}
      <Button id="rendering" type="button" disabled={disabled || render.isPending} onClick={() => render.mutate()}>
        Render and verify
      </Button>
      <Cut clip={clip} />
    </>
  );
}
