import type { ButtonHTMLAttributes } from 'react';

const KINDS = {
  primary: 'bg-accent text-on-accent border-accent hover:opacity-90 font-semibold',
  plain: 'bg-surface text-ink border-rule-strong hover:bg-raised',
  quiet: 'border-transparent text-ink-2 hover:bg-raised hover:text-ink',
  danger: 'bg-surface text-bad border-bad hover:bg-bad-tint font-semibold',
} as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: keyof typeof KINDS;
  readonly size?: keyof typeof SIZES;
  /** Something is under way: the button stays where it is and takes no second click. */
  readonly busy?: boolean;
}

const SIZES = { normal: 'h-8 px-3', small: 'h-7 px-2', icon: 'size-8', field: 'h-9 px-3' } as const;

/** The shape that buttons and links that act like one share. */
export function buttonClass(
  kind: keyof typeof KINDS = 'plain',
  size: keyof typeof SIZES = 'normal',
): string {
  return `inline-flex items-center justify-center gap-1.5 rounded-control border text-base ${SIZES[size]} whitespace-nowrap transition-opacity duration-120 disabled:opacity-55 ${KINDS[kind]}`;
}

export function Button({
  kind = 'plain',
  size = 'normal',
  busy = false,
  className = '',
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled === true || busy}
      aria-busy={busy || undefined}
      className={`${buttonClass(kind, size)} ${className}`}
    />
  );
}
