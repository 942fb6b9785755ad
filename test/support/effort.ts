/** How many twin worlds are tried: enough for every change; `npm run twin-worlds` asks for thousands. */
export const worldsAsked = (): number => Number(process.env['DAYLIGHT_WORLDS'] ?? 100);

/** How many recordings of random kinds are released; `npm run recordings` asks for hundreds. */
export const recordingsAsked = (): number => Number(process.env['DAYLIGHT_RECORDINGS'] ?? 10);

/** How many damaged recordings are tried; `npm run fuzz` asks for thousands. */
export const mutantsAsked = (): number => Number(process.env['DAYLIGHT_MUTANTS'] ?? 40);

/** Which ones: the same in every run, or, for `npm run fuzz`, others each time. The number is in the message of a failure. */
export const firstMutant = (): number => (process.env['DAYLIGHT_SEED'] === 'random' ? Date.now() % 1_000_000 : 1);

/** How long the longest clip is. */
export const hoursAsked = (): number => Number(process.env['DAYLIGHT_LONG_HOURS'] ?? 2);

/** Of all ways in which the crawl can ask for a name, each name is asked for in one of so many. */
export const crawlShareAsked = (): number => Number(process.env['DAYLIGHT_CRAWL'] ?? 90);

/** Of how many frames, asked for at random, the number is read in the editor; `npm run frames` asks for as many as E1 does. */
export const numbersAsked = (): number => Number(process.env['DAYLIGHT_FRAMES'] ?? 40);
/** How many frames are stepped through, there and back (E2). */
export const stepsAsked = (): number => Math.round(numbersAsked() * 1.5);
/** How often a film that plays is halted (E3). */
export const haltsAsked = (): number => Math.round(numbersAsked() / 10);
