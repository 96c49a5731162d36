import { RecoverPage } from '../../../entry/recover-page';

export default function Page() {
  return <RecoverPage />;
}
