import { type PageIn } from '@app/public-pages';

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
      <p>{say('privacy.recognised', { contact: link('/contact') })}</p>
    </>
  ),
});

export const contact: PageIn = ({ say, words }) => ({
  title: words('contact.title'),
  description: words('contact.description'),
  body: (
    <>
      <h1>{say('contact.title')}</h1>
      <p>{say('contact.ask')}</p>
      <address lang="en" dir="ltr">
        Records Access Officer, City of Cambridge Law Department
        <br />
        City Hall, 795 Massachusetts Avenue
        <br />
        Cambridge, MA 02139
      </address>
      <h2>{say('contact.rights')}</h2>
      <p>{say('contact.rights-text')}</p>
    </>
  ),
});
