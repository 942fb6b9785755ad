import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';

interface Facts {
  /** Name of the file whose hash is wanted. */
  readonly file: string;
}

/** What every computer has to hash a file. */
export function HashCommands({ file }: Facts): ReactNode {
  const { say } = useLanguage();
  const command = (text: string): ReactNode => (
    <code className="hash" dir="ltr">
      {text}
    </code>
  );
  return (
    <dl className="facts">
      <dt>Linux</dt>
      <dd>{command(`sha256sum ${file}`)}</dd>
      <dt>macOS</dt>
      <dd>{command(`shasum -a 256 ${file}`)}</dd>
      <dt>Windows</dt>
      <dd>
        {say('verify.either', {
          one: command(`Get-FileHash ${file}`),
          other: command(`certutil -hashfile ${file} SHA256`),
        })}
      </dd>
    </dl>
  );
}
