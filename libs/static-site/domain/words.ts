/** What stands in the place of what is down, in an export that has not even the portal's pages of errors. */
const page = (title: string, words: string): string =>
  `<!doctype html><html lang="en" dir="ltr"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${title} – Daylight, City of Cambridge</title></head><body><main id="main"><h1>${title}</h1><p>${words}</p><p><a href="/">Daylight, City of Cambridge</a></p></main></body></html>`;

export const PAGES = {
  410: page(
    'This is not public any more',
    'The City has withdrawn what was at this address. Do not rely on copies. The reason will be stated here as soon as it has been recorded.',
  ),
  503: page(
    'This page cannot be shown just now',
    'The page cannot be shown until a change to it is complete. Try again in a few minutes.',
  ),
} as const;
