import { AttachmentsPage } from '../../../attachments/attachments-page';

export default function Page() {
  return <AttachmentsPage />;
}
