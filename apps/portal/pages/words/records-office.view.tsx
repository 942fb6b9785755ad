import type { ReactNode } from 'react';

/** Where one writes to: the same letters in every language. */
export const RecordsOffice = (): ReactNode => (
  <address lang="en" dir="ltr">
    Records Access Officer, City of Cambridge Law Department
    <br />
    City Hall, 795 Massachusetts Avenue
    <br />
    Cambridge, MA 02139
  </address>
);
