import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';

interface Facts {
  /** Address of the list of the newest files. */
  readonly known: string;
  /** Address of the others, with `HASH` for the first digits of a hash. */
  readonly others: string;
}

/** Checks files on the reader's device. Without its script it is not there, and nothing is missing: the commands are. */
export function CheckFile({ known, others }: Facts): ReactNode {
  const { say, words } = useLanguage();
  return (
    <form id="check-file" className="box" hidden data-known={known} data-others={others}>
      <label htmlFor="file">{say('verify.choose')}</label>
      <input id="file" type="file" multiple aria-describedby="stays" />
      <p id="stays">{say('verify.stays')}</p>
      <progress hidden aria-label={words('verify.reading')} />
      <div role="status" />
      {STANDING.map((state) => (
        <Verdict key={state} says={state} isGood={state === 'published'} />
      ))}
      {OTHERS.map((says) => (
        <Verdict key={says} says={says} isGood={false} />
      ))}
    </form>
  );
}

const STANDING = ['published', 'superseded', 'unpublished'] as const;
const OTHERS = ['unknown', 'unreachable', 'unreadable'] as const;
type Says = (typeof STANDING)[number] | (typeof OTHERS)[number];

/** What the script says of one file: it fills in what it found. */
function Verdict({ says, isGood }: { readonly says: Says; readonly isGood: boolean }): ReactNode {
  const { say, path } = useLanguage();
  const filled = (name: string, className?: string): ReactNode => <span data-fill={name} className={className} />;
  const of = { file: filled('name'), version: filled('version') };
  return (
    <template data-says={says}>
      <div className={isGood ? 'verdict match' : 'verdict'}>
        <p>
          <strong>
            {isGood ? '✔' : '✖'} {filled('yours')}
          </strong>
        </p>
        <p>
          {says === 'published'
            ? say('verify.says-published', { ...of, title: <span lang="en" dir="ltr" data-fill="title" /> })
            : says === 'superseded' || says === 'unpublished'
              ? say(`verify.says-${says}`, of)
              : say(`verify.says-${says}`)}
        </p>
        {says !== 'unreadable' && (
          <p>
            SHA-256: <bdi dir="ltr">{filled('hash', 'hash')}</bdi>
          </p>
        )}
        {(says === 'published' || says === 'superseded' || says === 'unpublished') && (
          <p>
            <a href={path('/releases')} data-release={path('/releases/RELEASE')}>
              {say('verify.its-page')}
            </a>
          </p>
        )}
      </div>
    </template>
  );
}
