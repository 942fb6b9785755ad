import { openCv, owning } from './opencv';

it('leaves the process its own answers to uncaught errors', async () => {
  const mine = (): void => undefined;
  process.on('unhandledRejection', mine);
  const before = [process.listeners('uncaughtException'), process.listeners('unhandledRejection')];
  await openCv();
  expect([process.listeners('uncaughtException'), process.listeners('unhandledRejection')]).toEqual(before);
  process.off('unhandledRejection', mine);
});

it('gives back what a scope owns, also when it fails, and says what OpenCV found wrong', async () => {
  const { cv } = await openCv();
  const mats = owning(cv, (own) => [own(new cv.Mat(4, 4, cv.CV_8UC1)), own(new cv.Mat())]);
  const failed: InstanceType<typeof cv.Mat>[] = [];
  const fail = (): void =>
    owning(cv, (own) => {
      failed.push(own(new cv.Mat()));
      cv.blur(failed[0]!, failed[0]!, new cv.Size(3, 3));
    });
  expect(fail).toThrow(/^OpenCV: .*empty/s);
  expect([...mats, ...failed].map((mat) => mat.isDeleted())).toEqual([true, true, true]);
});
