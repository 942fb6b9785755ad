import { type PageIn, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

export const verify: PageIn = ({ words }) => ({
  title: words('verify.title'),
  description: words('verify.description'),
  current: '/verify',
  body: <Verify />,
});

function Verify(): ReactNode {
  const { say, link } = useLanguage();
  return (
    <>
      <h1>{say('verify.title')}</h1>
      <p>{say('verify.intro')}</p>
      <h2>{say('verify.with-your-computer')}</h2>
      <dl className="facts">
        <dt>Linux</dt>
        <dd>
          <code className="hash">sha256sum video.mp4</code>
        </dd>
        <dt>macOS</dt>
        <dd>
          <code className="hash">shasum -a 256 video.mp4</code>
        </dd>
        <dt>Windows</dt>
        <dd>
          <code className="hash">certutil -hashfile video.mp4 SHA256</code>
        </dd>
      </dl>
      <p>{say('verify.which-release')}</p>
      <pre>{'/media/<hash>.mp4'}</pre>
      <p>{say('verify.is-it-there')}</p>
      <h2>{say('verify.who-signed')}</h2>
      <p>{say('verify.signatures')}</p>
      <pre>npm run --silent ops -- verify-release FOLDER</pre>
      <p>{say('verify.checkpoint', { checkpoint: link('/ledger/checkpoint') })}</p>
    </>
  );
}
