import { PrintPage } from '../../../print/print-page';

/** Exported once, as `/transfers/…` is. */
export function generateStaticParams() {
  return [{ id: '_' }];
}

export default function Page() {
  return <PrintPage />;
}
