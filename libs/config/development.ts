/**
 * Every secret that `npm start` makes carries this mark, in its text or in the heading of its key file, so that
 * it can be refused in production.
 */
export const DEVELOPMENT_MARK = 'DEVELOPMENT-ONLY';
