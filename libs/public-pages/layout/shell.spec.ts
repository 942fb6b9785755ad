import { createElement } from 'react';
import { A_CITY } from '../../../test/factories/release-facts';
import { languageOf, useLanguage } from '../language/language';
import { LANGUAGE_CODES } from '../language/languages';
import type { Place } from './place';
import { documentOf, type PageIn } from './shell';

const page: PageIn = ({ words }) => ({
  title: words('docket.title'),
  description: words('docket.description'),
  body: createElement(() => useLanguage().say('docket.none-yet')),
});
const place = (code: Place['language']['code'], address: string | null = '/docket?page=2&x=1'): Place => ({
  language: languageOf(code),
  siteUrl: 'https://daylight.example',
  address,
  city: A_CITY,
});

it('speaks its language in head and body', () => {
  const html = documentOf(page, place('es'));
  expect(html).toContain('<html lang="es" dir="ltr">');
  expect(html).toContain('<title>Registro de decisiones – Daylight, Ciudad de Cambridge</title>');
  expect(html).toContain('Todavía no hay grabaciones en revisión ni decididas.');
  expect(html).toContain('<a href="/es/docket">');
  expect(documentOf(page, place('ar'))).toContain('<html lang="ar" dir="rtl">');
});

it('says on every translated page who made the translation, and that the English text counts', () => {
  for (const code of LANGUAGE_CODES.filter((one) => one !== 'en')) {
    const html = documentOf(page, place(code));
    expect(html).toContain(languageOf(code).words('layout.by-machine'));
    expect(html).toContain('<a href="/docket?page=2&amp;x=1" hrefLang="en">');
  }
  expect(documentOf(page, place('en'))).not.toContain('class="translation"');
});

it('names the person who has read a translation', () => {
  const { language, ...rest } = place('es');
  const read = { ...language, translation: { translatedBy: 'machine', reviewedBy: 'Ana Díaz' } };
  expect(documentOf(page, { ...rest, language: read })).toContain('fue revisada por <bdi>Ana Díaz</bdi>');
});

it('gives search engines one address in each language, and readers their query', () => {
  const html = documentOf(page, place('es'));
  expect(html).toContain('<link rel="canonical" href="https://daylight.example/es/docket?page=2"/>');
  expect(html.match(/<link rel="alternate" hrefLang="[^"]+" href="[^"]+"\/>/g)).toHaveLength(LANGUAGE_CODES.length + 1);
  expect(html).toContain('hrefLang="x-default" href="https://daylight.example/docket?page=2"');
  expect(html).toContain('<a href="/bn/docket?page=2&amp;x=1" lang="bn" hrefLang="bn">');
});

it('does not repeat a query without end, nor the address of what has none', () => {
  expect(documentOf(page, place('en', `/releases?q=${'x'.repeat(3000)}`))).not.toContain('xxx');
  const nowhere = documentOf(page, place('en', null));
  expect(nowhere).not.toContain('canonical');
  expect(nowhere).toContain('<a href="/es" lang="es"');
  expect(documentOf(page, place('en', '/no-such-page'))).toContain('<a href="/es" lang="es"');
});
