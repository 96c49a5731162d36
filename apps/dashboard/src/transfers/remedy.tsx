'use client';

import { useTranslations } from 'use-intl';
import type { TransferDetail } from '../api/types';
import { useMay } from '../shell/permissions';
import type { Permission } from '../shell/permissions';
import { LinkButton } from '../ui/notes';

type Remedy = NonNullable<TransferDetail['explanation']>['remedy'];

interface Way {
  readonly action: 'checks' | 'signIns' | 'quotas' | 'limits' | 'receiver';
  readonly href: string;
  readonly needs: Permission;
}

/** The page on which the remedy is done; undefined where it is done by talking to somebody, or not at all. */
function wayOf(remedy: Remedy, { sender, receiver }: TransferDetail): Way | undefined {
  const user = (jid: string, tab = ''): string => `/users/${encodeURIComponent(jid)}${tab}`;
  switch (remedy) {
    case 'check-proxy':
    case 'offer-proxy':
    case 'check-network':
    case 'check-server-log':
      return { action: 'checks', href: '/health', needs: 'health:read' };
    case 'check-password':
      return {
        action: 'signIns',
        href: user(sender.jid, '?tab=sign-ins'),
        needs: 'users:read',
      };
    case 'raise-quota':
      return { action: 'quotas', href: '/storage', needs: 'health:read' };
    case 'check-policy':
      return { action: 'limits', href: '/settings?q=upload', needs: 'settings:write' };
    case 'ask-receiver':
      return { action: 'receiver', href: user(receiver.jid), needs: 'users:read' };
    case 'check-clients':
    case 'nothing-to-do':
    case 'send-again':
    case 'wait':
      return undefined;
  }
}

/** One button from why it failed to where that is mended. */
export function RemedyButton(props: {
  readonly remedy: Remedy;
  readonly transfer: TransferDetail;
}) {
  const t = useTranslations('transfer');
  const way = wayOf(props.remedy, props.transfer);
  const may = useMay(way?.needs ?? 'transfers:read');
  if (way === undefined || !may) return null;
  return (
    <p className="mt-2">
      <LinkButton href={way.href}>{t(`remedyActions.${way.action}`)}</LinkButton>
    </p>
  );
}
