import { getDocumentProxy } from 'unpdf';

export interface ReadPdf {
  readonly title: string | undefined;
  readonly language: string | undefined;
  readonly tagged: boolean;
  readonly pages: number;
  /** What is read aloud: page numbers and other artifacts are not. */
  readonly text: string;
  /** Roles of the structure of all pages, outermost first. */
  readonly roles: readonly string[];
}

interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
}

interface Item {
  readonly type?: string;
  readonly tag?: string;
  readonly str?: string;
}

/** Reads a PDF as a screen reader does, with a reader that knows nothing of how it was written. */
export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const info = (await pdf.getMetadata()).info as { Title?: string; Language?: string };
  const parts: string[] = [];
  const roles: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    parts.push(withoutArtifacts(items));
    collect((await page.getStructTree()) as Node, roles);
  }
  return {
    title: info.Title,
    language: info.Language,
    tagged: (await pdf.getMarkInfo())?.Marked === true,
    pages: pdf.numPages,
    text: parts.join(''),
    roles,
  };
}

function withoutArtifacts(items: readonly Item[]): string {
  const open: boolean[] = [];
  return items
    .map(({ type, tag, str = '' }) => {
      if (type?.startsWith('beginMarkedContent')) open.push(tag === 'Artifact');
      else if (type === 'endMarkedContent') open.pop();
      return open.includes(true) ? '' : str;
    })
    .join('');
}

function collect({ role, children = [] }: Node, roles: string[]): void {
  if (role !== undefined && role !== 'Root') roles.push(role);
  for (const child of children) collect(child, roles);
}
