import { TransferPage } from '../../../../transfers/transfer-page';

/** Exported once: the server answers every `/transfers/…` with this file, and the page reads its address. */
export function generateStaticParams() {
  return [{ id: '_' }];
}

export default function Page() {
  return <TransferPage />;
}
