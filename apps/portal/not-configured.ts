import type { PortalConfig } from '@app/config';

/** What the public site ought to say of its City and cannot, in words for its operator; the variables first. */
export function notConfigured({ city, postedKeys }: Pick<PortalConfig, 'city' | 'postedKeys'>): string[] {
  const { officer, orderUrl } = city;
  const told: readonly (readonly [there: boolean, says: string])[] = [
    [
      officer.name !== null,
      'RECORDS_OFFICER_NAME: the records access officer is not named (law: name, title, contact)',
    ],
    [
      officer.telephone !== null || officer.email !== null,
      'RECORDS_OFFICER_TELEPHONE, RECORDS_OFFICER_EMAIL: a reader who must be heard at once has neither',
    ],
    [orderUrl !== null, 'ORDER_URL: the text of the Executive Order is cited and not linked'],
    [
      postedKeys.city.length > 0,
      'CITY_VERIFIER_KEYS: whoever doubts a release finds no key of the City (ops public-keys)',
    ],
    [postedKeys.log.length > 0, 'LEDGER_VERIFIER_KEY: the key of the log is not posted (ops public-keys)'],
    [
      postedKeys.anchors.length > 0,
      'C2PA_ANCHORS: the authority behind Content Credentials is not posted (ops public-keys)',
    ],
  ];
  return told.flatMap(([there, says]) => (there ? [] : [says]));
}
