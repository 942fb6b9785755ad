/** How many twin worlds are tried: enough for every change; `npm run twin-worlds` asks for thousands. */
export const worldsAsked = (): number => Number(process.env['DAYLIGHT_WORLDS'] ?? 100);

/** How many damaged recordings are tried; `npm run fuzz` asks for thousands. */
export const mutantsAsked = (): number => Number(process.env['DAYLIGHT_MUTANTS'] ?? 40);

/** Which ones: the same in every run, or, for `npm run fuzz`, others each time. The number is in the message of a failure. */
export const firstMutant = (): number => (process.env['DAYLIGHT_SEED'] === 'random' ? Date.now() % 1_000_000 : 1);

/** How long the longest clip is. */
export const hoursAsked = (): number => Number(process.env['DAYLIGHT_LONG_HOURS'] ?? 2);

/** Of all ways in which the crawl can ask for a name, each name is asked for in one of so many. */
export const crawlShareAsked = (): number => Number(process.env['DAYLIGHT_CRAWL'] ?? 90);
