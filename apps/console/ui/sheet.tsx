import { type ReactElement, type ReactNode, useId, useLayoutEffect } from 'react';
import { useReturnFocus } from './use-return-focus';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog: the browser's own, which keeps the focus inside and gives it back. Escape closes it. */
export function Sheet({ title, onClose, children }: Props): ReactElement {
  const dialog = useReturnFocus<HTMLDialogElement>(); // what it was opened by may be gone when it closes
  const heading = useId();
  // Closed while it is still in the page: one that has been taken out gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, [dialog]);
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby={heading} onCancel={onClose}>
      <h2 id={heading} className="margin-top-0">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
