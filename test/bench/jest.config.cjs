// Benchmarks print ratios against a reference in the same run; none of them fails on a time.
const [, system] = require('../../jest.config.cjs').projects;

module.exports = {
  ...system,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/bench/*.bench.ts'],
  testTimeout: 3_600_000,
};
