import { UserPage } from '../../../../users/user-page';

/** Exported once: the server answers every `/users/…` with this file, and the page reads its address. */
export function generateStaticParams() {
  return [{ jid: '_' }];
}

export default function Page() {
  return <UserPage />;
}
