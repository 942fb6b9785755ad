/** How many twin worlds are tried: enough for every change; `npm run twin-worlds` asks for thousands. */
export const worldsAsked = (): number => Number(process.env['DAYLIGHT_WORLDS'] ?? 100);
