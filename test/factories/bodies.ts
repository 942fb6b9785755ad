import { randomUUID } from 'node:crypto';
import { CONTENT } from '../../apps/ops/demo/content';
import { DEMO_INCIDENT } from '../../apps/ops/up/demonstration';

const why = 'A reason that is long enough for anyone.';
const basis = { type: 'statutory', letter: '(c)', statute: 'G.L. c. 4, § 7(26)(c)', why };

/** For every route that takes a body: one with every field, each as it should be. */
export const BODIES: Readonly<Record<string, () => Record<string, unknown>>> = {
  'POST /session': () => ({ userName: 'nobody-of-that-name', password: 'not the password' }),
  'POST /saved-filters': () => ({ name: 'Overdue', query: 'due=overdue' }),
  'POST /incidents': incident,
  'PATCH /incidents/{id}': incident,
  'PATCH /clips/{id}': () => ({
    source: 'body-worn',
    deviceId: 'AXON-1',
    wearer: 'Badge 1',
    custodian: 'CPD',
    acquisitionMethod: 'docked',
    claimedStart: '2026-11-02T14:30:00-05:00',
    clockOffset: 0.5,
    priorDisclosure: ['https://example.org/video'],
    audioSource: 'open-body-worn',
    showsViolence: true,
    showsPropertyDamage: false,
    byFederalOfficial: true,
    scopeBasis: why,
    investigation: { active: true, agency: 'CPD', contact: 'Desk', stage: 'open' },
    cameraLabel: 'Camera 1 of 1',
  }),
  'POST /clips/{id}/flags': () => ({ flag: 'active-investigation', raised: true, reason: why }),
  'POST /clips/{id}/moves/{move}': () => ({
    reason: why,
    takedown: { reasonClass: 'privacy-error', explanation: why },
    version: 1,
    password: 'not the password',
    passkey: assertion(),
    textSha256: '0'.repeat(64),
  }),
  'POST /clips/{id}/redactions/lease': () => ({ takeBecause: why }),
  'PUT /clips/{id}/transcript': () => ({ vtt: 'WEBVTT\n\n00:00.000 --> 00:00.800\n<v Officer>Step back, please.\n' }),
  'POST /clips/{id}/redactions/ops': () => ({ idempotencyKey: randomUUID(), operations: operations() }),
  'POST /clips/{id}/track-suggestions': () => ({
    track: `mask-${randomUUID()}`,
    frame: 0,
    pts: 0,
    from: 0,
    to: 5,
    box: { x: 0.1, y: 0.1, w: 0.2, h: 0.2 },
    task: randomUUID(),
  }),
  'POST /redaction-catalogue/approval': () => ({ sha256: '0'.repeat(64) }),
  'POST /clocks/approval': () => ({ sha256: '0'.repeat(64) }),
  'POST /tasks/{id}/assign': () => ({ to: randomUUID() }),
  'POST /tasks/{id}/return': () => ({ reason: why }),
  'POST /clips/{id}/renders/{rendering}/watched': () => ({ spans: [{ from: 0, to: 0.5 }], heard: true, rate: 2 }),
  'POST /clips/{id}/renders/{rendering}/waiver': () => ({ reason: why }),
  'POST /clips/{id}/renders/{rendering}/doubts': () => ({ doubt: 'gap mask-1 10' }),
  'POST /clips/{id}/renders/{rendering}/issues': () => ({
    frame: 3,
    box: { x: 0.1, y: 0.2, w: 0.3, h: 0.4 },
    says: 'A face in the window.',
  }),
  'POST /issues/{id}/return': () => ({ reason: why }),
  'PUT /clips/{id}/determination': () => ({
    ...structuredClone(CONTENT),
    exemptions: [{ letter: '(c)', statute: 'G.L. c. 4, § 7(26)(c)', why }],
    segregability: why,
    deferral: { basis: why, facts: why, estimatedOn: '2026-12-01', nextReviewOn: '2026-12-02' },
    nextReviewOn: '2026-12-02',
    exemptionCOverride: why,
    replacementReason: why,
  }),
  'POST /clips/{id}/consultations': () => ({ party: 'Middlesex District Attorney', sentOn: '2026-11-03' }),
  'POST /consultations/{id}/reply': () => ({ repliedOn: '2026-11-04', position: 'no-objection', reason: why }),
  'POST /clips/{id}/notices': () => ({
    personClass: 'subject',
    channel: 'by letter',
    language: 'Portuguese',
    result: 'reached',
    consent: 'yes',
    givenAt: '2026-11-03T10:00:00-05:00',
  }),
  'PUT /clips/{id}/accessibility': () => ({
    captions: 'WEBVTT\n\n00:00.000 --> 00:00.100\n[noise]\n',
    noSpeech: null,
    description: { needed: false, why },
    warnings: ['restrained'],
  }),
  'POST /records-requests': () => ({ number: randomUUID(), received: '2026-11-03', asksFor: 'Every recording.' }),
  'POST /clips/{id}/docket-notes': () => ({ kind: 'lateness', until: '2026-12-20', says: why }),
  'POST /clips/{id}/docket-suppressions': () => ({ field: 'camera', suppressed: true, reason: why }),
  'POST /clips/{id}/translations': () => ({
    ...{ language: 'es', title: 'Arresto en la calle', summary: 'Una agente detiene a una persona.', lines: [] },
    translatedBy: 'R. Silva',
  }),
  'POST /asks/{receipt}/end': () => ({ end: 'closed', outcome: 'It is a duplicate.' }),
  'POST /records-requests/{id}/answer': () => ({ answered: '2026-11-10' }),
  'PUT /policies/{key}': () => ({ value: 12, reason: why, replaces: 0 }),
  'POST /session/enrolment': () => ({
    userName: 'nobody-of-that-name',
    code: 'ABCDE-FGHJK',
    password: 'a long password',
  }),
  'POST /session/passkey': () => assertion(),
  'POST /passkeys/step-up': () => ({ act: 'sign', of: '0'.repeat(64) }),
  'POST /passkeys/challenge': () => ({ password: 'not the password', passkey: assertion() }),
  'POST /passkeys': () => ({
    name: 'A key',
    id: 'A'.repeat(22),
    clientDataJSON: 'e30',
    attestationObject: 'oA',
    transports: ['usb', 'nfc'],
  }),
  'PATCH /passkeys/{id}': () => ({ name: 'Another key' }),
  'POST /passkeys/{id}/removal': () => ({ password: 'not the password', passkey: assertion() }),
  'POST /staff-changes': () => ({
    kind: 'open-account',
    userName: randomUUID(),
    displayName: 'Somebody New',
    roles: ['auditor'],
    reason: why,
  }),
  'POST /staff-changes/{id}/approve': () => ({ reason: why, password: 'not the password', passkey: assertion() }),
  'POST /staff-changes/{id}/refuse': () => ({ reason: why }),
  'POST /staff-changes/{id}/withdraw': () => ({ reason: why }),
  'POST /jobs/dead-letters/retry': () => ({ job: 'examine-clip' }),
};

