// Two projects: pure tests beside the code, in milliseconds; and those that need Postgres, ffmpeg, processes, a browser.
const project = {
  testEnvironment: 'node',
  transform: { '^.+\\.tsx?$': '@swc/jest' },
  moduleNameMapper: { '^@app/(.*)$': '<rootDir>/libs/$1' },
  setupFiles: ['<rootDir>/test/support/property-seed.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
};

// What is tested is what is run: React's development build checks every element and takes half of a page's time.
process.env.NODE_ENV = 'production';

module.exports = {
  maxWorkers: 3,
  // A worker that has grown is replaced: to start a program from one of two gigabytes takes thirty times as long.
  workerIdleMemoryLimit: '200MB',
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  projects: [
    {
      ...project,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/libs/**/*.spec.ts',
        '<rootDir>/apps/**/*.spec.ts',
        '<rootDir>/test/architecture/*.spec.ts',
      ],
    },
    {
      ...project,
      displayName: 'system',
      testMatch: ['<rootDir>/test/{integration,e2e}/**/*.{spec,e2e}.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
  // A state that never comes must end a test; a loaded two-core machine must not.
  testTimeout: 180_000,
};
