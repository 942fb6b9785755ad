/** Who may act on what. Whether the step is lawful now is the workflow's answer; both must say yes. */
export { type Action, type Subject, type SubjectFacts } from './vocabulary';
export { may, mustBeAble } from './ability';
export { isRole, type Person, type Role, ROLES, type RoleDefinition, SYSTEM_ACTORS, type SystemActor } from './roles';
