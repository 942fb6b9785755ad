/** What stands where a release was until the portal's own page about it is there. It says nothing about it. */
const page = (title: string, words: string): string =>
  `<!doctype html><html lang="en" dir="ltr"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${title} – Daylight, City of Cambridge</title></head><body><main id="main"><h1>${title}</h1><p>${words}</p><p><a href="/">Daylight, City of Cambridge</a></p></main></body></html>`;

export const WITHDRAWN_PAGE = page(
  'This release was withdrawn',
  'The City has withdrawn what was at this address. Do not rely on copies. The reason will be stated here as soon as it has been recorded.',
);

export const RENEWED_PAGE = page(
  'This page is being renewed',
  'The page cannot be shown until a change to it is complete. Try again in a few minutes.',
);
