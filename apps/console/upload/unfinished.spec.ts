import { fingerprintOf, unfinishedOf } from './unfinished';

const SHA = 'ab'.repeat(32);

/** What a browser keeps, as far as it is read. */
const kept = (items: Readonly<Record<string, string>>): Storage =>
  ({
    length: Object.keys(items).length,
    key: (i: number) => Object.keys(items)[i] ?? null,
    getItem: (key: string) => items[key] ?? null,
  }) as unknown as Storage;

const begun = {
  uploadUrl: 'http://daylight.test/uploads/1',
  size: 48,
  metadata: { sha256: SHA, filename: 'a.mp4', incident: 'i1', source: 'city-camera', custodian: 'CPD' },
};

it('finds one’s own uploads, each with all that was said of the file', () => {
  const own = `tus::${fingerprintOf('me', 'i1', SHA)}::7`;
  const others = `tus::${fingerprintOf('you', 'i1', SHA)}::8`;
  expect(
    unfinishedOf('me', kept({ [own]: JSON.stringify(begun), [others]: JSON.stringify(begun), theme: 'dark' })),
  ).toEqual([
    {
      ...{ key: own, url: begun.uploadUrl, name: 'a.mp4', sha256: SHA, size: 48 },
      sidecar: {
        ...{ incident: 'i1', source: 'city-camera', custodian: 'CPD' },
        ...{ deviceId: '', wearer: '', acquisitionMethod: '' },
      },
    },
  ]);
});

it('what cannot be read, or has no address yet, is no upload to go on with', () => {
  const name = `tus::${fingerprintOf('me', 'i1', SHA)}`;
  const broken = { [`${name}::1`]: '{', [`${name}::2`]: JSON.stringify({ ...begun, uploadUrl: null }) };
  expect(unfinishedOf('me', kept(broken))).toEqual([]);
});
