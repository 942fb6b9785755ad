import { asWords } from '@app/kernel';
import { determinationWorkflow } from '../determination.workflow';
import { facts, heading, paragraph, type ReportDocument, table } from './document';
import type { RecordedAct, ReportFacts } from './facts';
import { device, ledger, recording } from './parts';
import { actionOf, bytes, count, moment, momentOr, or, timecode } from './words';

/** Everything that was done to a recording and to what was made from it, by whom, when and why. */
export function custodyReport(known: ReportFacts): ReportDocument {
  const { clip, copies, renderings, publications, acts, nameOf } = known;
  return {
    title: 'Custody report',
    notice: 'Internal record of the City. It names staff and holds details that are never public: not for publication.',
    blocks: [
      heading('The recording'),
      recording(known),
      heading('Where it comes from'),
      device(known),
      heading('What intake found'),
      examination(known),
      ...(clip.examination?.damage ?? []).map(({ says }) => paragraph(says)),
      heading('What was made from it'),
      paragraph('The original is never changed. What is made from it is a new file with a hash of its own.'),
      table(
        'Copies for staff',
        ['Copy', 'Entry', 'Made', 'Size', 'SHA-256'],
        copies.map((one) => [asWords(one.kind), String(one.ledgerIndex), moment(one.madeAt), bytes(one.size), one.sha256]), // prettier-ignore
      ),
      table(
        'Renderings for release',
        ['Entry', 'Version', 'Asked for by', 'Finished', 'State', 'SHA-256 of the result'],
        renderings.map((one) => [
          String(one.ledgerIndex),
          String(one.version),
          nameOf(one.askedBy),
          momentOr(one.finishedAt, 'not yet'),
          asWords(one.state),
          or(one.outputSha256, 'none'),
        ]),
      ),
      heading('Where the decision stands'),
      decision(known),
      table(
        'Publications',
        ['Entry', 'Version', 'Published', 'State', 'Hash of the manifest'],
        publications.map((one) => [
          String(one.ledgerIndex),
          String(one.version),
          moment(one.publishedAt),
          one.takenDown === null ? asWords(one.state) : `${asWords(one.state)}: ${one.takenDown}`,
          one.manifestSha256,
        ]),
      ),
      heading('Chain of custody'),
      paragraph(
        `${count(acts.length, 'act')}, in the order of the log, with those that were refused. Times are of Cambridge. The log holds each act in full.`,
      ),
      table(
        'Acts',
        ['Entry', 'When', 'Who', 'What', 'From what to what, and why'],
        acts.map((one) => act(one, nameOf)),
      ),
      ...ledger(known),
    ],
  };
}

function examination({ clip, flags }: ReportFacts): ReturnType<typeof facts> {
  const found = clip.examination;
  return facts(
    ['Verdict', `${asWords(clip.verdict)}${clip.verdictSays === null ? '' : `: ${clip.verdictSays}`}`],
    [
      'Container and codecs',
      found ? [found.container, found.videoCodec, ...found.audioCodecs].join(', ') : 'not known',
    ],
    ['Picture', found ? `${found.width} × ${found.height}, ${count(found.frames, 'frame')}` : 'not known'],
    ['Length', found ? timecode(found.duration) : 'not known'],
    ['Conditions on it', flags.map(asWords).join('; ') || 'none'],
  );
}

const decision = ({ determination, nameOf }: ReportFacts): ReturnType<typeof facts> =>
  facts(
    ['Version', String(determination.version)],
    ['State', asWords(determination.state)],
    ['Decided', momentOr(determination.decidedAt, 'not yet')],
    ['Decided by', determination.decidedBy === null ? 'nobody yet' : nameOf(determination.decidedBy)],
  );

/** One line of the table. `before` and `after` may be staff ids: who had a task, and who has it now. */
function act({ index, at, act: done }: RecordedAct, nameOf: ReportFacts['nameOf']): string[] {
  const { actor, roles, action, outcome, before, after, reason } = done;
  const change = (before ?? after ?? null) === null ? [] : [`${said(before, nameOf)} → ${said(after, nameOf)}`];
  const details = detailsOf(done.with ?? {});
  const why = reason ? [`Why: ${reason}`] : [];
  return [
    String(index),
    moment(at),
    `${nameOf(actor)} (${roles.map(asWords).join(', ') || 'no role'})`,
    outcome === 'done' ? actionOf(action) : `${actionOf(action)}: refused`,
    [...change, ...details, ...why].join('\n'),
  ];
}

function said(value: string | null | undefined, nameOf: ReportFacts['nameOf']): string {
  if (value === null || value === undefined) return 'nothing';
  return Object.hasOwn(determinationWorkflow.states, value) ? asWords(value) : nameOf(value);
}

/** Single values only: what is nested is content, which the log names by its hash. */
const detailsOf = (details: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(details).flatMap(([name, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) ? [`${asWords(name)}: ${String(value)}`] : [],
  );
