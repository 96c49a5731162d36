import { ResetPage } from '../../links/reset-page';

export default function Page() {
  return <ResetPage />;
}
