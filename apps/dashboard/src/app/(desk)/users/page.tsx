import { UsersPage } from '../../../users/users-page';

export default function Page() {
  return <UsersPage />;
}
