import fc from 'fast-check';
import { sniff } from './sniff';

const head = (start: string | Buffer, length = 600): Buffer => {
  const buffer = Buffer.alloc(length);
  Buffer.from(start as string, typeof start === 'string' ? 'latin1' : undefined).copy(buffer);
  return buffer;
};
const packets = (size: number, offset: number, count: number): Buffer => {
  const buffer = Buffer.alloc(size * count, 0x11);
  for (let i = 0; i < count; i++) buffer[i * size + offset] = 0x47;
  return buffer;
};

it.each([
  ['an MP4', head('\0\0\0\x18ftypisom'), 'mov'],
  ['a QuickTime film whose data come first', head('\0\0\0\x01mdat\0\0\0\0'), 'mov'],
  ['a box to the end of the file', head('\0\0\0\0mdat'), 'mov'],
  ['Matroska', head(Buffer.from([0x1a, 0x45, 0xdf, 0xa3])), 'matroska'],
  ['AVI', head('RIFF\x10\0\0\0AVI LIST'), 'avi'],
  ['a transport stream', packets(188, 0, 10), 'mpegts'],
  ['a transport stream with times before its packets', packets(192, 4, 10), 'mpegts'],
])('%s is told by its first bytes', (_what, bytes, container) => expect(sniff(bytes)).toEqual({ container }));

it.each([
  ['no bytes', Buffer.alloc(0), 'empty'],
  ['a playlist', head('#EXTM3U\n'), 'playlist'],
  ['a playlist after blank lines', head('\n\n #EXTM3U\n'), 'playlist'],
  ['an ffconcat script', head('ffconcat version 1.0\n'), 'playlist'],
  ['a DASH manifest', head('<?xml version="1.0"?> <MPD>'), 'playlist'],
  ['an SVG', head('<svg>'), 'document'],
  ['a box of four bytes', head('\0\0\0\x04ftyp'), 'unknown-format'],
  ['two packets only', packets(188, 0, 2), 'unknown-format'],
  ['RIFF of another kind', head('RIFF\x10\0\0\0WAVE'), 'unknown-format'],
  ['a Dahua recorder’s file', head('DHAV'), 'proprietary'],
])('%s is not opened', (_what, bytes, code) => {
  const found = sniff(bytes);
  expect(found).toMatchObject({ container: null, code });
  expect('says' in found && found.says).toMatch(/^The file .+\.$/);
});

it('no bytes whatever make it throw, and none that begin as text are opened', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => void sniff(Buffer.from(bytes))));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 200 }), (words) => {
      expect(sniff(Buffer.from(`ffconcat version 1.0\n${words}`))).toMatchObject({ code: 'playlist' });
    }),
  );
});
