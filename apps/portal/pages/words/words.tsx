import { CONTENT_WARNINGS, DOCKET_OUTCOMES, TAKEDOWN_CLASSES } from '@app/publications/domain';
import { type Page } from '@app/public-pages';

export const howWeDecide: Page = {
  title: 'How we decide',
  description: 'How the City of Cambridge decides on the release of video of federal officials.',
  current: '/how-we-decide',
  body: (
    <>
      <h1>How we decide</h1>
      <p>
        The City Manager’s Executive Order of February 5, 2026 directs Cambridge police to work with the City Solicitor
        to release video of violence or property damage by federal officials, recorded by body-worn or other City
        cameras. Release may be subject to a determination that it will not prejudice effective law enforcement and is
        in the public interest (§ 3.A; G.L. c. 4, § 7(26)(f)).
      </p>
      <h2>The steps</h2>
      <ol>
        <li>
          The recording is preserved as received. Its hash is written to an append-only log. Nobody can change or delete
          it.
        </li>
        <li>Police complete the record: where, when, who was there, how that was verified.</li>
        <li>
          The Solicitor answers each element of the law and signs: release, release with parts hidden, defer, withhold,
          or refer to a records request.
        </li>
        <li>
          What is ordered to be hidden is painted over or silenced. A program compares every frame and the sound of the
          result with the original: what was copied byte by byte, all else decoded.
        </li>
        <li>
          Somebody else checks it. Captions and a transcript are made. The Solicitor signs these exact files, by their
          hashes.
        </li>
        <li>After a notice period exactly those files are published. If one bit differs, nothing is published.</li>
      </ol>
      <p>
        Nobody does two of these: who uploads does not redact, who redacts does not check, who checks does not sign, and
        nobody both decides and publishes.
      </p>
      <h2>What is hidden, and what is not</h2>
      <p>
        On-duty officials, their badges, vehicles and acts are not hidden. Bystanders, minors, people detained,
        witnesses, medical detail, identifiers and homes are. Each hidden part states either the exemption in law or
        that it is the City’s policy; a policy redaction cannot be used to deny a records request. Hiding means an
        opaque fill or silence: blur and pixels can be reversed, so they are not used.
      </p>
      <p>
        No biometric processing is used: nobody is identified by face, gait or voice, and no software looks for faces.
      </p>
      <h2>Words on these pages</h2>
      <h3>Decisions</h3>
      <ul>
        {Object.values(DOCKET_OUTCOMES).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h3>Content warnings</h3>
      <ul>
        {Object.values(CONTENT_WARNINGS).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h3>Why a release can be taken down</h3>
      <ul>
        {Object.values(TAKEDOWN_CLASSES).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>
        Nothing here restricts lawful enforcement or limits anyone’s rights under state or federal law (Executive Order
        § 4). <a href="/docket">The docket</a> lists every decision.
      </p>
    </>
  ),
};

export const verify: Page = {
  title: 'Check a file',
  description: 'How to check that a file is the one the City published.',
  current: '/verify',
  body: (
    <>
      <h1>Check a file</h1>
      <p>
        Every release lists the SHA-256 of each of its files. If your copy has the same hash, it is the published file,
        to the last bit.
      </p>
      <h2>With what your computer has</h2>
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
      <p>To find which release a hash belongs to, open</p>
      <pre>{'/media/<hash>.mp4'}</pre>
      <p>on this site: it is there, gone, or was never published.</p>
      <h2>Who signed it, and the log</h2>
      <p>
        Each release has a file release.json with the manifest of its files, the Solicitor’s sign-off under the City’s
        key, and a proof that the publication is in the City’s append-only log (RFC 6962; C2SP signed checkpoints).
        Daylight’s own program checks all of it, also offline:
      </p>
      <pre>npm run --silent ops -- verify-release FOLDER</pre>
      <p>
        The newest <a href="/log/checkpoint">checkpoint of the log</a> is signed; keep a copy, and no later log can
        leave out what it holds.
      </p>
    </>
  ),
};

export const accessibility: Page = {
  title: 'Accessibility',
  description: 'Accessibility of this site and its videos.',
  body: (
    <>
      <h1>Accessibility</h1>
      <p>
        This site aims at WCAG 2.2, level AA. It works without scripts, with the keyboard alone, at 320 pixels width and
        at 200 % text. Every video has reviewed captions or a statement that nobody speaks, a transcript on its page, a
        warning before it, and never plays by itself.
      </p>
      <p>
        Tested in Chromium with automated checks and by keyboard. Not tested yet: Safari, phones, and any screen reader
        by hand. If something does not work for you, write to the <a href="/contact">records access officer</a>; you
        will get the content in another form.
      </p>
    </>
  ),
};

export const privacy: Page = {
  title: 'Privacy',
  description: 'What this site learns of its readers: nothing.',
  body: (
    <>
      <h1>Privacy</h1>
      <p>
        This site sets no cookies, stores nothing in your browser, runs no analytics and loads nothing from anyone else.
        The server counts answers, not readers.
      </p>
      <p>
        If you or somebody you know can be recognised in a video although they should not be, tell the{' '}
        <a href="/contact">records access officer</a> at once. A release can be taken down within minutes.
      </p>
    </>
  ),
};

export const contact: Page = {
  title: 'Records access officer',
  description: 'How to ask for a record, to appeal, or to report a privacy problem.',
  body: (
    <>
      <h1>Records access officer</h1>
      <p>Ask for a record, for less to be hidden, or report a privacy problem:</p>
      <address>
        Records Access Officer, City of Cambridge Law Department
        <br />
        City Hall, 795 Massachusetts Avenue
        <br />
        Cambridge, MA 02139
      </address>
      <h2>Your rights</h2>
      <p>
        A written request is answered within ten business days (950 CMR 32.06). If you disagree, you may appeal to the
        Supervisor of Records within 90 calendar days of the answer (950 CMR 32.08).
      </p>
    </>
  ),
};
