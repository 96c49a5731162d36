'use client';

import { Tabs as Parts } from 'radix-ui';
import type { ReactNode } from 'react';

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly value: Name;
  readonly onChange: (value: Name) => void;
  readonly tabs: readonly {
    readonly name: Name;
    readonly title: string;
    readonly content: ReactNode;
  }[];
}

/** On a narrow screen the row scrolls: the open part's name is not to be out of it. */
function intoView(trigger: HTMLElement | null): void {
  trigger?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Parts of one page behind a row of names. Which one is open belongs in the address. */
export function Tabs<Name extends string>({ label, value, onChange, tabs }: TabsProps<Name>) {
  return (
    <Parts.Root
      value={value}
      onValueChange={(next) => {
        const tab = tabs.find(({ name }) => name === next);
        if (tab !== undefined) onChange(tab.name);
      }}
    >
      <Parts.List
        aria-label={label}
        className="mb-4 flex gap-1 overflow-x-auto border-b border-rule"
      >
        {tabs.map(({ name, title }) => (
          <Parts.Trigger
            key={name}
            value={name}
            ref={name === value ? intoView : undefined}
            className="-mb-px h-9 rounded-t-control border-b-2 border-transparent px-3 whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink"
          >
            {title}
          </Parts.Trigger>
        ))}
      </Parts.List>
      {tabs.map(({ name, content }) => (
        <Parts.Content key={name} value={name}>
          {content}
        </Parts.Content>
      ))}
    </Parts.Root>
  );
}
