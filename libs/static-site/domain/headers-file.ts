import type { Answer } from './answer';

/** The form that Cloudflare Pages and Netlify read. They cannot answer 410: what is gone answers with its tombstone's text. */
export function headersFile(answers: readonly Pick<Answer, 'path' | 'headers'>[]): string {
  const home = answers.find(({ path }) => path === '/')?.headers ?? {};
  const block = (path: string, headers: Readonly<Record<string, string>>): string =>
    [path, ...Object.entries(headers).filter(([name]) => !['etag', 'accept-ranges'].includes(name)).map(([name, value]) => `  ${name}: ${value}`)].join('\n'); // prettier-ignore
  const others = answers.flatMap(({ path, headers }) => {
    const own = Object.fromEntries(
      Object.entries(headers).filter(([name, value]) => name === 'content-type' || home[name] !== value),
    );
    const detached = Object.keys(own).filter((name) => name in home && name !== 'content-type').map((name) => `\n  ! ${name}`); // prettier-ignore
    return detached.length > 0 || !headers['content-type']?.startsWith('text/html')
      ? [block(`${path}${detached.join('')}`, own)]
      : [];
  });
  const { 'content-type': _, ...common } = home;
  return `${[block('/*', common), ...others].join('\n')}\n`;
}
