import type { OpsConfig } from '@app/config';
import type { RolePasswords } from '@app/database';
import type { Secrets } from './data-folder';

/**
 * Passwords for the two database roles. In an installation of one's own they come from the environment
 * (DAYLIGHT_APP_PASSWORD, DAYLIGHT_PORTAL_PASSWORD) or were set by an administrator; with our own Postgres, from its secrets.
 */
export function rolePasswords(
  { databaseUrl, rolePasswords: { app, portal } }: OpsConfig,
  secrets: Secrets,
): RolePasswords {
  if (databaseUrl === null) return { app: secrets.app, portal: secrets.portal };
  return { ...(app && { app }), ...(portal && { portal }) };
}
