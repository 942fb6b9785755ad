import { type ChangeEvent, type DragEvent, type ReactElement, useRef, useState } from 'react';
import { Button } from '@trussworks/react-uswds';
import { filesIn } from './files-in';

interface Props {
  readonly disabled: boolean;
  /** Why nothing can be chosen yet. */
  readonly why: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A folder gives its files in any order; people look for them by name. */
const inOrder = (files: readonly File[]): File[] => [...files].sort((a, b) => a.name.localeCompare(b.name));

/** Where files and folders are dropped, or chosen by a button: both do the same. */
export function Drop({ disabled, why, onFiles }: Props): ReactElement {
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    onFiles(inOrder([...(target.files ?? [])]));
    target.value = ''; // the same file may be chosen again
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (!disabled) void filesIn(event.dataTransfer).then((dropped) => onFiles(inOrder(dropped)));
  };
  return (
    <div
      className={over && !disabled ? 'drop drop--over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{disabled ? why : 'Drop files or a folder here, or'}</p>
      <input ref={files} type="file" multiple hidden aria-label="Files" onChange={take} />
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        aria-label="A folder"
        onChange={take}
      />
      <Button type="button" disabled={disabled} onClick={() => files.current?.click()}>
        Choose files
      </Button>
      <Button type="button" outline disabled={disabled} onClick={() => folder.current?.click()}>
        Choose a folder
      </Button>
    </div>
  );
}
