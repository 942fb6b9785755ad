import type { RecordsOfficeConfig } from '@app/config';
import { type PageIn } from '@app/public-pages';
import { RecordsOffice } from './records-office.view';

export const accessibility: PageIn = ({ say, words, link }) => ({
  title: words('accessibility.title'),
  description: words('accessibility.description'),
  body: (
    <>
      <h1>{say('accessibility.title')}</h1>
      <p>{say('accessibility.aims')}</p>
      <p>{say('accessibility.tested', { contact: link('/contact') })}</p>
    </>
  ),
});

export const privacy: PageIn = ({ say, words, link }) => ({
  title: words('privacy.title'),
  description: words('privacy.description'),
  body: (
    <>
      <h1>{say('privacy.title')}</h1>
      <p>{say('privacy.nothing')}</p>
      <p>{say('privacy.asked')}</p>
      <p>{say('privacy.recognised', { contact: link('/contact') })}</p>
    </>
  ),
});

export const contact =
  (office: RecordsOfficeConfig): PageIn =>
  ({ say, words }) => ({
    title: words('contact.title'),
    description: words('contact.description'),
    body: (
      <>
        <h1>{say('contact.title')}</h1>
        <p>{say('contact.ask')}</p>
        <RecordsOffice office={office} />
        <h2>{say('contact.rights')}</h2>
        <p>{say('contact.rights-text')}</p>
      </>
    ),
  });
