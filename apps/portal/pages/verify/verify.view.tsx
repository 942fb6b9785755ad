import { BESIDE, type PostedKeys, SCHEMAS } from '@app/publications/domain';
import { CHECK_FILE_NAME, CheckFile, HashCommands, type PageIn, useLanguage, VERIFIER_NAME } from '@app/public-pages';
import { Fragment, type ReactNode } from 'react';
import { Keys } from './keys.view';
import { KNOWN, OTHERS } from './known-files';

interface Posted {
  readonly keys: PostedKeys;
}

export const verifyPage =
  (keys: PostedKeys): PageIn =>
  ({ words }) => ({
    title: words('verify.title'),
    description: words('verify.description'),
    current: '/verify',
    head: <script type="module" src={`/assets/${CHECK_FILE_NAME}`} />,
    body: <Verify keys={keys} />,
  });

function Verify({ keys }: Posted): ReactNode {
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
      <Keys keys={keys} />
      <WhoSigned keys={keys} />
    </>
  );
}

function WhoSigned({ keys }: Posted): ReactNode {
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
      <Command text={pythonCommand(keys)} />
      <p>{say('verify.schemas', { schemas: <>{schemas}</> })}</p>
      <p>{say('verify.checkpoint', { checkpoint: link('/log/checkpoint') })}</p>
    </>
  );
}

/** With every key that is posted: a release may have been signed by one that is not in use any more. */
const pythonCommand = ({ city, log }: PostedKeys): string =>
  ['python3 verify_release.py FOLDER', ...[...city, ...log].map(({ key }) => `--key '${key}'`)].join(' \\\n  ');

const Command = ({ text }: { readonly text: string }): ReactNode => <pre dir="ltr">{text}</pre>;
