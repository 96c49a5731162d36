import { AttachPage } from '../../../../attachments/attach-page';

export default function Page() {
  return <AttachPage />;
}
