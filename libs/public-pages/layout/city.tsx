import { must } from '@app/kernel';
import { createContext, useContext } from 'react';

/** What every page may say of the City: its configuration. Null is not shown. */
export interface City {
  readonly officer: {
    readonly name: string | null;
    readonly title: string;
    /** Line by line. */
    readonly address: readonly string[];
    readonly telephone: string | null;
    readonly email: string | null;
  };
  /** Where the City publishes the text of the Executive Order. */
  readonly orderUrl: string | null;
}

const Known = createContext<City | null>(null);

/** Everything within is said by that City. */
export const OfCity = Known.Provider;

/** The City whose page is being drawn. */
export const useCity = (): City => must(useContext(Known), 'the City of the page');
