import { KeysPage } from '../../../keys/keys-page';

export default function Page() {
  return <KeysPage />;
}
