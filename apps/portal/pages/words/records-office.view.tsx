import type { RecordsOfficeConfig } from '@app/config';
import type { ReactNode } from 'react';

export const RECORDS_OFFICE = Symbol('how the records access officer is reached');

interface OfficeFacts {
  readonly office: RecordsOfficeConfig;
}

/** Where one writes to: the same letters in every language. */
export const RecordsOffice = ({ office: { telephone, email } }: OfficeFacts): ReactNode => (
  <address lang="en" dir="ltr">
    Records Access Officer, City of Cambridge Law Department
    <br />
    City Hall, 795 Massachusetts Avenue
    <br />
    Cambridge, MA 02139
    {telephone !== null && (
      <>
        <br />
        Telephone: <a href={`tel:${telephone.replace(/[^+\d]/g, '')}`}>{telephone}</a>
      </>
    )}
    {email !== null && (
      <>
        <br />
        Email: <a href={`mailto:${email}`}>{email}</a>
      </>
    )}
  </address>
);
