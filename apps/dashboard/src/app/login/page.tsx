import { LoginPage } from '../../entry/login-page';

export default function Page() {
  return <LoginPage />;
}
