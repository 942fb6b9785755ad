import { leakedLines } from '.';
import { aRecord } from '../../../test/factories/release-facts';

const [line] = aRecord().transcript;
const said = (from: number, to: number, redacted = false) =>
  leakedLines(aRecord({ transcript: [{ ...line!, from, to, redacted }] })).length;

it('a line that is said while the sound is muted is a leak, at its edges too; a mark is none, nor a line beside it', () => {
  expect(leakedLines(aRecord())).toEqual([]);
  // The sound is muted from 72.3 to 75.9 s.
  expect([said(60, 90), said(73, 74), said(70, 72.4), said(75.8, 80)]).toEqual([1, 1, 1, 1]);
  expect([said(73, 74, true), said(70, 72.3), said(75.9, 80)]).toEqual([0, 0, 0]);
  expect(said(41, 50)).toBe(0); // the picture is hidden there, not the sound
});
