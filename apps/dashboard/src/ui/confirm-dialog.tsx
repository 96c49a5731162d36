'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Commands, Problem } from './notes';

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The same act for a terminal or a script. */
  readonly commands: readonly string[];
  readonly error: unknown;
  readonly busy: boolean;
  readonly keep: string;
  readonly act: string;
  readonly onClose: () => void;
  readonly onAct: () => void;
}

/** Asks before something is lost: what, the same as a command, and two ways on. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title}>
      <div className="grid gap-4">
        {props.children}
        {props.error === null ? null : <Problem error={props.error} />}
        <Commands lines={props.commands} />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{props.keep}</Button>
          <Button kind="danger" busy={props.busy} onClick={props.onAct}>
            {props.act}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
