/**
 * Who gets which answer, written out by hand (reference: law, § 14). Not derived from the product: a route that opens
 * or closes by mistake shows here, and a new one has no line until somebody has thought about it.
 *
 * 2xx: done. 403: no role of theirs includes it. 404: it is not theirs to see, in the words of what does not exist.
 * Requests that would change something are sent so that whoever may is stopped a step later: 400 (the body lacks
 * something), 409 (not lawful in this state, or no passkeys at a number for an address), 412 (written on an old revision).
 *
 * `:fresh` is in triage: uploaded by `tech`, nobody assigned. `:done` is published: uploaded by `tech`, its redactions
 * assigned to `redact`. `tech2` and `redact2` hold the same roles and have nothing to do with either.
 */
export const ASKERS = [
  'tech',
  'tech2',
  'officer',
  'assist',
  'solic',
  'redact',
  'redact2',
  'quality',
  'access',
  'records',
  'liaison',
  'audit',
  'admin',
  'nobody',
] as const;

export const TABLE = `
                                            tech tech2 officer assist solic redact redact2 quality access records liaison audit admin nobody
POST    /session                            401  401   401     401    401   401    401     401     401    401     401     401   401   401
GET     /session                            200  200   200     200    200   200    200     200     200    200     200     200   200   401
DELETE  /session                            204  204   204     204    204   204    204     204     204    204     204     204   204   401
GET     /staff                              403  403   200     200    200   403    403     403     403    403     403     200   200   401
GET     /saved-filters                      200  200   200     200    200   200    200     200     200    200     200     200   200   401
POST    /saved-filters                      400  400   400     400    400   400    400     400     400    400     400     400   400   401
DELETE  /saved-filters/:none                404  404   404     404    404   404    404     404     404    404     404     404   404   401
GET     /health/live                        200  200   200     200    200   200    200     200     200    200     200     200   200   200
GET     /health/ready                       200  200   200     200    200   200    200     200     200    200     200     200   200   200
GET     /metrics                            200  200   200     200    200   200    200     200     200    200     200     200   200   200
GET     /                                   302  302   302     302    302   302    302     302     302    302     302     302   302   302
GET     /console                            200  200   200     200    200   200    200     200     200    200     200     200   200   200
GET     /console/*path                      200  200   200     200    200   200    200     200     200    200     200     200   200   200
GET     /assets/:name                       404  404   404     404    404   404    404     404     404    404     404     404   404   404
GET     /console/assets/:file               404  404   404     404    404   404    404     404     404    404     404     404   404   404

GET     /incidents                          200  200   200     200    200   403    403     403     403    200     200     200   403   401
POST    /incidents                          400  400   400     403    403   403    403     403     403    403     403     403   403   401
GET     /incidents/:id                      200  200   200     200    200   403    403     403     403    200     200     200   403   401
PATCH   /incidents/:id                      403  403   412     403    403   403    403     403     403    403     403     403   403   401

OPTIONS /uploads                            204  204   403     403    403   403    403     403     403    403     403     403   403   401
POST    /uploads                            400  400   403     403    403   403    403     403     403    403     403     403   403   401
GET     /uploads/known/:sha256              200  200   403     403    403   403    403     403     403    403     403     403   403   401
HEAD    /uploads/:id                        200  404   403     403    403   403    403     403     403    403     403     403   403   401
PATCH   /uploads/:id                        409  404   403     403    403   403    403     403     403    403     403     403   403   401
POST    /uploads/:id/receipt                409  404   403     403    403   403    403     403     403    403     403     403   403   401
GET     /overview                           200  200   200     200    200   403    403     403     403    200     200     200   403   401

GET     /clips                              200  200   200     200    200   200    200     200     200    200     200     200   403   401
GET     /clips/board                        200  200   200     200    200   200    200     200     200    200     200     200   403   401
GET     /clips/:fresh                       200  404   200     200    200   404    404     404     404    200     200     200   403   401
GET     /clips/:done                        200  404   200     200    200   200    404     200     200    200     200     200   403   401
PATCH   /clips/:fresh                       412  404   412     403    403   403    403     403     403    403     403     403   403   401
PATCH   /clips/:done                        409  404   409     403    403   403    403     403     403    403     403     403   403   401
POST    /clips/:fresh/flags                 403  403   400     400    400   403    403     403     403    403     403     403   403   401
GET     /clips/:fresh/clocks                200  404   200     200    200   404    404     404     404    200     200     200   403   401
GET     /clips/:done/clocks                 200  404   200     200    200   200    404     200     200    200     200     200   403   401
GET     /clips/:fresh/custody               200  404   200     200    200   404    404     404     404    200     200     200   403   401
GET     /clips/:done/custody                200  404   200     200    200   200    404     200     200    200     200     200   403   401
GET     /clips/:fresh/custody/check         200  404   200     200    200   404    404     404     404    200     200     200   403   401
GET     /clips/:done/custody/check          200  404   200     200    200   200    404     200     200    200     200     200   403   401
GET     /clips/:fresh/reports               200  404   200     200    200   404    404     404     404    200     200     200   403   401
GET     /clips/:done/reports                200  404   200     200    200   200    404     200     200    200     200     200   403   401
GET     /clips/:fresh/reports/:report       200  404   200     200    200   404    404     404     404    200     200     200   403   401
GET     /clips/:done/reports/:report        200  404   200     200    200   200    404     200     200    200     200     200   403   401
GET     /clips/:fresh/reports/:report.pdf   200  404   200     200    200   404    404     404     404    200     200     200   403   401
GET     /clips/:done/reports/:report.pdf    200  404   200     200    200   200    404     200     200    200     200     200   403   401
GET     /reports/:sheet                     404  404   404     404    404   404    404     404     404    404     404     404   404   404
GET     /clips/:fresh/moves                 200  404   200     200    200   404    404     404     404    200     200     200   403   401
GET     /clips/:done/moves                  200  404   200     200    200   200    404     200     200    200     200     200   403   401
GET     /clips/:fresh/signing-text          403  403   403     200    200   403    403     403     403    200     403     200   403   401
POST    /clips/:fresh/moves/:move           403  403   403     409    409   404    404     404     404    403     403     403   403   401
POST    /clips/:done/moves/:move            403  403   403     409    409   403    404     403     403    403     403     403   403   401

GET     /clips/:fresh/original              200  404   200     200    200   403    403     403     403    403     403     403   403   401
GET     /clips/:done/original               200  404   200     200    200   403    403     403     403    403     403     403   403   401
GET     /clips/:fresh/frame-index           200  404   200     200    200   404    404     404     403    403     403     403   403   401
GET     /clips/:done/frame-index            200  404   200     200    200   200    404     200     403    403     403     403   403   401
GET     /clips/:fresh/proxy                 200  404   200     200    200   404    404     404     403    403     403     403   403   401
GET     /clips/:done/proxy                  200  404   200     200    200   200    404     200     403    403     403     403   403   401
GET     /clips/:fresh/waveform              200  404   200     200    200   404    404     404     403    403     403     403   403   401
GET     /clips/:done/waveform               200  404   200     200    200   200    404     200     403    403     403     403   403   401
GET     /clips/:fresh/frames/:frame.jpg     200  404   200     200    200   404    404     404     403    403     403     403   403   401
GET     /clips/:done/frames/:frame.jpg      200  404   200     200    200   200    404     200     403    403     403     403   403   401
GET     /clips/:fresh/keyframe-strip        200  404   200     200    200   404    404     404     403    403     403     403   403   401
GET     /clips/:done/keyframe-strip         200  404   200     200    200   200    404     200     403    403     403     403   403   401

GET     /redaction-catalogue                200  200   200     200    200   200    200     200     200    200     200     200   200   401
GET     /clips/:done/redactions             403  403   200     200    200   200    404     200     403    200     403     200   403   401
POST    /clips/:done/redactions/ops         403  403   403     403    403   409    404     403     403    403     403     403   403   401
POST    /clips/:done/redactions/lease       403  403   403     403    403   409    404     403     403    403     403     403   403   401
DELETE  /clips/:done/redactions/lease       403  403   403     403    403   204    404     403     403    403     403     403   403   401
GET     /clips/:done/transcript             403  403   200     200    200   200    404     200     403    200     403     200   403   401
PUT     /clips/:done/transcript             403  403   403     403    403   409    404     403     403    403     403     403   403   401
GET     /clips/:done/accessibility/proposed 403  403   403     200    200   403    403     403     200    403     403     200   403   401
GET     /clips/:done/track-suggestions      403  403   200     200    200   200    404     200     403    200     403     200   403   401
POST    /clips/:done/track-suggestions      403  403   403     403    403   409    404     403     403    403     403     403   403   401
POST    /clips/:done/track-suggestions/:suggestion/cancel 403 403 403 403 403 409  404     403     403    403     403     403   403   401
POST    /clips/:done/track-suggestions/:suggestion/reject 403 403 403 403 403 409  404     403     403    403     403     403   403   401
GET     /clips/:done/tasks                  403  403   200     200    200   200    404     200     403    200     403     200   403   401
POST    /tasks/:id/assign                   403  403   403     409    409   403    403     403     403    403     403     403   403   401
POST    /tasks/:id/done                     403  403   403     403    403   409    404     403     403    403     403     403   403   401
POST    /tasks/:id/return                   403  403   403     409    409   403    403     403     403    403     403     403   403   401
POST    /clips/:done/renders                403  403   403     403    403   409    404     403     403    403     403     403   403   401
GET     /clips/:done/renders                403  403   200     200    200   200    404     200     200    403     403     403   403   401
GET     /clips/:done/renders/:id/video      403  403   200     200    200   200    404     200     200    403     403     403   403   401
GET     /clips/:done/renders/:id/review     403  403   403     200    200   200    404     200     403    403     403     200   403   401
POST    /clips/:done/renders/:id/watched    403  403   403     403    403   403    403     400     403    403     403     403   403   401
POST    /clips/:done/renders/:id/doubts     403  403   403     403    403   403    403     400     403    403     403     403   403   401
POST    /clips/:done/renders/:id/waiver     403  403   403     403    400   403    403     403     403    403     403     403   403   401
POST    /clips/:done/renders/:id/issues     403  403   403     403    403   403    403     400     403    403     403     403   403   401
GET     /clips/:done/issues                 403  403   403     200    200   200    404     200     403    403     403     200   403   401
POST    /issues/:id/fixed                   403  403   403     403    403   409    404     403     403    403     403     403   403   401
POST    /issues/:id/verified                403  403   403     403    403   403    403     409     403    403     403     403   403   401
POST    /issues/:id/return                  403  403   403     403    403   403    403     400     403    403     403     403   403   401

GET     /clips/:fresh/determination         403  403   403     200    200   403    403     403     403    200     403     200   403   401
GET     /clips/:done/determination          403  403   403     200    200   403    403     403     403    200     403     200   403   401
GET     /clips/:done/signed-texts           403  403   403     200    200   403    403     403     403    200     403     200   403   401
GET     /clips/:fresh/public-preview        403  403   403     409    409   403    403     403     403    409     403     409   403   401
GET     /clips/:done/public-preview         403  403   403     200    200   403    403     403     403    200     403     200   403   401
GET     /clips/:fresh/release-files         403  403   403     200    200   403    403     403     403    200     403     200   403   401
GET     /clips/:done/release-files          403  403   403     200    200   403    403     403     403    200     403     200   403   401
GET     /clips/:done/release-files/:role    403  403   403     200    200   403    403     403     403    200     403     200   403   401
GET     /clips/:fresh/captions              403  403   204     204    204   404    404     404     404    403     403     403   403   401
GET     /clips/:done/captions               403  403   200     200    200   200    404     200     200    403     403     403   403   401
PUT     /clips/:fresh/determination         403  403   403     409    409   403    403     403     403    403     403     403   403   401
POST    /clips/:fresh/consultations         403  403   400     400    400   403    403     403     403    403     403     403   403   401
GET     /clips/:fresh/consultations         403  403   200     200    200   403    403     403     403    403     403     200   403   401
POST    /consultations/:id/reply            403  403   400     400    400   403    403     403     403    403     403     403   403   401
GET     /clips/:done/docket-notes           403  403   403     200    200   403    403     403     403    200     403     200   403   401
POST    /clips/:done/docket-notes           403  403   403     403    400   403    403     403     403    403     403     403   403   401
GET     /clips/:done/docket-suppressions    403  403   403     200    200   403    403     403     403    200     403     200   403   401
POST    /clips/:done/docket-suppressions    403  403   403     403    400   403    403     403     403    403     403     403   403   401
GET     /clips/:done/translations           403  403   403     200    200   403    403     403     403    200     403     200   403   401
POST    /clips/:done/translations           403  403   403     403    400   403    403     403     403    403     403     403   403   401
POST    /clips/:fresh/notices               403  403   403     403    403   403    403     403     403    403     400     403   403   401
GET     /clips/:fresh/notices               403  403   403     200    200   403    403     403     403    403     200     200   403   401
GET     /clips/:fresh/accessibility         403  403   403     200    200   403    403     403     404    403     403     200   403   401
GET     /clips/:done/accessibility          403  403   403     200    200   403    403     403     200    403     403     200   403   401
PUT     /clips/:fresh/accessibility         403  403   403     403    403   403    403     403     404    403     403     403   403   401
PUT     /clips/:done/accessibility          403  403   403     403    403   403    403     403     409    403     403     403   403   401
GET     /clips/:fresh/renditions            403  403   200     200    200   404    404     404     404    403     403     403   403   401
GET     /clips/:done/renditions             403  403   200     200    200   200    404     200     200    403     403     403   403   401
GET     /clips/:done/renditions/:rendition/video 403 403 404   404    404   404    404     404     404    403     403     403   403   401
PUT     /clips/:fresh/described-sound/:sha256 403 403  403     403    403   403    403     403     404    403     403     403   403   401
PUT     /clips/:done/described-sound/:sha256 403 403   403     403    403   403    403     403     409    403     403     403   403   401

GET     /records-requests                   403  403   403     200    200   403    403     403     403    200     403     200   403   401
POST    /records-requests                   403  403   403     403    403   403    403     403     403    400     403     403   403   401
POST    /records-requests/:id/answer        403  403   403     403    403   403    403     403     403    400     403     403   403   401
PUT     /records-requests/:none/clips/:done 403  403   403     403    403   403    403     403     403    404     403     403   403   401
GET     /asks                               403  403   403     200    200   403    403     403     403    200     403     200   403   401
POST    /asks/:receipt/end                  403  403   403     403    403   403    403     403     403    400     403     403   403   401
GET     /policies                           403  403   403     200    200   403    403     403     403    200     403     200   200   401
PUT     /policies/:key                      403  403   403     403    400   403    403     403     403    403     403     403   403   401
GET     /ledger/entries                     403  403   403     403    200   403    403     403     403    403     403     200   403   401
GET     /ledger/entries/:index/proof        403  403   403     403    200   403    403     403     403    403     403     200   403   401
GET     /jobs                               403  403   403     403    403   403    403     403     403    403     403     200   200   401
GET     /jobs/dead-letters                  403  403   403     403    403   403    403     403     403    403     403     200   200   401
POST    /session/enrolment                  400  400   400     400    400   400    400     400     400    400     400     400   400   400
POST    /session/passkey/challenge          409  409   409     409    409   409    409     409     409    409     409     409   409   409
POST    /session/passkey                    400  400   400     400    400   400    400     400     400    400     400     400   400   400
GET     /passkeys                           200  200   200     200    200   200    200     200     200    200     200     200   200   401
POST    /passkeys                           400  400   400     400    400   400    400     400     400    400     400     400   400   401
POST    /passkeys/step-up                   400  400   400     400    400   400    400     400     400    400     400     400   400   401
POST    /passkeys/challenge                 400  400   400     400    400   400    400     400     400    400     400     400   400   401
PATCH   /passkeys/:none                     400  400   400     400    400   400    400     400     400    400     400     400   400   401
POST    /passkeys/:none/removal             400  400   400     400    400   400    400     400     400    400     400     400   400   401
GET     /accounts                           403  403   403     403    200   403    403     403     403    403     403     200   200   401
GET     /staff-changes                      403  403   403     403    200   403    403     403     403    403     403     200   200   401
POST    /staff-changes                      403  403   403     403    400   403    403     403     403    403     403     403   400   401
POST    /staff-changes/:none/approve        403  403   403     403    400   403    403     403     403    403     403     403   400   401
POST    /staff-changes/:none/refuse         403  403   403     403    400   403    403     403     403    403     403     403   400   401
POST    /staff-changes/:none/withdraw       403  403   403     403    400   403    403     403     403    403     403     403   400   401
GET     /clocks                             403  403   403     200    200   403    403     403     403    200     403     200   200   401
GET     /calendar                           403  403   403     200    200   403    403     403     403    200     403     200   200   401
GET     /redaction-catalogue/version        200  200   200     200    200   200    200     200     200    200     200     200   200   401
POST    /redaction-catalogue/approval       403  403   403     403    400   403    403     403     403    403     403     403   403   401
POST    /clocks/approval                    403  403   403     403    400   403    403     403     403    403     403     403   403   401
POST    /jobs/dead-letters/retry            403  403   403     403    403   403    403     403     403    403     403     403   400   401
POST    /jobs/dead-letters/:none/retry      403  403   403     403    403   403    403     403     403    403     403     403   200   401
`;

export interface Line {
  readonly method: string;
  /** As written in the table: `:fresh`, `:done` and the like say which one is asked for. */
  readonly path: string;
  readonly answers: readonly number[];
}

export const LINES: readonly Line[] = TABLE.trim()
  .split('\n')
  .slice(1)
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [method = '', path = '', ...answers] = line.trim().split(/\s+/);
    return { method, path, answers: answers.map(Number) };
  });
