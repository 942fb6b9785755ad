import type { Container } from './formats';

/** What the first bytes of a file say it is; the file's name says nothing. */
export type Sniffed =
  { readonly container: Container } | { readonly container: null; readonly code: string; readonly says: string };

/** So many bytes are needed to tell. */
export const SNIFF_BYTES = 4096;

const ascii = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);
const refuse = (code: string, says: string): Sniffed => ({ container: null, code, says });

const MOV_BOXES = ['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'moof', 'styp', 'sidx'];
const TS_PACKET = 188;
/** M2TS puts four bytes of time before each packet. */
const M2TS_PACKET = 192;

/** Tells the container by its magic bytes, before any library sees the file. */
export function sniff(head: Buffer): Sniffed {
  if (head.length === 0) return refuse('empty', 'The file is empty: it has no bytes at all.');
  if (MOV_BOXES.includes(ascii(head, 4, 8)) && isBoxSize(head)) return { container: 'mov' };
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3) return { container: 'matroska' };
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 11) === 'AVI') return { container: 'avi' };
  if (hasSync(head, TS_PACKET, 0) || hasSync(head, M2TS_PACKET, 4)) return { container: 'mpegts' };
  return unknown(head);
}

function isBoxSize(head: Buffer): boolean {
  const size = head.readUInt32BE(0);
  return size === 0 || size === 1 || size >= 8; // 0: to the end of the file; 1: a 64-bit size follows (ISO 14496-12 § 4.2)
}

/** ISO 13818-1 § 2.4.3.2: every packet begins with 0x47. */
function hasSync(head: Buffer, packet: number, offset: number): boolean {
  const count = Math.floor((head.length - offset) / packet);
  return (
    count >= 3 &&
    Array.from({ length: Math.min(count, 8) }, (_, i) => head[offset + i * packet]).every((b) => b === 0x47)
  );
}

/** Known kinds that Daylight does not open, so that a person reads what it is rather than "unknown". */
const KNOWN: readonly { readonly matches: (head: Buffer) => boolean; readonly code: string; readonly says: string }[] =
  [
    {
      matches: (head) =>
        /^\s*(#EXTM3U|ffconcat|\[playlist\]|<\?xml[^>]*>\s*<(MPD|smil|asx)|<asx|<MPD|v=0\s)/i.test(text(head)),
      code: 'playlist',
      says: 'The file is a list that points to other files, not a recording.',
    },
    {
      matches: (head) => /^\s*<(\?xml|svg|!doctype|html)/i.test(text(head)),
      code: 'document',
      says: 'The file is a document (XML, SVG or HTML), not a recording.',
    },
    { matches: (head) => ascii(head, 0, 4) === 'DHAV', code: 'proprietary', says: proprietary('Dahua (.dav)') },
    { matches: (head) => ascii(head, 0, 4) === 'IMKH', code: 'proprietary', says: proprietary('Hikvision') },
    {
      matches: (head) => ascii(head, 0, 4) === 'fLaC' || ascii(head, 0, 3) === 'ID3',
      code: 'no-video',
      says: 'The file holds sound only.',
    },
    {
      matches: (head) => ['\x89PNG', 'GIF8', '\xff\xd8\xff', 'BM'].some((magic) => text(head).startsWith(magic)),
      code: 'image',
      says: 'The file is a still image, not a recording.',
    },
    {
      matches: (head) => ascii(head, 0, 4) === '%PDF',
      code: 'document',
      says: 'The file is a PDF document, not a recording.',
    },
    {
      matches: (head) => ascii(head, 0, 2) === 'PK',
      code: 'archive',
      says: 'The file is a ZIP archive. Unpack it and upload the recording inside.',
    },
  ];

function proprietary(maker: string): string {
  return `The file is in ${maker}'s own format. Export it as MP4 with the maker's player and upload that as well; this one is kept as it is.`;
}

const text = (head: Buffer): string => head.toString('latin1', 0, 512);

function unknown(head: Buffer): Sniffed {
  const known = KNOWN.find((kind) => kind.matches(head));
  if (known) return refuse(known.code, known.says);
  return refuse(
    'unknown-format',
    'The file is in no format that Daylight opens (MP4, QuickTime, Matroska, AVI, MPEG transport stream). It is kept as it is; export it as MP4 with the camera maker’s software and upload that as well.',
  );
}
