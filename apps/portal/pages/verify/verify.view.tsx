import { BESIDE, SCHEMAS } from '@app/publications/domain';
import { CHECK_FILE_NAME, CheckFile, HashCommands, type PageIn, useLanguage, VERIFIER_NAME } from '@app/public-pages';
import { Fragment, type ReactNode } from 'react';
import { KNOWN, OTHERS } from './known-files';

export const verifyPage: PageIn = ({ words }) => ({
  title: words('verify.title'),
  description: words('verify.description'),
  current: '/verify',
  head: <script type="module" src={`/assets/${CHECK_FILE_NAME}`} />,
  body: <Verify />,
});

function Verify(): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <h1>{say('verify.title')}</h1>
      <p>{say('verify.intro')}</p>
      <CheckFile known={KNOWN} others={OTHERS} />
      <h2>{say('verify.with-your-computer')}</h2>
      <HashCommands file="video.mp4" />
      <p>{say('verify.all-files')}</p>
      <Command text={`sha256sum -c ${BESIDE.sums}`} />
      <p>{say('verify.which-release')}</p>
      <Command text="/media/<hash>.mp4" />
      <p>{say('verify.is-it-there')}</p>
      <WhoSigned />
    </>
  );
}

function WhoSigned(): ReactNode {
  const { say, link } = useLanguage();
  const verifier = (name: ReactNode) => (
    <a href={`/assets/${VERIFIER_NAME}`} download="verify_release.py">
      {name}
    </a>
  );
  const schemas = Object.keys(SCHEMAS).map((name, i) => (
    <Fragment key={name}>
      {i > 0 && ', '}
      <a href={`/schemas/${name}`}>{name}</a>
    </Fragment>
  ));
  return (
    <>
      <h2>{say('verify.who-signed')}</h2>
      <p>{say('verify.signatures')}</p>
      <Command text="npm run --silent ops -- verify-release FOLDER" />
      <p>{say('verify.second-verifier', { verifier })}</p>
      <Command text="python3 verify_release.py FOLDER --key CITY --key LOG" />
      <p>{say('verify.schemas', { schemas: <>{schemas}</> })}</p>
      <p>{say('verify.checkpoint', { checkpoint: link('/log/checkpoint') })}</p>
    </>
  );
}

const Command = ({ text }: { readonly text: string }): ReactNode => <pre dir="ltr">{text}</pre>;
