import { examinationLimits } from './limits';

it('an examination may take ten minutes, more for a large file, and never more than ten hours', () => {
  expect(examinationLimits(0).cpu).toBe(600);
  expect(examinationLimits(10e6).cpu).toBe(1800);
  expect(examinationLimits(1e12).cpu).toBe(36_000);
});
