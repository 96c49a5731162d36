'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button';
import { ConfirmDialog } from './confirm-dialog';
import { say } from './toasts';

interface AskFirstProps {
  /** What the button says, and the one in the question that does it. */
  readonly act: string;
  /** The act and its object, for those who hear the button without seeing its row. */
  readonly named?: string;
  readonly button?: Pick<ComponentProps<typeof Button>, 'kind' | 'size'>;
  readonly title: string;
  /** What is lost by it. */
  readonly children: ReactNode;
  /** The same act for a terminal or a script. */
  readonly commands: readonly string[];
  /** How to leave everything as it is. */
  readonly keep: string;
  /** Rejects with the problem that the question then shows. */
  readonly onAct: () => Promise<unknown>;
  /** Said when it is done. */
  readonly done: string;
  /** What has to be read anew then. */
  readonly stale: readonly QueryKey[];
}

/** A button that asks before something is lost, then does it and says so. */
export function AskFirst(props: AskFirstProps) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: props.onAct,
    onSuccess: () => {
      setAsking(false);
      say(props.done);
      for (const queryKey of props.stale) void client.invalidateQueries({ queryKey });
    },
  });
  return (
    <>
      <Button
        {...props.button}
        {...(props.named === undefined ? {} : { 'aria-label': props.named })}
        onClick={() => {
          setAsking(true);
        }}
      >
        {props.act}
      </Button>
      <ConfirmDialog
        open={asking}
        title={props.title}
        commands={props.commands}
        error={act.error}
        busy={act.isPending}
        keep={props.keep}
        act={props.act}
        onClose={() => {
          setAsking(false);
          act.reset();
        }}
        onAct={() => {
          act.mutate();
        }}
      >
        {props.children}
      </ConfirmDialog>
    </>
  );
}
