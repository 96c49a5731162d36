import { AccountPage } from '../../../account/account-page';

export default function Page() {
  return <AccountPage />;
}
