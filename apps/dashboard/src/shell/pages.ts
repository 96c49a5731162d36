import {
  Activity,
  BookOpen,
  Cable,
  HardDrive,
  HeartPulse,
  House,
  KeyRound,
  MailPlus,
  MonitorSmartphone,
  Route,
  ScrollText,
  SlidersHorizontal,
  UserRoundCog,
  Users,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Permission } from './permissions';

export type PageName =
  | 'overview'
  | 'transfers'
  | 'live'
  | 'users'
  | 'invites'
  | 'sessions'
  | 'audit'
  | 'health'
  | 'attachments'
  | 'storage'
  | 'operators'
  | 'keys'
  | 'settings'
  | 'api';

/** A page of the desk. */
export interface Entry {
  readonly href: string;
  readonly name: PageName;
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: 'true' }>;
  /** Who has none of these is not led there. */
  readonly needs?: readonly Permission[];
}

/** All pages, as the navigation groups them. */
export const GROUPS: readonly {
  readonly name?: 'people' | 'assurance' | 'system';
  readonly entries: readonly Entry[];
}[] = [
  {
    entries: [
      { href: '/', name: 'overview', icon: House },
      { href: '/transfers', name: 'transfers', icon: Route },
      { href: '/live', name: 'live', icon: Activity },
    ],
  },
  {
    name: 'people',
    entries: [
      { href: '/users', name: 'users', icon: Users },
      { href: '/invites', name: 'invites', icon: MailPlus, needs: ['invites:write'] },
      { href: '/sessions', name: 'sessions', icon: MonitorSmartphone },
    ],
  },
  {
    name: 'assurance',
    entries: [
      { href: '/audit', name: 'audit', icon: ScrollText, needs: ['audit:read', 'audit:own'] },
      { href: '/health', name: 'health', icon: HeartPulse },
    ],
  },
  {
    name: 'system',
    entries: [
      { href: '/storage', name: 'storage', icon: HardDrive },
      { href: '/attachments', name: 'attachments', icon: Cable },
      { href: '/operators', name: 'operators', icon: UserRoundCog, needs: ['roles:write'] },
      { href: '/keys', name: 'keys', icon: KeyRound, needs: ['keys:write'] },
      { href: '/settings', name: 'settings', icon: SlidersHorizontal, needs: ['settings:write'] },
      { href: '/api/docs', name: 'api', icon: BookOpen },
    ],
  },
];

/** Whether somebody with these permissions is led to a page. */
export const isOpenTo = ({ needs }: Entry, own: readonly Permission[]): boolean =>
  needs === undefined || needs.some((one) => own.includes(one));
