/** What the public site says of the City. */
export const CITY = Symbol('what the public site says of the City');
