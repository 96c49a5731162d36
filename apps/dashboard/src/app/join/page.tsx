import { JoinPage } from '../../links/join-page';

export default function Page() {
  return <JoinPage />;
}
