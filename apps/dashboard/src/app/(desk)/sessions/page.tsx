import { SessionsPage } from '../../../sessions/sessions-page';

export default function Page() {
  return <SessionsPage />;
}
