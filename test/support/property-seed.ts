import * as fc from 'fast-check';

// Every run of the suite tries the same examples, so that it passes or fails for what was changed. Other examples:
// DAYLIGHT_SEED=random, which prints the seed of what fails.
const seed = process.env['DAYLIGHT_SEED'] ?? '20260205';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
