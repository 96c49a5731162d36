import { OperatorsPage } from '../../../operators/operators-page';

export default function Page() {
  return <OperatorsPage />;
}
