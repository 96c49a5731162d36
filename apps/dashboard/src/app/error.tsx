'use client';

import { BrokenPage } from '../shell/broken-page';

export default function BrokenRoute({ reset }: { readonly reset: () => void }) {
  return <BrokenPage onRetry={reset} />;
}
