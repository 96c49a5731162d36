import { ImportPage } from '../../../../users/import/import-page';

export default function Page() {
  return <ImportPage />;
}
