import type { RolePasswords } from '@app/database';
import type { Secrets } from './data-folder';

/**
 * Passwords for the two database roles. In an installation of one's own they come from the environment
 * (DAYLIGHT_APP_PASSWORD, DAYLIGHT_PORTAL_PASSWORD) or were set by an administrator; with our own Postgres, from its secrets.
 */
export function rolePasswords(env: Readonly<Record<string, string | undefined>>, secrets: Secrets): RolePasswords {
  if (env['DATABASE_URL'] === undefined) return { app: secrets.app, portal: secrets.portal };
  const { DAYLIGHT_APP_PASSWORD: app, DAYLIGHT_PORTAL_PASSWORD: portal } = env;
  return { ...(app && { app }), ...(portal && { portal }) };
}
