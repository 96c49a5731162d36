'use client';

import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';

interface MakingDialogProps<Made> {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** The form; it tells what it made. */
  readonly form: (onMade: (made: Made) => void) => ReactNode;
  readonly madeTitle: (made: Made) => string;
  /** What is shown this once of what was made. */
  readonly shown: (made: Made) => ReactNode;
  readonly done: string;
}

/** A form in a dialog, and in its place, once sent, what can be seen only now. */
export function MakingDialog<Made>(props: MakingDialogProps<Made>) {
  const [made, setMade] = useState<Made>();
  const close = (): void => {
    setMade(undefined);
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={made === undefined ? props.title : props.madeTitle(made)}
    >
      {made === undefined ? (
        props.form((it) => {
          setMade(() => it);
        })
      ) : (
        <div className="grid gap-4">
          {props.shown(made)}
          <Button kind="primary" className="justify-self-end" onClick={close}>
            {props.done}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
