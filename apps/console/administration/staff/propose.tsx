import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { AppError } from '@app/kernel';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import type { ReactElement, ReactNode, SubmitEvent } from 'react';
import type { Field } from '../../record/field';
import { FieldInput } from '../../record/field-input';
import { api } from '../../shell/api';
import { Failure } from '../../ui/failure';
import { Sheet } from '../../ui/sheet';
import { refresh } from './refresh';

type Proposal = Views['StaffChangeDto'];

/** Sends a proposal; the page then shows it among those that wait for a second person. */
export const usePropose = (onClose: () => void): UseMutationResult<unknown, Error, Proposal> =>
  useMutation({
    mutationFn: (proposal: Proposal) => done(api.POST('/staff-changes', { body: proposal })),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });

interface Props {
  readonly title: string;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The form of a proposal, in a dialog. */
export function ProposalForm({ title, error, isPending, onSubmit, onClose, children }: Props): ReactElement {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Sheet title={title} onClose={onClose}>
      {error && <Failure error={error} />}
      <form onSubmit={submit} noValidate>
        {children}
        <ButtonGroup>
          <Button type="submit" disabled={isPending}>
            Propose it
          </Button>
          <Button type="button" outline onClick={onClose}>
            Not now
          </Button>
        </ButtonGroup>
      </form>
    </Sheet>
  );
}

interface TypedProps {
  readonly fields: readonly Field[];
  readonly typed: Readonly<Record<string, string>>;
  readonly error: Error | null;
  readonly onType: (typed: Readonly<Record<string, string>>) => void;
}

/** Fields to type into, each with what the api said of it. */
export function Typed({ fields, typed, error, onType }: TypedProps): ReactElement {
  const faults = error instanceof AppError ? error.fields : [];
  return (
    <>
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          typed={typed[field.name] ?? ''}
          fault={faults.find((one) => one.field === field.name)?.says}
          onType={(text) => onType({ ...typed, [field.name]: text })}
        />
      ))}
    </>
  );
}
