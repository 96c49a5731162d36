import { TransfersPage } from '../../../transfers/transfers-page';

export default function Page() {
  return <TransfersPage />;
}
