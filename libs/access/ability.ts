import { AbilityBuilder, createMongoAbility, type MongoAbility, subject as caslSubject } from '@casl/ability';
import { nothingThere } from '@app/kernel';
import { type Person, ROLES } from './roles';
import type { Action, Subject, SubjectFacts } from './vocabulary';

export type Ability = MongoAbility;

const known = new WeakMap<Person, Ability>();

/** All that a person's roles allow. What is not allowed by name is forbidden. */
export function abilityOf(person: Person): Ability {
  const cached = known.get(person);
  if (cached) return cached;
  const builder = new AbilityBuilder<Ability>(createMongoAbility);
  for (const role of person.roles) {
    for (const { action, on, when } of ROLES[role].may(person.id)) {
      if (when) builder.can([...action], [...on], when);
      else builder.can([...action], [...on]);
    }
  }
  const ability = builder.build();
  known.set(person, ability);
  return ability;
}

/** Whether the person may do that to this one thing; without facts, whether to any thing of the kind. */
export function may<S extends Subject>(person: Person, action: Action, on: S, facts?: SubjectFacts[S]): boolean {
  const ability = abilityOf(person);
  return facts === undefined ? ability.can(action, on) : ability.can(action, caslSubject(on, { ...facts }));
}

/** Throws AppError `not-found`: what is not yours and what does not exist look the same. */
export function mustBeAble<S extends Subject>(person: Person, action: Action, on: S, facts: SubjectFacts[S]): void {
  if (may(person, action, on, facts)) return;
  throw nothingThere({ denied: true });
}
