import { StoragePage } from '../../../storage/storage-page';

export default function Page() {
  return <StoragePage />;
}
