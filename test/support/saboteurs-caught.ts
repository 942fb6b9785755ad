import { readFileSync } from 'node:fs';
import type { Verification, Violation } from '@app/media';
import {
  BEYOND_THE_VERIFIER,
  HEARD_AS_PLANNED,
  type Kind,
  type Saboteur,
  SABOTEURS,
  Scene,
} from '../factories/saboteurs';
import { openTestBench, type TestBench } from './media-bench';

const of = <T extends Saboteur>(all: readonly T[], kind: Kind): T[] => all.filter((one) => (one.kind ?? kind) === kind);

/** One test for every saboteur of renders of that kind: the verifier names the rule, and where it is broken. */
export function catchesEverySaboteurOf(kind: Kind): void {
  let at: TestBench;
  let scene: Scene;
  beforeAll(async () => {
    at = await openTestBench();
    scene = await Scene.of(kind, at);
  });
  afterAll(() => at.close());

  it('a render that is right passes', async () => {
    expect(await scene.verify(scene.good)).toMatchObject({ passed: true, violations: [], counts: {} });
  });

  it('and so does one that carries its manifest of provenance', async () => {
    const signed = scene.alterSigned((file) => file);
    for (const asked of [true, false])
      expect(await scene.verify(signed, asked)).toMatchObject({ passed: true, violations: [] });
  });

  it('and so does one whose coded samples were only taken out and put back, and one drawn and heard anew', async () => {
    for (const [from, output] of Object.entries(scene.unharmed(HEARD_AS_PLANNED)))
      expect([from, beside(await scene.verify(output))]).toEqual([from, []]);
  });

  it.each(of(SABOTEURS, kind))('$what: $rule', async (saboteur) => {
    const { passed, violations } = await scene.verify(await saboteur.make(scene), saboteur.signed);
    expect(passed).toBe(false);
    const { rule, track, frames, second, found } = saboteur;
    const named = violations.filter((one) => one.rule === rule && (track === undefined || one.track === track));
    expect(violations.map((one) => one.rule)).toContain(rule);
    expect(named).not.toEqual([]);
    if (frames) {
      const wanted = 'full' in frames ? frames[kind] : frames;
      expect(named.flatMap((one) => one.frame ?? []).sort((a, b) => a - b)).toEqual(wanted);
    }
    if (second) {
      expect(named[0]?.at).toBeGreaterThanOrEqual(second[0]);
      expect(named[0]?.at).toBeLessThanOrEqual(second[1]);
    }
    if (found) expect(named.map((one) => one.found).join('\n')).toMatch(found);
  });

  it.each(of(BEYOND_THE_VERIFIER, kind))('$what is beyond the verifier', async ({ make }) => {
    const output = await make(scene);
    expect(readFileSync(output).equals(readFileSync(scene.good))).toBe(false);
    expect(beside(await scene.verify(output))).toEqual([]);
  });
}

/** The tests' own writer lays samples out in another way than Daylight's: the index tells, and nothing else may. */
const beside = ({ violations }: Verification): readonly Violation[] =>
  violations.filter(({ rule }) => rule !== 'index-as-written');
