import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { isRole, may, type Action, type Person, type Subject } from '@app/access';
import { type DeterminationState, type EDITABLE, whyNotEditable } from '@app/determinations/domain';
import { AppError, brand, must, type StaffId } from '@app/kernel';
import { onlineManager, useQuery } from '@tanstack/react-query';
import { createContext, type ReactElement, type ReactNode, useContext, useState } from 'react';
import { Failure } from '../ui/failure';
import { api, queries } from './api';
import { IdleWatch } from './idle-watch';

interface Here {
  readonly person: Person;
  /** Address of the public site. */
  readonly publicSite: string;
  readonly idleSeconds: number;
  readonly offersPasskeys: boolean;
  readonly hasPasskey: boolean;
}

const Signed = createContext<Here | null>(null);

/** Whoever is signed in; only below <Session>. */
export const usePerson = (): Person => must(useContext(Signed), 'somebody signed in').person;

export const usePublicSite = (): string => must(useContext(Signed), 'somebody signed in').publicSite;

/** Whether browsers offer passkeys at the installation’s own address. */
export const useOffersPasskeys = (): boolean => must(useContext(Signed), 'somebody signed in').offersPasskeys;

/** Whether they sign with a passkey, not with the password. */
export const useHasPasskey = (): boolean => must(useContext(Signed), 'somebody signed in').hasPasskey;

/** Whether their roles let them do that to anything of the kind: what they never may is not shown. */
export const useMay = (action: Action, on: Subject): boolean => may(usePerson(), action, on);

/** Whether that part of a case may be worked on in that state, by the api’s own table. */
export const isOpen = (part: keyof typeof EDITABLE, state: string): boolean =>
  whyNotEditable(part, state as DeterminationState) === null;

const SESSION = ['session'];

/** Asks anew who is here and with what they sign. */
export const refreshSession = (): Promise<void> => queries.invalidateQueries({ queryKey: SESSION });

async function whoAmI(): Promise<Here | null> {
  try {
    return hereOf(await done(api.GET('/session')));
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-signed-in') return null;
    throw error;
  }
}

const hereOf = ({ person: { id, name, roles }, ...rest }: Views['SessionView']): Here => ({
  ...rest,
  person: { id: brand<StaffId>(id), name, roles: roles.filter(isRole) },
});

/** Whose page this is: of what they had open, nothing is shown to somebody else. */
let owner: StaffId | null = null;

/** Says who is here now. An answer that is still on its way knew less: it would unlock a page that has been locked. */
async function nowHere(here: Here | null): Promise<void> {
  await queries.cancelQueries({ queryKey: SESSION });
  queries.setQueryData(SESSION, here);
}

/** The end of the session before: its answer takes the cookie away, so a new session waits for it. */
let ending: Promise<unknown> = Promise.resolve();

export const formerSessionEnded = (): Promise<unknown> => ending;

/** Somebody has signed in: the page goes on where they left it, or begins anew for somebody else. */
export async function signedIn(session: Views['SessionView']): Promise<void> {
  const here = hereOf(session);
  if (owner !== null && owner !== here.person.id) {
    window.location.assign('/console/');
    return;
  }
  await nowHere(here);
  onlineManager.setOnline(true);
}

/** Hides a page that nobody uses and ends its session; what was typed stays in it, unseen, until its owner is back. */
async function lock(): Promise<void> {
  onlineManager.setOnline(false); // nothing is asked of the api until somebody has signed in
  ending = api.DELETE('/session').catch(() => undefined);
  await nowHere(null);
}

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
  const { data, error } = useQuery({ queryKey: SESSION, queryFn: whoAmI, refetchInterval: 5 * 60_000 });
  // Once it is known who is here, a moment without an answer changes nothing on the page.
  if (data === undefined && error)
    return (
      <main className="grid-container">
        <h1>Daylight cannot be reached</h1>
        <Failure error={error} />
      </main>
    );
  if (data === undefined) return <p className="grid-container">One moment …</p>;
  if (data) owner = data.person.id;
  return (
    <Open here={data} otherwise={otherwise}>
      {children}
    </Open>
  );
}

const lockNow = (): void => void lock();

/** The page, locked while nobody is signed in to it: hidden then, and kept. */
function Open({ here, otherwise, children }: Props & { readonly here: Here | null }): ReactElement {
  const [known, setKnown] = useState(here);
  if (here !== null && here !== known) setKnown(here);
  if (known === null) return otherwise;
  const isLocked = here === null;
  return (
    <>
      {isLocked && otherwise}
      {!isLocked && <IdleWatch seconds={known.idleSeconds} onIdle={lockNow} />}
      <div hidden={isLocked}>
        <Signed value={known}>{children}</Signed>
      </div>
    </>
  );
}
