import type { ReactNode } from 'react';
import { Desk } from '../../shell/desk';

export default function DeskLayout({ children }: { readonly children: ReactNode }) {
  return <Desk>{children}</Desk>;
}
