import { SetupPage } from '../../entry/setup-page';

export default function Page() {
  return <SetupPage />;
}
