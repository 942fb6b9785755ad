import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { DUE, determinationWorkflow } from '@app/determinations/domain';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Label, Select, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { Link } from 'react-router';
import { api, queries } from '../shell/api';
import { Failure } from '../ui/failure';
import { asWords } from '../ui/words';
import type { Filter, FilterValues } from './use-filters';

const MINE = { role: 'Waits for a role of mine', assigned: 'Assigned to me' } as const;

interface Props {
  readonly values: FilterValues;
  readonly onChange: (filter: Filter, value: string) => void;
}

export function Filters({ values, onChange }: Props): ReactElement {
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <div>
        <Label htmlFor="words">File, camera, case or number</Label>
        <Words value={values.words} onChange={onChange} />
      </div>
      <Choice
        name="due"
        label="Due"
        value={values.due}
        options={Object.entries(DUE).map(([key, { title }]) => [key, title])}
        onChange={onChange}
      />
      <Choice
        name="state"
        label="State"
        value={values.state}
        options={Object.keys(determinationWorkflow.states).map((state) => [state, asWords(state)])}
        onChange={onChange}
      />
      <Choice name="mine" label="Whose work" value={values.mine} options={Object.entries(MINE)} onChange={onChange} />
    </form>
  );
}

/** What one types stands there at once; the address follows when the router has drawn it, which may be letters later. */
function Words({ value, onChange }: { readonly value: string } & Pick<Props, 'onChange'>): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      id="words"
      name="words"
      type="search"
      value={typed ?? value}
      onBlur={() => setTyped(null)}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange('words', target.value);
      }}
    />
  );
}

interface ChoiceProps {
  readonly name: Filter;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (filter: Filter, value: string) => void;
}

function Choice({ name, label, value, options, onChange }: ChoiceProps): ReactElement {
  return (
    <div>
      <Label htmlFor={name}>{label}</Label>
      <Select id={name} name={name} value={value} onChange={({ target }) => onChange(name, target.value)}>
        <option value="">Any</option>
        {options.map(([key, says]) => (
          <option key={key} value={key}>
            {says}
          </option>
        ))}
      </Select>
    </div>
  );
}

const KEPT = ['saved-filters'];

/** Filters that this person keeps under a name, wherever they sign in; each is an address like any other. */
export function SavedFilters({ query }: { readonly query: string }): ReactElement {
  const kept = useQuery({ queryKey: KEPT, queryFn: () => done(api.GET('/saved-filters')), staleTime: Infinity });
  const forget = useMutation({
    mutationFn: (id: string) => done(api.DELETE('/saved-filters/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEPT }),
  });
  const filters = kept.data ?? [];
  return (
    <div className="saved-filters">
      {filters.length > 0 && (
        <ul aria-label="Saved filters">
          {filters.map(({ id, name, query: address }) => (
            <li key={id}>
              <Link to={`/?${address}`}>{name}</Link>{' '}
              <Button type="button" unstyled aria-label={`Forget the filter ${name}`} onClick={() => forget.mutate(id)}>
                Forget
              </Button>
            </li>
          ))}
        </ul>
      )}
      {query !== '' && <Keep query={query} />}
    </div>
  );
}

function Keep({ query }: { readonly query: string }): ReactElement {
  const [name, setName] = useState('');
  const keep = useMutation({
    mutationFn: (): Promise<Views['SavedFilterView'][]> =>
      done(api.POST('/saved-filters', { body: { name: name.trim(), query } })),
    onSuccess: (filters) => {
      queries.setQueryData(KEPT, filters);
      setName('');
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    keep.mutate();
  };
  return (
    <form className="filters" onSubmit={submit}>
      {keep.error && <Failure error={keep.error} />}
      <div>
        <Label htmlFor="filter-name">Keep this filter as</Label>
        <TextInput
          id="filter-name"
          name="filter-name"
          type="text"
          required
          maxLength={60}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      <Button type="submit" outline disabled={keep.isPending}>
        Keep it
      </Button>
    </form>
  );
}
