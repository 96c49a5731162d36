'use client';

import dynamic from 'next/dynamic';

/** Apart from every page's own scripts: none of them needs it. */
const NotFound = dynamic(
  () => import('../shell/not-found-page').then((module) => module.NotFoundPage),
  { ssr: false },
);

export default function Page() {
  return <NotFound />;
}
