import type { ManifestFile } from './manifest';
import type { HiddenSpan, ReleaseRecord } from './release-record';

/** What the verifier measured on a release, without what only staff may know of it. */
export interface VerifierFindings {
  /** The decoder it used. */
  readonly ffmpeg: string;
  /** Each rule, as a sentence that is true of a good release. */
  readonly rules: Readonly<Record<string, string>>;
  /** How often each was found broken. */
  readonly counts: Readonly<Record<string, number>>;
  readonly picture: PictureFindings | null;
  readonly sound: SoundFindings | null;
}

interface PictureFindings {
  readonly frames: number;
  /** Those that are, byte for byte, the original’s. */
  readonly copiedFrames: number;
  readonly maskedFrames: number;
  /** Decibels, outside the masks. */
  readonly lowestPsnr: number;
  readonly meanPsnr: number;
  readonly largestBlockDifference: number;
  readonly largestColourDifference: number;
  readonly largestFillVariance: number;
}

interface SoundFindings {
  readonly mutedSeconds: number;
  /** dBFS */
  readonly loudestMuted: number;
  readonly lowestCorrelation: number;
}

interface FlashFindings {
  /** Over more than a quarter of a field of 10° (WCAG 2.3.1). */
  readonly large: boolean;
  /** Of whatever size, as far as a cell of 64 by 36 tells (WCAG 2.3.2). */
  readonly anywhere: boolean;
}

/** What was measured inside one hidden part: frames of a mask, or seconds of muted sound. */
export type PartFindings =
  | { readonly frames: number; readonly largestFillVariance: number }
  | { readonly seconds: number; readonly loudest: number | null };

/**
 * What the verifier checked and found before the release was signed. Of a hidden part it tells when, how much of it was
 * looked at and how even the fill is; never where in the picture, nor anything of what is behind it.
 */
export interface RedactionCertificate {
  readonly schema: 'daylight-certificate-1';
  readonly release: string;
  readonly version: number;
  readonly video: { readonly sha256: string; readonly size: number; readonly frames: number };
  readonly decoder: string;
  readonly rules: readonly { readonly rule: string; readonly says: string; readonly violations: number }[];
  readonly picture: PictureFindings | null;
  readonly sound: SoundFindings | null;
  /** More than three flashes within a second of the video; null where it was not looked at for both. */
  readonly flashes: FlashFindings | null;
  readonly parts: readonly CertifiedPart[];
}

export interface CertifiedPart extends Pick<HiddenSpan, 'from' | 'to' | 'what' | 'style'> {
  /** As in the redaction ledger. */
  readonly number: number;
  /** Null where the verifier kept no figures part by part. */
  readonly found: PartFindings | null;
}

/** `parts`: what was found in each hidden part, in the order of the record. */
export const redactionCertificate = (
  record: ReleaseRecord,
  video: Pick<ManifestFile, 'sha256' | 'size'>,
  findings: VerifierFindings,
  parts: readonly (PartFindings | null)[],
): RedactionCertificate => ({
  schema: 'daylight-certificate-1',
  release: record.release,
  version: record.version,
  video: { sha256: video.sha256, size: video.size, frames: record.video.frames },
  decoder: findings.ffmpeg,
  rules: Object.entries(findings.rules).map(([rule, says]) => ({ rule, says, violations: findings.counts[rule] ?? 0 })),
  picture: findings.picture && {
    frames: findings.picture.frames,
    copiedFrames: findings.picture.copiedFrames,
    maskedFrames: findings.picture.maskedFrames,
    lowestPsnr: findings.picture.lowestPsnr,
    meanPsnr: findings.picture.meanPsnr,
    largestBlockDifference: findings.picture.largestBlockDifference,
    largestColourDifference: findings.picture.largestColourDifference,
    largestFillVariance: findings.picture.largestFillVariance,
  },
  sound: findings.sound && {
    mutedSeconds: findings.sound.mutedSeconds,
    loudestMuted: findings.sound.loudestMuted,
    lowestCorrelation: findings.sound.lowestCorrelation,
  },
  flashes: flashesOf(record),
  parts: record.hidden.map(({ from, to, what, style }, i) => ({
    number: i + 1,
    from,
    to,
    what,
    style,
    found: parts[i] ?? null,
  })),
});

const flashesOf = ({ flashing }: ReleaseRecord): FlashFindings | null =>
  flashing?.anywhere === undefined ? null : { large: flashing.trips, anywhere: flashing.anywhere };

export const certificateJson = (...of: Parameters<typeof redactionCertificate>): string =>
  `${JSON.stringify(redactionCertificate(...of), null, 2)}\n`;
