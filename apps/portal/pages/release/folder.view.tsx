import { BESIDE, bundlePath } from '@app/publications/domain';
import { InEnglish, type PageIn, Table } from '@app/public-pages';
import type { InFolder } from './folder';
import type { Standing } from './standing';

/** The folder of a version, for people: every file with its size and, where it was signed, its hash. */
export const folderPage =
  (release: Standing, files: readonly InFolder[]): PageIn =>
  ({ say, words, link, bytes }) => {
    const { releaseId, version, manifestSha256, record } = release;
    const address = bundlePath(manifestSha256);
    const title = words('verify.folder-of', { version });
    return {
      title,
      description: title,
      current: '/releases',
      crumbs: [
        { href: '/releases', text: words('layout.releases') },
        { href: `/releases/${releaseId}`, text: record.title },
      ],
      body: (
        <>
          <h1>
            {title}{' '}
            <small>
              <InEnglish>{record.title}</InEnglish>
            </small>
          </h1>
          <p>{say('verify.folder-is')}</p>
          <p className="hash">{manifestSha256}</p>
          <p>{link(`/releases/${releaseId}`)(say('verify.its-page'))}</p>
          <Table
            label={title}
            columns={[
              { name: words('verify.file') },
              { name: words('verify.size'), className: 'nowrap' },
              { name: 'SHA-256', className: 'hash' },
            ]}
            rows={files.map((file) => ({
              key: file.name,
              cells: [
                <a key="file" href={`${address}/${file.name}`}>
                  {file.name}
                </a>,
                bytes('text' in file ? Buffer.byteLength(file.text) : file.size),
                'text' in file ? null : file.sha256,
              ],
            }))}
          />
          <p>{say('verify.all-files')}</p>
          <pre dir="ltr">{`sha256sum -c ${BESIDE.sums}`}</pre>
        </>
      ),
    };
  };
