import { LivePage } from '../../../live/live-page';

export default function Page() {
  return <LivePage />;
}
