export const howWeDecide = {
  title: 'How we decide',
  description: 'How the City of Cambridge decides on the release of video of federal officials.',
  order:
    'The City Manager’s Executive Order of February 5, 2026 directs Cambridge police to work with the City Solicitor to release video of violence or property damage by federal officials, recorded by body-worn or other City cameras. Release may be subject to a determination that it will not prejudice effective law enforcement and is in the public interest (§ 3.A; G.L. c. 4, § 7(26)(f)).',
  'order-text': '<order>The text of the Executive Order</order>',
  steps: 'The steps',
  'step-preserved':
    'The recording is preserved as received. Its hash is written to an append-only log. Nobody can change or delete it.',
  'step-record': 'Police complete the record: where, when, who was there, how that was verified.',
  'step-determination':
    'The Solicitor answers each element of the law and signs: release, release with parts hidden, defer, withhold, or refer to a records request.',
  'step-hidden':
    'What is ordered to be hidden is painted over or silenced. A program compares every frame and the sound of the result with the original: what was copied byte by byte, all else decoded.',
  'step-checked':
    'Somebody else checks it. Captions and a transcript are made. The Solicitor signs these exact files, by their hashes.',
  'step-published':
    'After a notice period exactly those files are published. If one bit differs, nothing is published.',
  duties:
    'Nobody does two of these: who uploads does not redact, who redacts does not check, who checks does not sign, and nobody both decides and publishes.',
  'what-is-hidden': 'What is hidden, and what is not',
  hidden:
    'On-duty officials, their badges, vehicles and acts are not hidden. Bystanders, minors, people detained, witnesses, medical detail, identifiers and homes are. Each hidden part states either the exemption in law or that it is the City’s policy; a policy redaction cannot be used to deny a records request. Hiding means an opaque fill or silence: blur and pixels can be reversed, so they are not used.',
  biometrics:
    'No biometric processing is used: nobody is identified by face, gait or voice, and no software looks for faces.',
  choices: 'What the City has chosen',
  'choice-flashing':
    'Where a recording flashes more than WCAG 2.3.1 allows, the page plays a copy with softened flashing lights. The recording as it is can be downloaded, and says so.',
  'choice-described':
    'Where an audio description is needed, it is decided before the release; a described version follows after this number of days at the latest: {days, number}.',
  'choice-place': 'A place is named by its neighborhood, never by its address.',
  'choice-docket':
    'The docket lists every decision. The Solicitor may keep back the day of an incident, the camera or the day of the next review where it would tell too much; the reason then stands in its place.',
  'choice-translations':
    'The pages are in nine languages. What is written or said in a recording is in English, and is translated on request.',
  words: 'Words on these pages',
  decisions: 'Decisions',
  warnings: 'Content warnings',
  takedowns: 'Why a release can be taken down',
  rights:
    'Nothing here restricts lawful enforcement or limits anyone’s rights under state or federal law (Executive Order § 4). <docket>The docket</docket> lists every decision.',
} as const;
