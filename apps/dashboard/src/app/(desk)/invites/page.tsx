import { InvitesPage } from '../../../invites/invites-page';

export default function Page() {
  return <InvitesPage />;
}
