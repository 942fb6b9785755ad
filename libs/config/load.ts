import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import 'reflect-metadata';

export type Env = Readonly<Record<string, string | undefined>>;

type Section = new () => object;
type Loaded<S extends Record<string, Section>> = { readonly [K in keyof S]: Readonly<InstanceType<S[K]>> };

/** Lists every variable that is wrong, not just the first, and what would be right. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads each section from the environment; an empty variable counts as absent. Throws ConfigError. */
export function load<S extends Record<string, Section>>(env: Env, sections: S): Loaded<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const faults: string[] = [];
  const loaded = Object.entries(sections).map(([name, section]) => {
    const instance = plainToInstance(section, pick(given, section), { exposeDefaultValues: true });
    faults.push(...validateSync(instance, { whitelist: true }).map(asFault));
    return [name, Object.freeze(instance)] as const;
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.fromEntries(loaded) as Loaded<S>;
}

const pick = (given: Record<string, unknown>, section: Section): Record<string, unknown> =>
  Object.fromEntries(Object.keys(new section()).flatMap((key) => (key in given ? [[key, given[key]]] : [])));

const asFault = (error: ValidationError): string =>
  `${error.property}: ${[...new Set(Object.values(error.constraints ?? {}))].join('; ')}`;