/** What a passkey would give, of a key that nobody has. */
const assertion = (): Record<string, unknown> => ({
  id: 'A'.repeat(22),
  clientDataJSON: 'e30',
  authenticatorData: 'A'.repeat(50),
  signature: 'A'.repeat(96),
  userHandle: 'A'.repeat(22),
});

function incident(): Record<string, unknown> {
  return {
    ...DEMO_INCIDENT,
    agencies: [...DEMO_INCIDENT.agencies],
    occurredAt: '2026-11-02T14:30:00-05:00',
    timeZone: 'America/New_York',
    verifiedHow: why,
    verifiedBy: 'Captain',
    vehiclesAndPlates: 'Grey van',
    intervention: 'none',
    reportReference: 'R-1',
    trackerId: 'T-1',
    referrals: [{ to: 'Massachusetts Attorney General', on: '2026-11-03' }],
  };
}

function operations(): object[] {
  const keyframe = { frame: 0, pts: 0, x: 0.1, y: 0.1, w: 0.2, h: 0.2 };
  const id = randomUUID();
  const common = { from: 0, to: 5, subject: 'bystander', basis };
  return [
    {
      op: 'add-track',
      track: { ...common, id, shape: 'rectangle', padding: { space: 0.1, frames: 1 }, keyframes: [keyframe] },
    },
    { op: 'set-keyframe', id, keyframe },
    { op: 'remove-track', id },
    { op: 'add-audio', interval: { id, from: 0, to: 0.1, effect: 'tone', subject: 'bystander', basis } },
    { op: 'remove-audio', id },
  ];
}
