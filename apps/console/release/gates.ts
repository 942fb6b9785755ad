import type { Views } from '@app/api-client';
import { determinationWorkflow } from '@app/determinations/domain';

/** What has to hold before the public sees anything, by the code of its rule, and where it is put right. */
const FIXES: Readonly<Record<string, (clip: string) => string>> = {
  'element-unanswered': (clip) => `/clips/${clip}/determination`,
  'public-reasons-missing': (clip) => `/clips/${clip}/determination`,
  'tasks-open': (clip) => `/clips/${clip}/redactions`,
  'redaction-without-basis': (clip) => `/clips/${clip}/redactions`,
  'rendering-unverified': (clip) => `/clips/${clip}/redactions`,
  'captions-unreviewed': (clip) => `/clips/${clip}#accessibility`,
  'caption-leak': (clip) => `/clips/${clip}#accessibility`,
  'description-undecided': (clip) => `/clips/${clip}#accessibility`,
  'described-version-missing': (clip) => `/clips/${clip}#accessibility`,
  'flashing-unwarned': (clip) => `/clips/${clip}#accessibility`,
  'renditions-unmade': (clip) => `/clips/${clip}#renditions`,
  'warnings-unchosen': (clip) => `/clips/${clip}#accessibility`,
  'files-not-assembled': (clip) => `/clips/${clip}#moves`,
  'under-hold': (clip) => `/clips/${clip}#record`,
  'signer-took-part': (clip) => `/clips/${clip}#custody`,
  'notice-running': (clip) => `/clips/${clip}#clocks`,
};

export interface Gate {
  readonly code: string;
  readonly says: string;
  readonly authority: string;
  readonly isOpen: boolean;
  /** Address at which it is put right. */
  readonly fix: string;
}

const RULES = Object.values(determinationWorkflow.moves).flatMap(({ provided }) => [...provided]);

/** Every gate with its state, as the api has just refused or granted each step: a gate is open while a step names it. */
export function gatesOf(clip: string, moves: readonly Views['MoveView'][]): Gate[] {
  const refused = new Set(moves.flatMap(({ because }) => because.map(({ code }) => code)));
  return Object.entries(FIXES).flatMap(([code, fix]) => {
    const rule = RULES.find((one) => one.code === code);
    return rule
      ? [{ code, says: rule.says, authority: rule.authority, isOpen: refused.has(code), fix: fix(clip) }]
      : [];
  });
}
