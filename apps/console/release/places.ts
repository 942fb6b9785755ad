/** Where what a rule asks for is put right, and who can say whether it holds. */
export interface Place {
  /** Address of the place on the console, of a clip by that number. */
  readonly at: (clip: string) => string;
  /**
   * `act`: of the act itself, looked at when it is made. `actor`: of whoever makes the step, so that it is known only to
   * those who may make it. `time`: comes of itself, once the step before has been made. Else it holds or not, whoever looks.
   */
  readonly of?: 'act' | 'actor' | 'time';
}

const onClip = (part: string, of?: Place['of']): Place => ({
  at: (clip) => `/clips/${clip}#${part}`,
  ...(of && { of }),
});
const onPage = (page: string, of?: Place['of']): Place => ({
  at: (clip) => `/clips/${clip}/${page}`,
  ...(of && { of }),
});

/** Every rule of the workflow by its code; a test fails for one that has no place. */
export const PLACES: Readonly<Record<string, Place>> = {
  'not-accepted': onClip('footage'),
  'not-city-footage': onClip('record'),
  'outside-the-order': onClip('record'),
  'facts-missing': onClip('record'),
  'no-reason': onClip('moves', 'act'),

  'lateness-unexplained': onClip('docket-notes'),
  'finding-missing': onPage('determination#findings'),
  'element-unanswered': onPage('determination#elements'),
  'public-reasons-missing': onPage('determination#publicReasons'),
  'exemption-c-blocked': onPage('determination#exemptionCOverride'),
  'sound-not-cleared': onPage('determination#soundClearance'),
  'protected-person-shown': onPage('determination#orders'),
  'orders-present': onPage('determination#orders'),
  'no-orders': onPage('determination#orders'),
  'open-ended-deferral': onPage('determination#deferral'),
  'review-too-late': onPage('determination#deferral'),
  'no-exemption-cited': onPage('determination#exemptions'),
  'f-not-proved': onPage('determination#elements'),
  'f-proved': onPage('determination#elements'),
  'replacement-unexplained': onPage('determination#replacementReason'),
  'segregability-unexplained': onPage('determination#segregability'),
  'reasons-name-somebody': onPage('determination#publicReasons'),
  'no-review-date': onPage('determination#nextReviewOn'),
  'review-not-due': onClip('clocks'),

  'tasks-open': onClip('tasks'),
  'redaction-without-basis': onPage('redactions#masks'),
  'target-lost': onPage('redactions#tracking'),
  'rendering-unverified': onPage('redactions#rendering'),
  'redactor-uploaded': onClip('custody'),
  'checked-own-redaction': onClip('custody', 'actor'),
  'not-watched': onPage('quality#coverage', 'actor'),
  'doubts-open': onPage('quality#doubts'),
  'issues-open': onPage('quality#issues'),

  'captions-unreviewed': onClip('accessibility'),
  'caption-leak': onClip('accessibility'),
  'description-undecided': onClip('accessibility'),
  'described-version-missing': onClip('accessibility'),
  'flashing-unwarned': onClip('accessibility'),
  'warnings-unchosen': onClip('accessibility'),
  'renditions-unmade': onClip('renditions'),

  'signed-another-text': onClip('moves', 'act'),
  'signer-uploaded': onClip('custody', 'actor'),
  'signer-took-part': onClip('custody', 'actor'),
  'files-not-assembled': onPage('release#files'),
  'changed-after-signing': onPage('release#files', 'act'),
  'signature-stands': onClip('moves', 'act'),
  'notice-running': onClip('clocks', 'time'),
  'under-hold': onClip('conditions'),
  'publisher-signed': onClip('custody', 'act'),
  'no-newer-version': onClip('moves', 'act'),
  'version-open': onClip('moves'),
};
