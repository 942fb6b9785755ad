import { CONTENT_WARNINGS, type ReleaseRecord, type TranscriptLine } from './release-record';
import { clockTime } from './times';

const headOf = ({ title, release, version }: ReleaseRecord): string[] => [
  title,
  `Release ${release}, version ${version}`,
  'City of Cambridge, Massachusetts',
  '',
];

const asText = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What is said and heard, as plain text: to be read instead of watched. What was muted is marked as in the captions. */
export const transcriptText = (record: ReleaseRecord): string =>
  asText([
    ...headOf(record),
    'TRANSCRIPT',
    `Contains: ${record.warnings.map((warning) => CONTENT_WARNINGS[warning].toLowerCase()).join('; ')}.`,
    '',
    ...(record.transcript.length > 0
      ? record.transcript.map(transcriptLine)
      : [record.noSpeech ?? 'There is no speech.']),
  ]);

const transcriptLine = ({ from, speaker, text }: TranscriptLine): string =>
  `${clockTime(from)}  ${speaker === null ? '' : `${inOneLine(speaker)}: `}${inOneLine(text)}`;

const yesOrNo = (holds: boolean): string => (holds ? 'yes' : 'no');

/** The signed public text of the determination (reference: law, § 18), as plain text. */
export function determinationOnRelease(record: ReleaseRecord): string {
  const { determination, incident, camera, clocks } = record;
  return asText([
    ...headOf(record),
    'DETERMINATION ON RELEASE',
    'Executive Order of February 5, 2026, § 3.A; G.L. c. 4, § 7(26)(f)',
    '',
    `Recording of ${incident.date}, ${incident.neighbourhood}; ${camera.label}`,
    `Federal agency: ${incident.agencies.join(', ')} (${incident.verification})`,
    '',
    `Decision: ${determination.outcome === 'release' ? 'released in whole' : 'released with parts hidden'}`,
    `Release will not prejudice the possibility of effective law enforcement: ${yesOrNo(determination.findingNoPrejudice)}`,
    `Release is in the public interest: ${yesOrNo(determination.findingPublicInterest)}`,
    ...determination.exemptions.map(({ letter, statute }) => `Exemption relied on: ${letter} ${statute}`),
    '',
    'Reasons',
    determination.reasons,
    '',
    `Signed on ${determination.signedOn} by the ${determination.signedBy} (text version ${determination.textVersion})`,
    ...clocks.map(
      ({ name, startsWith, startedOn, dueOn, authority }) =>
        `${name} by ${dueOn ?? 'no date set'}, counted from: ${startsWith}${startedOn === null ? '' : `, ${startedOn}`} (${authority})`,
    ),
    '',
    'Publication is not a finding about anyone. Everyone shown is presumed innocent. No biometric processing was used.',
    'The original recording is preserved, unchanged.',
    'You may ask for the record, or for less to be hidden, with a public records request (950 CMR 32.06), and appeal the',
    'answer to the Supervisor of Records within 90 calendar days (950 CMR 32.08).',
  ]);
}
