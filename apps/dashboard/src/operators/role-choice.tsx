'use client';

import { useTranslations } from 'use-intl';
import { ROLES } from './queries';
import type { Role } from './queries';

/** The roles, each with what it may do. */
export function RoleChoice(props: {
  readonly name: string;
  readonly value: Role;
  readonly onRole: (role: Role) => void;
}) {
  const t = useTranslations('operators');
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-semibold">{t('role')}</legend>
      <div className="rounded-control border border-rule-strong">
        {ROLES.map((role) => (
          <label
            key={role}
            className="flex cursor-pointer items-start gap-2.5 border-t border-rule px-2.5 py-1.5 first:border-t-0 hover:bg-raised"
          >
            <input
              type="radio"
              name={props.name}
              checked={props.value === role}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              onChange={() => {
                props.onRole(role);
              }}
            />
            <span className="min-w-0">
              <span className="font-semibold">{t(`roles.${role}`)}</span>
              <span className="block text-sm text-ink-2">{t(`may.${role}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
