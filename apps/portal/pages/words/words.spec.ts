import { documentOf, languageOf } from '@app/public-pages';
import { contact } from './words';

const page = (telephone: string | null, email: string | null): string =>
  documentOf(contact({ telephone, email }), {
    language: languageOf('en'),
    siteUrl: 'https://daylight.example',
    address: '/contact',
  });

it('says how the records access officer is reached: by post, and by what else the City has given', () => {
  expect(page(null, null)).toContain('Cambridge, MA 02139</address>');
  const all = page('(617) 555-0100', 'records@example.org');
  expect(all).toContain('Telephone: <a href="tel:6175550100">(617) 555-0100</a>');
  expect(all).toContain('Email: <a href="mailto:records@example.org">records@example.org</a>');
});
