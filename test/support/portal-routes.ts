import type { RunningPortal } from '../../apps/portal/portal';

/** A route as Express knows it: `/releases/:id/v/:version`, `/log/tile/*path`. */
export type Template = string;

interface Layer {
  readonly route?: { readonly path: string };
}

/** Every route that the running portal answers: one that is added to a controller is here by itself. */
export function routesOf({ app }: RunningPortal): Template[] {
  const { router } = app.getHttpAdapter().getInstance() as { router: { stack: readonly Layer[] } };
  return [...new Set(router.stack.flatMap(({ route }) => route?.path ?? []))].sort();
}

const PARAMETER = /[:*]([A-Za-z]\w*)/g;

/**
 * The addresses that a template makes of a name: it stands in each place where one can stand, with 1 in the others; and
 * in the query, under every key that a page may read, where it has no place.
 */
export function addressesOf(template: Template, name: string): string[] {
  const places = [...template.matchAll(PARAMETER)].map(([place]) => place);
  if (places.length === 0) return QUERIES.map((query) => `${template}?${query(name)}`);
  let choices: string[][] = [[]];
  while (choices[0]?.length !== places.length)
    choices = choices.flatMap((chosen) => [name, '1'].map((value) => [...chosen, value]));
  return choices
    .filter((chosen) => chosen.includes(name))
    .map((chosen) => chosen.reduce((path, value, i) => path.replace(places[i] ?? '', value), template));
}

const KEYS = ['id', 'release', 'incident', 'entry', 'clip', 'file', 'sha256', 'version', 't', 'page'];
const QUERIES: readonly ((name: string) => string)[] = [
  (name) => `q=${name}`,
  (name) => KEYS.map((key) => `${key}=${name}`).join('&'),
  (name) => `url=http%3A%2F%2F127.0.0.1%2Freleases%2F${name}`,
];
