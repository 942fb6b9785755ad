import { hasLanguages } from '../language/addresses';
import type { Language } from '../language/language';
import type { City } from './city';

/** Where a page stands, and in which language it is read. */
export interface Place {
  readonly language: Language;
  /** Without a slash at its end. */
  readonly siteUrl: string;
  /** Path and query without the language; null for what has no lasting address, such as the page of an error. */
  readonly address: string | null;
  readonly city: City;
}

/** A query that is longer is not repeated in the links to the other languages. */
const LONGEST_QUERY = 2000;

/** The page's address for a reader who changes the language: with its query. The home page where it has none. */
export function addressToKeep({ address }: Place): string {
  if (address === null || !hasLanguages(address)) return '/';
  return address.length > LONGEST_QUERY ? withoutQuery(address) : address;
}

/** The page's one address for search engines: of the query only what makes it another page. */
export function lastingAddress({ address }: Place): string | null {
  if (address === null || !hasLanguages(address)) return null;
  const page = new URLSearchParams(address.split('?')[1]).get('page');
  return page !== null && /^[1-9]\d{0,3}$/.test(page) ? `${withoutQuery(address)}?page=${page}` : withoutQuery(address);
}

const withoutQuery = (address: string): string => (address.split('?')[0] ?? '').replace(/(?<=.)\/$/, '');
