import { Button } from '@trussworks/react-uswds';
import { Component, type ReactElement, type ReactNode } from 'react';
import { Notice } from './notice';

interface Props {
  readonly title: string;
  /** What still holds, and what may have been lost: only what is true of what is inside. */
  readonly says: string;
  /** What the button that leads on says, and what happens before it is drawn again. */
  readonly action: string;
  readonly onAgain: () => void | Promise<void>;
  /** Whether nothing of the page is left around it. */
  readonly whole?: true;
  readonly children: ReactNode;
}

/** Where something inside cannot be drawn, words stand in its place and a way on; what is outside goes on. */
export class Boundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  private readonly again = async (): Promise<void> => {
    await this.props.onAgain();
    this.setState({ failed: false });
  };

  override render(): ReactNode {
    const { title, says, action, whole, children } = this.props;
    if (!this.state.failed) return children;
    const words = (
      <>
        <p>{says}</p>
        <Button type="button" onClick={() => void this.again()}>
          {action}
        </Button>
      </>
    );
    if (!whole)
      return (
        <Notice kind="error" title={title}>
          {words}
        </Notice>
      );
    return (
      <main id="content" className="grid-container">
        <h1>{title}</h1>
        <div role="alert">{words}</div>
      </main>
    );
  }
}

const loadAnew = (): void => window.location.reload();

/** Around the whole console. */
export const WholeBoundary = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <Boundary
    whole
    title="The console cannot be shown"
    says="What it said was saved is saved. What you typed and it had not saved yet is no longer here. Load it anew; if this comes back, tell whoever runs Daylight."
    action="Load it anew"
    onAgain={loadAnew}
  >
    {children}
  </Boundary>
);

/** Around one page: the links above it lead to the others. */
export const PageBoundary = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <Boundary
    whole
    title="This page cannot be shown"
    says="What it said was saved is saved. What you typed on it and it had not saved yet is no longer here. The other pages go on, and so do your uploads, unless you load this page anew."
    action="Load this page anew"
    onAgain={loadAnew}
  >
    {children}
  </Boundary>
);
