export const SITE_URL = Symbol('the address of the public site, without a slash at its end');
