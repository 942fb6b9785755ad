import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { isRole, may, type Action, type Person, type Subject } from '@app/access';
import { AppError, brand, must, type StaffId } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactElement, type ReactNode, useContext } from 'react';
import { Failure } from '../ui/failure';
import { api, queries } from './api';

interface Here {
  readonly person: Person;
  /** Address of the public site. */
  readonly publicSite: string;
}

const Signed = createContext<Here | null>(null);

/** Whoever is signed in; only below <Session>. */
export const usePerson = (): Person => must(useContext(Signed), 'somebody signed in').person;

export const usePublicSite = (): string => must(useContext(Signed), 'somebody signed in').publicSite;

/** Whether their roles let them do that to anything of the kind: what they never may is not shown. */
export const useMay = (action: Action, on: Subject): boolean => may(usePerson(), action, on);

const SESSION = ['session'];

async function whoAmI(): Promise<Here | null> {
  try {
    return hereOf(await done(api.GET('/session')));
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-signed-in') return null;
    throw error;
  }
}

const hereOf = ({ person: { id, name, roles }, publicSite }: Views['SessionView']): Here => ({
  person: { id: brand<StaffId>(id), name, roles: roles.filter(isRole) },
  publicSite,
});

export const signedIn = (session: Views['SessionView']): void => void queries.setQueryData(SESSION, hereOf(session));

export async function signOut(): Promise<void> {
  await done(api.DELETE('/session'));
  queries.clear();
  window.location.assign('/console/');
}

interface Props {
  /** What everybody else sees: where to sign in. */
  readonly otherwise: ReactElement;
  readonly children: ReactNode;
}

/** Asks who is here, and shows the console to them. */
export function Session({ otherwise, children }: Props): ReactElement {
  const { data, error, isPending } = useQuery({ queryKey: SESSION, queryFn: whoAmI, refetchInterval: 5 * 60_000 });
  if (isPending) return <p className="grid-container">One moment …</p>;
  if (error)
    return (
      <main className="grid-container">
        <h1>Daylight cannot be reached</h1>
        <Failure error={error} />
      </main>
    );
  if (data === null) return otherwise;
  return <Signed value={data}>{children}</Signed>;
}
