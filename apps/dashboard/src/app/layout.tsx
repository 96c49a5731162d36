import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { askEarly } from '../api/early';
import { RouteSymbols } from '../route/symbols';
import { Providers } from '../shell/providers';
import './globals.css';

const text = localFont({
  src: '../../../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  weight: '200 800',
  variable: '--font-text',
  display: 'swap',
});

const code = localFont({
  src: '../../../../node_modules/@fontsource-variable/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-wght-normal.woff2',
  weight: '200 800',
  variable: '--font-code',
  display: 'swap',
  adjustFontFallback: false,
});

export const metadata: Metadata = { title: 'Waybill', robots: 'noindex, nofollow' };

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f5f0' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1413' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" className={`${text.variable} ${code.variable}`} suppressHydrationWarning>
      <body>
        <script>{`(${askEarly.toString()})(window)`}</script>
        <RouteSymbols />
        <Providers>{children}</Providers>
        <noscript>
          <p className="p-6">
            Waybill&apos;s dashboard needs JavaScript. The same is in the <code>waybill</code>{' '}
            command line.{' '}
            <span lang="zh-Hans">运单面板需要 JavaScript；命令行 waybill 提供相同的功能。</span>
          </p>
        </noscript>
      </body>
    </html>
  );
}
