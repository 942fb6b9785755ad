import { parameterSets, ppsId, spsId, spsOfPps } from '../mp4/parameter-sets';
import type { Mp4Track } from '../mp4/read-mp4';
import { endsExactly } from '../mp4/set-end';
import type { Slices } from './read-slices';
import type { Findings } from './violation';

/** Every parameter set is used by a picture, and ends where its syntax ends: none is a place to keep anything in. */
export function checkSets({ configuration }: Mp4Track, { ppsIds }: Slices, findings: Findings): void {
  const sets = parameterSets(configuration);
  if (!sets) return; // said already
  try {
    const used = sets.pps.filter((set) => ppsIds.includes(ppsId(set)));
    const named = used.map(spsOfPps);
    const unused = sets.pps.length - used.length + sets.sps.filter((set) => !named.includes(spsId(set))).length;
    if (unused > 0) findings.add('no-metadata', `${unused} parameter sets that no picture uses`);
    const longer = [...sets.sps, ...sets.pps].filter((set) => !endsExactly(set)).length;
    if (longer > 0) findings.add('no-metadata', `${longer} parameter sets go on behind their end`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.add('well-formed', 'a parameter set cannot be read');
  }
}
